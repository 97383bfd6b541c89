"""A learner's side of marking: the file in the form, the mark on the result, the question about it."""

import re

import pytest
from django.urls import reverse

from courses.models import CoursePage
from learners.models import MarkQuery, Response, ResponseFile
from learners.services.mark_queries import answer_query, ask_about_mark
from learners.services.marking import mark_item
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import ESSAY, HALF, TRUTH, UPLOAD, hand_in, make_marker, make_written_course, pdf, sit
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(1)</script>"


@pytest.fixture
def sitting():
    make_issuer()
    return sit()


@pytest.fixture
def client(sitting):
    return learning_client(sitting.enrolment.person, HTTP_ACCEPT_LANGUAGE="vi")


def page_with(attempt, item_id):
    return reverse("learners:attempt_item", args=[attempt.public_id, attempt.draw.index(item_id) + 1])


def post(client, attempt, upload, **more):
    page = page_with(attempt, UPLOAD)
    form = client.get(page).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return client.post(page, hidden | {f"item-{UPLOAD}-upload": upload, "go": "next"} | more)


def test_a_plain_form_keeps_the_file_and_shows_its_name(client, sitting):
    reply = post(client, sitting, pdf())
    assert reply.status_code == 302
    kept = ResponseFile.objects.get()
    assert Response.objects.get().body == {"file": str(kept.public_id), "name": "Bài của em.pdf"}
    page = client.get(page_with(sitting, UPLOAD)).content.decode()
    assert "Bài của em.pdf" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_page_sent_again_without_a_new_file_keeps_the_one_there(client, sitting):
    post(client, sitting, pdf())
    post(client, sitting, "")
    assert (ResponseFile.objects.count(), "file" in Response.objects.get().body) == (1, True)


def test_a_refused_file_is_told_at_its_question_and_the_earlier_one_stays(client, sitting):
    post(client, sitting, pdf())
    reply = post(client, sitting, pdf("bai.pdf.html"))
    assert reply.status_code == 422
    assert "pdf, docx, jpg" in reply.content.decode()
    assert Response.objects.get().body["name"] == "Bài của em.pdf"


def test_a_refused_file_keeps_no_other_answer_of_the_page_from_being_saved():
    make_issuer()
    from_course = sit(make_learner("Vàng Thị Ba"), course_on_one_page())
    client = learning_client(from_course.enrolment.person)
    page = reverse("learners:attempt_item", args=[from_course.public_id, 1])
    reply = client.post(page, {f"item-{UPLOAD}-upload": pdf("x.exe"), f"item-{ESSAY}": "Em viết.", "go": "next"})
    assert reply.status_code == 422
    stored = dict(Response.objects.values_list("item_id", "body"))
    assert stored[ESSAY] == {"text": "Em viết."}
    assert stored.get(UPLOAD, {}) == {}


def course_on_one_page():
    return make_written_course("CD-08", title="Một trang", quiz_page_size=0)


def test_a_script_learns_which_file_is_kept(client, sitting):
    page = page_with(sitting, UPLOAD)
    reply = client.post(page, {f"item-{UPLOAD}-upload": pdf()}, headers={"Accept": "application/json"})
    receipt = next(each for each in reply.json()["items"] if each["item"] == UPLOAD)
    kept = ResponseFile.objects.get()
    assert (receipt["file"], receipt["name"], receipt["status"]) == (str(kept.public_id), kept.name, "stored")
    refused = client.post(page, {f"item-{UPLOAD}-upload": pdf("x.exe")}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def test_the_owner_alone_gets_the_file_and_as_a_download_that_runs_nothing(client, sitting):
    post(client, sitting, pdf())
    address = reverse("learners:response_file", args=[ResponseFile.objects.get().public_id])
    reply = client.get(address)
    assert b"".join(reply.streaming_content) == b"%PDF-1.7\n"
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in reply.headers["Cache-Control"]
    learner = sitting.enrolment.person
    for other in (make_learner("Người lạ"), make_learner("Vàng Thị Ba", phone=learner.user.phone)):
        assert learning_client(other).get(address).status_code == 404
    media = f"/media/{ResponseFile.objects.get().file.name}"
    assert client.get(media).status_code == 404


@pytest.fixture
def scored(sitting):
    hand_in(sitting)
    mark_item(attempt=sitting, item_id=ESSAY, marks=HALF, comment="Thiếu bước ba.", by=make_marker())
    sitting.refresh_from_db()
    return sitting


def result(client, attempt):
    return client.get(reverse("learners:attempt_result", args=[attempt.public_id]))


def test_before_marking_the_result_says_that_a_person_marks_it(client, sitting):
    hand_in(sitting)
    page = result(client, sitting).content.decode()
    assert "hoi-diem" not in page
    state = result(client, sitting).context
    assert [sentence.count("0") for sentence in state["completion"]["missing"]] == [0]
    assert state["next_label"] != "Làm bài kiểm tra"


def test_the_result_shows_the_points_by_criterion_and_words_only_when_no_try_is_left(client, scored):
    page = result(client, scored).content.decode()
    assert "Nêu đủ ba bước" in page
    assert "Thiếu bước ba." not in page
    for _ in range(4):
        attempt = hand_in(sit(scored.enrolment.person, scored_course(scored)))
        mark_item(attempt=attempt, item_id=ESSAY, marks=HALF, comment="Thiếu bước ba.", by=make_marker())
    assert "Thiếu bước ba." in result(client, scored).content.decode()


def scored_course(attempt):
    return CoursePage.objects.get(translation_key=attempt.enrolment.course_key)


def test_a_learner_asks_once_by_a_plain_form_and_reads_the_answer(client, scored):
    ask = reverse("learners:ask_about_mark", args=[scored.public_id])
    page = result(client, scored).content.decode()
    # Of three questions one has all its points: nobody asks about that.
    assert page.count(f'action="{ask}"') == 2
    reply = client.post(ask, {"item": ESSAY, "text": "Bước ba ở cuối bài."})
    assert reply.headers["Location"].endswith(f"/ket-qua/#mark-{ESSAY}")
    page = result(client, scored).content.decode()
    assert (page.count(f'action="{ask}"'), "Bước ba ở cuối bài." in page) == (1, True)
    client.post(ask, {"item": ESSAY, "text": "Lần hai."})
    query = MarkQuery.objects.get()
    answer_query(query=query, answer="Đúng, đã cộng điểm.", accepted=True, by=make_marker("Lê Văn Hai"))
    assert "Đúng, đã cộng điểm." in result(client, scored).content.decode()


def test_nothing_written_asks_nothing(client, scored):
    ask = reverse("learners:ask_about_mark", args=[scored.public_id])
    client.post(ask, {"item": ESSAY, "text": " "})
    client.post(ask, {"item": "unknown", "text": "?"})
    assert MarkQuery.objects.count() == 0


def test_a_stranger_neither_asks_nor_reads(scored):
    ask_about_mark(person=scored.enrolment.person, attempt=scored, item_id=TRUTH, text="Vì sao?")
    stranger = learning_client(make_learner("Người lạ"))
    ask = reverse("learners:ask_about_mark", args=[scored.public_id])
    assert stranger.post(ask, {"item": ESSAY, "text": "Của ai?"}).status_code == 404
    assert result(stranger, scored).status_code == 404


def test_a_result_asks_the_database_as_often_for_three_questions_as_for_one(
    client, scored, django_assert_max_num_queries
):
    result(client, scored)
    with django_assert_max_num_queries(30):
        result(client, scored)
