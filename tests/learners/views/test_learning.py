"""The learner's pages as plain forms: enrol, read, answer, pass, show the certificate."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courses.models import LessonPage, QuizPage
from learners.models import Attempt, Credential, Enrolment, LessonCompletion, LessonPosition
from learners.services.attempts import start_attempt
from learners.services.credentials import revoke_credential
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, RIGHT, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    make_issuer()
    return make_course()


@pytest.fixture
def owner():
    return make_learner()


def form_data(item, body):
    name = f"item-{item['id']}"
    (value,) = body.values()
    return {name: str(value).lower() if isinstance(value, bool) else value}


def answer_every_question(client, attempt):
    for number, item_id in enumerate(attempt.draw, start=1):
        item = attempt.version.items[item_id]
        page = reverse("learners:attempt_item", args=[attempt.public_id, number])
        hidden = re.search(r'name="command_id" value="([^"]+)"', client.get(page).content.decode()).group(1)
        client.post(page, form_data(item, RIGHT[item_id]) | {"command_id": hidden, "go": "next"})


def test_a_learner_goes_from_enrolling_to_the_certificate_by_plain_forms(course, owner):
    client = learning_client(owner)
    reply = client.post(reverse("learners:enrol", args=[course.translation_key]))
    lessons = list(LessonPage.objects.order_by("path"))
    assert reply.headers["Location"] == lessons[0].url
    for lesson in lessons:
        reply = client.post(reverse("learners:complete_lesson", args=[lesson.translation_key]))
    quiz = QuizPage.objects.get()
    assert reply.headers["Location"] == quiz.url
    client.post(reverse("learners:start_attempt", args=[quiz.translation_key]))
    attempt = Attempt.objects.get()
    answer_every_question(client, attempt)
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    assert "Nguyễn Thị Mẫu" in client.get(summary).content.decode()
    client.post(summary, {"certificate_name": "Nguyễn Thị Mẫu"})
    result = client.get(reverse("learners:attempt_result", args=[attempt.public_id])).content.decode()
    credential = Credential.objects.get()
    assert "10/10" in result
    assert credential.facts["number"] in result
    public = Client().get(reverse("learners:credential", args=[credential.code])).content.decode()
    for fact in ("Nguyễn Thị Mẫu", course.title, credential.facts["number"], "10/10"):
        assert fact in public


def test_the_pdf_opens_for_its_holder_and_for_nobody_else(course, owner):
    finish(owner, course)
    pdf = reverse("learners:credential_pdf", args=[Credential.objects.get().code])
    reply = learning_client(owner).get(pdf)
    assert b"".join(reply.streaming_content)[:5] == b"%PDF-"
    stranger = make_learner("Người Lạ")
    assert learning_client(stranger).get(pdf).status_code == 404
    assert Client().get(pdf).status_code == 302


def finish(person, course):
    enrolment = enrol(person=person, course=course)
    client = learning_client(person)
    for lesson in LessonPage.objects.all():
        client.post(reverse("learners:complete_lesson", args=[lesson.translation_key]))
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]))
    return attempt


def test_an_unknown_code_is_not_found_and_a_revoked_one_says_so(course, owner):
    finish(owner, course)
    credential = Credential.objects.get()
    missing = Client().get(reverse("learners:credential", args=["khong-co-ma-nay"]))
    assert (missing.status_code, "Không tìm thấy" in missing.content.decode()) == (404, True)
    revoke_credential(credential=credential, reason="Cấp nhầm người")
    page = Client().get(reverse("learners:credential", args=[credential.code])).content.decode()
    assert "Cấp nhầm người" in page
    assert "không còn" in page.lower()


@pytest.mark.parametrize("name", ["attempt", "attempt_summary", "attempt_result"])
def test_an_attempt_opens_only_for_its_owner(course, owner, name):
    attempt = finish(owner, course)
    address = reverse(f"learners:{name}", args=[attempt.public_id])
    member = make_learner("Cùng Nhà", phone=owner.user.phone)
    assert learning_client(owner).get(address, follow=True).status_code == 200
    assert learning_client(member).get(address).status_code == 404
    assert learning_client(make_learner("Người Lạ")).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_keys_never_reach_the_browser_before_the_quiz_is_passed(course, owner):
    client = learning_client(owner)
    enrolment = enrol(person=owner, course=course)
    quiz = QuizPage.objects.get()
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
    pages = [quiz.url, reverse("learners:attempt_summary", args=[attempt.public_id])]
    pages += [reverse("learners:attempt_item", args=[attempt.public_id, n]) for n in range(1, 6)]
    seen = "".join(client.get(page).content.decode() for page in pages)
    client.post(pages[1])
    seen += client.get(reverse("learners:attempt_result", args=[attempt.public_id])).content.decode()
    assert KEY_WORDS not in seen
    assert '"correct"' not in seen
    assert "Nghĩ thêm" in seen


def test_after_the_last_try_keys_and_explanations_are_shown(owner):
    make_issuer()
    make_course(quiz_attempts_allowed=1)
    client = learning_client(owner)
    client.post(reverse("learners:enrol", args=[LessonPage.objects.first().get_parent().get_parent().translation_key]))
    client.post(reverse("learners:start_attempt", args=[QuizPage.objects.get().translation_key]))
    attempt = Attempt.objects.get()
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]))
    assert KEY_WORDS in client.get(reverse("learners:attempt_result", args=[attempt.public_id])).content.decode()


def test_an_answer_after_handing_in_gets_a_sentence_and_changes_nothing(course, owner):
    attempt = finish(owner, course)
    page = reverse("learners:attempt_item", args=[attempt.public_id, 1])
    reply = learning_client(owner).post(page, {"command_id": "x"}, follow=True)
    assert reply.status_code == 200
    assert "10/10" in reply.content.decode()


def test_autosave_answers_with_its_receipt(course, owner):
    client = learning_client(owner)
    enrolment = enrol(person=owner, course=course)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    item = attempt.version.items[attempt.draw[0]]
    data = form_data(item, RIGHT[item["id"]]) | {"command_id": "0192f0c1-2b3c-7d4e-8f90-123456789abc", "seq": "1"}
    page = reverse("learners:attempt_item", args=[attempt.public_id, 1])
    first, second = (client.post(page, data, headers={"Accept": "application/json"}).json() for _ in range(2))
    assert (first["status"], second["status"], first["saved_at"]) == ("stored", "duplicate", second["saved_at"])


def test_too_long_an_answer_is_refused_in_words_and_the_page_stays(course, owner):
    client = learning_client(owner)
    enrolment = enrol(person=owner, course=course)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    number = next(n for n, key in enumerate(attempt.draw, 1) if attempt.version.items[key]["type"] == "short_answer")
    page = reverse("learners:attempt_item", args=[attempt.public_id, number])
    reply = client.post(page, {f"item-{attempt.draw[number - 1]}": "a" * 3000, "command_id": "x"})
    assert (reply.status_code, attempt.responses.count()) == (422, 0)


def test_practice_is_scored_at_once_for_anybody_and_stores_nothing(course, owner):
    lesson = LessonPage.objects.first()
    page = f"{lesson.url}?buoc=3"
    html = Client().get(page).content.decode()
    field = re.search(r'name="(item-[^"]+)" value="([^"]+)"', html).group(1)
    option = re.findall(r'type="radio" name="item-[^"]+" value="([^"]+)"', html)
    replies = [Client().post(page, {field: value}).content.decode() for value in option]
    assert sum("Đúng" in reply for reply in replies) == 1
    assert (Enrolment.objects.count(), Attempt.objects.count()) == (0, 0)


def test_reading_resumes_on_this_phone_by_cookie_and_on_another_by_the_record(course, owner):
    lesson = LessonPage.objects.first()
    visitor = Client()
    visitor.get(f"{lesson.url}?buoc=2")
    assert "Bước hai" in visitor.get(lesson.url).content.decode()
    enrol(person=owner, course=course)
    first, second = learning_client(owner), learning_client(owner)
    first.post(reverse("learners:keep_position", args=[lesson.translation_key]), {"screen": "2"})
    assert LessonPosition.objects.get().screen == 2
    assert "Bước hai" in second.get(lesson.url).content.decode()


def test_a_course_only_announced_says_so_and_nobody_can_join(owner):
    course = make_course("CD-01", lessons=0, title="Làm quen với điện thoại")
    assert "Sắp mở" in Client().get(course.url).content.decode()
    reply = learning_client(owner).post(reverse("learners:enrol", args=[course.translation_key]), follow=True)
    assert (reply.status_code, Enrolment.objects.count()) == (200, 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_course_below_no_site_is_not_found_and_breaks_no_page(course, owner, method):
    enrol(person=owner, course=course)
    newcomer = learning_client(make_learner("Người Mới"))
    course.move(Page.objects.get(depth=1), pos="last-child")
    for client in (learning_client(owner), newcomer):
        reply = getattr(client, method)(reverse("learners:enrol", args=[course.translation_key]))
        assert reply.status_code == 404
        assert course.title not in client.get(reverse("learners:my_learning")).content.decode()
        assert client.get("/").status_code == 200
    assert Enrolment.objects.count() == 1


def test_a_form_posted_twice_enrols_and_completes_once(course, owner):
    client = learning_client(owner)
    key = LessonPage.objects.first().translation_key
    for _ in range(2):
        client.post(reverse("learners:enrol", args=[course.translation_key]))
        client.post(reverse("learners:complete_lesson", args=[key]))
    assert (Enrolment.objects.count(), LessonCompletion.objects.count()) == (1, 1)


def test_somebody_not_signed_in_is_led_to_sign_in_and_back(course):
    reply = Client().get(reverse("learners:enrol", args=[course.translation_key]))
    assert reply.headers["Location"].startswith(reverse("account_login") + "?next=")


@pytest.mark.parametrize("count", [1, 3])
def test_my_learning_takes_the_same_queries_for_one_and_three_courses(owner, count, django_assert_max_num_queries):
    make_issuer()
    for number in range(count):
        enrol(person=owner, course=make_course(f"CD-{number}", title=f"Khóa {number}"))
    client = learning_client(owner)
    client.get(reverse("learners:my_learning"))
    with django_assert_max_num_queries(18):
        assert client.get(reverse("learners:my_learning")).status_code == 200


def test_a_name_no_paper_can_print_is_refused_in_words_and_nothing_is_handed_in(course, owner):
    enrolment = enrol(person=owner, course=course)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    reply = learning_client(owner).post(summary, {"certificate_name": "Lan 😀"})
    assert reply.status_code == 422
    assert "Lan 😀" in reply.content.decode()
    assert Attempt.objects.get().state == "open"
