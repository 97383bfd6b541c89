"""Whatever is sent, the answer is a page of ours in plain words: never an error of the server, and nothing is lost."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import CataloguePage, CoursePage, LessonPage, QuizPage
from learners.access import PERSON_SESSION_KEY
from learners.models import Attempt, Enrolment, Response
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from tests.factories import make_user
from tests.factories.course import item_id, make_course, option_id
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
FIVE_MEGABYTES = "á" * 2_500_000
UNKNOWN = uuid.UUID(int=5)


@pytest.fixture
def course():
    make_issuer()
    return make_course()


@pytest.fixture
def attempt(course):
    enrolment = enrol(person=make_learner(), course=course)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


@pytest.fixture
def client(attempt):
    return learning_client(attempt.enrolment.person)


def words(reply):
    """The page's text without its marks."""
    html = re.sub(r"<(script|style|svg).*?</\1>", " ", reply.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def is_our_page(reply):
    """A page in the site's own look, with a way on."""
    return 'lang="vi"' in reply.content.decode() and "Học Số" in reply.content.decode()


def item_page(attempt, name="short"):
    number = attempt.draw.index(item_id(name)) + 1
    return reverse("learners:attempt_item", args=[attempt.public_id, number]), f"item-{item_id(name)}"


def test_an_answer_after_handing_in_is_refused_in_words_and_the_result_stands(attempt, client):
    submit_attempt(attempt=attempt)
    page, field = item_page(attempt)
    reply = client.post(page, {field: "bắc giang", "command_id": str(uuid.uuid4())}, follow=True)
    assert "đã nộp" in words(reply)
    assert (reply.status_code, Response.objects.count(), Attempt.objects.get().score) == (200, 0, 0)
    asked = client.post(page, {field: "bắc giang"}, headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (409, "closed")


def test_handing_in_twice_shows_the_one_result(attempt, client):
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    first, second = (client.post(summary, {}).headers["Location"] for _ in range(2))
    assert (first, Attempt.objects.count()) == (second, 1)


def test_five_megabytes_in_a_field_get_our_page_and_the_answer_before_stays(attempt, client):
    page, field = item_page(attempt)
    client.post(page, {field: "bắc giang", "command_id": str(uuid.uuid4())})
    checking = learning_client(attempt.enrolment.person, enforce_csrf_checks=True)
    checking.get(page)
    for each in (client, checking):
        reply = each.post(page, {field: FIVE_MEGABYTES})
        assert (reply.status_code, is_our_page(reply)) == (400, True)
    assert Response.objects.get().body == {"text": "bắc giang"}


@pytest.mark.parametrize("name", ["sign_up", "account_login", "forgot_pin"])
def test_five_megabytes_in_a_form_of_the_way_in_get_our_page(course, name):
    visitor = Client(enforce_csrf_checks=True)
    visitor.get(reverse(name))
    reply = visitor.post(reverse(name), {"full_name": FIVE_MEGABYTES, "login": "x"})
    assert (reply.status_code, is_our_page(reply)) == (400, True)


def test_six_thousand_fields_get_our_page(attempt, client):
    page, _field = item_page(attempt)
    reply = client.post(page, {f"x{number}": "1" for number in range(6000)})
    assert (reply.status_code, is_our_page(reply)) == (400, True)


ADDRESSES = [
    "/bai-lam/not-a-uuid/", "/bai-lam/00000000-0000-0000-0000-00000000000/", f"/bai-lam/{UNKNOWN}/",
    f"/bai-lam/{UNKNOWN}/1/", f"/bai-lam/{UNKNOWN}/nop/", f"/bai-lam/{UNKNOWN}/ket-qua/", f"/hoc/ghi-danh/{UNKNOWN}/",
    "/hoc/ghi-danh/1/", "/giay-chung-nhan/1/pdf/", "/giay-chung-nhan/%F0%9F%98%80/", "/giay-chung-nhan/';--/",
    "/giay-chung-nhan/%25%5F/", f"/giay-chung-nhan/{'A' * 5000}/", "/giay-chung-nhan/%FF%FE/", "/xx/hoc/",
    "/khoa-hoc/không-có/", "/khoa-hoc/%00/", "/giay-chung-nhan/A%00/", "/media/images/%00.png", "/%00",
    "/media/images/../secret.png", f"/media/images/{'a' * 5000}.png",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_of_nothing_gets_our_page(client, address):
    for each in (client, Client()):
        reply = each.get(address, follow=True)
        assert reply.status_code in {200, 400, 404}
        assert is_our_page(reply)


@pytest.mark.parametrize("number", ["0", "6", "99999999999999999999999999"])
def test_a_question_that_is_not_there_gets_our_page(attempt, client, number):
    reply = client.get(f"/bai-lam/{attempt.public_id}/{number}/")
    assert (reply.status_code, is_our_page(reply)) == (404, True)


QUERIES = [
    "p=999999999999", "p=-1", "p=abc", "p=%00", "p=1e9", "q=" + "a" * 10_000, "q=" + "%20a" * 3000, "q=%00", "q=a%00b",
    "q=%FF%FE", "q=%25", "q=_", "q='", "q=%5C", "q=%F0%9F%98%80", "audience='", "audience=%00", "audience[]=1",
    "level=%00", "length=;drop", "format=" + "x" * 5000, "q=a&q=b", "=", "&&&", "q",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_any_query_of_the_catalogue_is_answered(course, query):
    reply = Client().get(f"{CataloguePage.objects.get().url}?{query}")
    assert reply.status_code in {200, 400}
    assert is_our_page(reply)


@pytest.mark.parametrize(
    "query", ["buoc=9999999", "buoc=0", "buoc=-3", "buoc=a", "buoc=%00", "buoc=²", "buoc=" + "9" * 5000]
)
def test_any_screen_asked_for_is_one_of_the_lesson(attempt, client, query):
    lesson = LessonPage.objects.first()
    for each in (client, Client()):
        each.cookies["buoc"] = "99999999999999999999"
        reply = each.get(f"{lesson.url}?{query}")
        assert reply.status_code in {200, 400}
        assert is_our_page(reply)


@pytest.mark.parametrize("query", ["number=%00&code=%00", "number=1&code=AAAAAAAAAA", "code=" + "Đ" * 3000, "number='"])
def test_any_typed_number_and_code_is_answered(course, query):
    reply = Client().get(f"{reverse('learners:credential_check')}?{query}")
    assert reply.status_code in {200, 400}
    assert is_our_page(reply)


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\x00"]
)
def test_signing_in_never_leads_off_the_site(course, target):
    make_user()
    form = {"login": "0912345678", "password": "482915", "next": target}
    reply = Client().post(reverse("account_login"), form)
    assert (reply.status_code, reply.headers["Location"][:1], "evil" in reply.headers["Location"]) == (302, "/", False)


POSTED = [
    "\x00",
    "a\x00b",
    "\U0001f600",
    "\u202e\u200b",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7 }}",
    "٣",
    "-1",
    "",
]


@pytest.mark.parametrize("text", POSTED, ids=range(len(POSTED)))
@pytest.mark.parametrize("name", ["single", "multiple", "truth", "number", "short"])
def test_any_text_in_a_question_is_saved_or_refused_in_words(attempt, client, name, text):
    page, field = item_page(attempt, name)
    reply = client.post(page, {field: text, "command_id": text, "seq": text, "go": text})
    assert reply.status_code in {302, 422}
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("text", POSTED, ids=range(len(POSTED)))
def test_any_text_in_the_forms_is_answered(attempt, client, text):
    lesson, course = LessonPage.objects.first(), CoursePage.objects.get()
    key, visitor = lesson.translation_key, Client()
    fields = ("full_name", "phone", "pin", "pin_again", "birth_year", "unit", "unit_text", "audience", "login",
              "password",
              "person", "old", "code", "next", "ethnicity", "sex")  # fmt: skip
    form = dict.fromkeys(fields, text)
    replies = [visitor.post(reverse(name), form) for name in ("sign_up", "account_login", "forgot_pin")]
    replies += [client.post(reverse(name), form) for name in ("add_person", "choose_person", "set_pin")]
    replies.append(client.post(reverse("learners:keep_position", args=[key]), {"screen": text}))
    replies.append(client.post(reverse("learners:enrol", args=[course.translation_key]), form))
    assert {reply.status_code for reply in replies} <= {200, 204, 302, 422, 429}


@pytest.mark.parametrize("text", POSTED, ids=range(len(POSTED)))
def test_any_name_for_the_certificate_is_taken_or_passed_over(attempt, client, text):
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    reply = client.post(summary, {"certificate_name": text * 30}, follow=True)
    assert reply.status_code in {200, 422}
    name = Enrolment.objects.get().certificate_name
    assert ("\x00" in name, name == "", len(name) <= 120) == (False, False, True)


@pytest.mark.parametrize(
    "name", ["Ơ", "Đỗ Thị " + "Ngọc " * 10 + "Ánh", "H’Bia Niê Kđăm", "Lò Văn Ơn", "Nguyễn Thị Ước"]
)
def test_names_as_people_have_them_reach_the_paper(attempt, client, name):
    decomposed = name.replace("ọ", "o\u0323")
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]), {"certificate_name": f" {decomposed} "})
    assert Enrolment.objects.get().certificate_name == " ".join(name.split())


def test_a_practice_answer_from_another_question_is_said_to_be_unreadable_and_changes_nothing(course):
    lesson = LessonPage.objects.first()
    page = f"{lesson.url}?buoc=3"
    field = re.search(r'name="(item-[^"]+)"', Client().get(page).content.decode()).group(1)
    for value in (option_id("multiple", 0), str(UNKNOWN), "\x00", "x" * 3000):
        reply = Client().post(page, {field: value})
        assert (reply.status_code, "Đúng" in words(reply)) == (200, False)
    assert (Enrolment.objects.count(), Response.objects.count()) == (0, 0)


@pytest.mark.parametrize("header", ["xx", "zz-ZZ;q=9", "*", "en;q=\x00", ",,,", "a" * 5000])
def test_an_unknown_language_gets_vietnamese(course, header):
    visitor = Client(headers={"Accept-Language": header})
    visitor.cookies["django_language"] = "xx"
    reply = visitor.get(reverse("learners:credential_check"))
    assert (reply.status_code, is_our_page(reply)) == (200, True)


def test_asking_for_an_address_that_only_takes_forms_gets_our_page_with_a_way_on(attempt, client):
    quiz, lesson = QuizPage.objects.get(), LessonPage.objects.first()
    for name, key in (("start_attempt", quiz), ("complete_lesson", lesson), ("keep_position", lesson)):
        reply = client.get(reverse(f"learners:{name}", args=[key.translation_key]))
        assert (reply.status_code, is_our_page(reply), reply.headers["Allow"]) == (405, True, "POST")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_change_nothing_and_never_break(attempt, client, method):
    paths = [reverse("learners:my_learning"), f"/bai-lam/{attempt.public_id}/1/", f"/bai-lam/{attempt.public_id}/nop/"]
    for path in [*paths, CoursePage.objects.get().url, LessonPage.objects.first().url, "/healthz", "/tai-khoan/login/"]:
        assert getattr(client, method)(path).status_code < 500
    assert (Attempt.objects.get().state, Response.objects.count()) == ("open", 0)


def test_a_broken_session_cookie_is_a_visitor(course):
    visitor = Client()
    visitor.cookies["sessionid"] = "x" * 200
    assert visitor.get("/").status_code == 200


def test_a_person_of_the_session_who_is_gone_leads_to_the_chooser(attempt):
    client = learning_client(attempt.enrolment.person)
    session = client.session
    session[PERSON_SESSION_KEY] = str(UNKNOWN)
    session.save()
    assert client.get("/hoc/").headers["Location"].startswith(reverse("choose_person"))


def test_a_request_larger_than_any_file_a_quiz_asks_for_is_refused_unread(attempt, client):
    page, _field = item_page(attempt)
    reply = client.generic("POST", page, b"x", content_type="text/plain", CONTENT_LENGTH=str(13 * 1024 * 1024))
    assert (reply.status_code, is_our_page(reply)) == (413, True)
