"""The queue and the desk in the admin: who sees what, without names, one answer after the other."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.enums import AttemptState, MarkingState, Role
from learners.models import Attempt, ManualMark, MarkingTask, MarkQuery, Person, RoleAssignment
from learners.services.mark_queries import ask_about_mark
from learners.services.marking import mark_item
from tests.factories.administrative_unit import make_unit
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import (
    CLEAR,
    ESSAY,
    HALF,
    STEPS,
    TEXT,
    TRUTH,
    UPLOAD,
    WHOLE,
    hand_in,
    make_marker,
    make_written_course,
    sit,
    two_markers,
)
from tests.factories.officer import make_officer, sign_in_staff
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db
NAME, PHONE = "Nguyễn Thị Mẫu", "+84987654321"
POINTS = {f"criterion-{STEPS}": "3", f"criterion-{CLEAR}": "1", "comment": "Tốt lắm", "do": "mark"}


@pytest.fixture
def handed_in():
    make_issuer()
    return hand_in(sit(make_learner(NAME, phone=PHONE)), file=True)


def client_of(person):
    client = sign_in_staff(Client(), person.user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "vi"
    return client


@pytest.fixture
def marker():
    return make_marker()


@pytest.fixture
def desk(marker):
    return client_of(marker)


def address(task):
    return reverse("mark_answer", args=[task.pk])


def task_of(attempt, item_id=ESSAY):
    return MarkingTask.objects.get(attempt=attempt, item_id=item_id)


def words(reply):
    return " ".join(BeautifulSoup(reply.content, "html.parser").select_one("main").text.split())


def test_the_queue_and_the_answer_show_a_number_and_neither_name_nor_phone(desk, handed_in):
    task = task_of(handed_in)
    queue, answer = desk.get(reverse("marking_queue")), desk.get(address(task))
    assert str(task.pk) in words(queue)
    assert TEXT in words(answer)
    for page in (queue, answer, desk.get(address(task_of(handed_in, UPLOAD)))):
        for secret in (NAME, PHONE, "Bài của em", str(handed_in.public_id)):
            assert secret not in page.content.decode()


def test_looking_holds_nothing_and_a_button_holds_it(desk, handed_in, marker):
    task = task_of(handed_in)
    page = desk.get(address(task))
    assert f"criterion-{STEPS}" not in page.content.decode()
    assert task_of(handed_in).claimed_by is None
    desk.post(address(task), {"do": "claim"})
    assert task_of(handed_in).claimed_by == marker
    assert f"criterion-{STEPS}" in desk.get(address(task)).content.decode()
    desk.post(address(task), {"do": "release"})
    assert task_of(handed_in).claimed_by is None


def test_what_somebody_else_marks_is_told_and_cannot_be_marked(desk, handed_in, marker):
    other = client_of(make_marker("Lê Văn Hai"))
    task = task_of(handed_in)
    other.post(address(task), {"do": "claim"})
    page = desk.get(address(task)).content.decode()
    assert f"criterion-{STEPS}" not in page
    assert desk.post(address(task), POINTS).status_code == 422
    assert ManualMark.objects.count() == 0


def test_from_the_queue_through_all_answers_by_plain_forms(desk, handed_in):
    reply = desk.post(reverse("mark_next"))
    for _ in range(2):
        task = MarkingTask.objects.exclude(claimed_by=None).get()
        assert reply.headers["Location"].startswith(address(task))
        reply = desk.post(address(task), POINTS)
    assert reply.headers["Location"].startswith(reverse("marking_queue"))
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.score) == (AttemptState.SCORED, Decimal(1))


@pytest.mark.parametrize("points", ["", "4", "-1", "x"])
def test_points_outside_the_rubric_are_told_at_their_criterion_and_keep_what_was_written(desk, handed_in, points):
    task = task_of(handed_in)
    desk.post(address(task), {"do": "claim"})
    reply = desk.post(address(task), POINTS | {f"criterion-{STEPS}": points})
    assert reply.status_code == 422
    assert "Tốt lắm" in reply.content.decode()
    assert 'role="alert"' in reply.content.decode()
    assert ManualMark.objects.count() == 0


def test_the_file_comes_under_the_number_and_not_under_the_name_the_learner_gave(desk, handed_in):
    task = task_of(handed_in, UPLOAD)
    reply = desk.get(reverse("marked_file", args=[task.pk]))
    assert b"".join(reply.streaming_content) == b"%PDF-1.7\n"
    assert f"-{task.pk}.pdf" in reply.headers["Content-Disposition"]
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert desk.get(reverse("marked_file", args=[task_of(handed_in).pk])).status_code == 404


def test_a_second_marker_does_not_see_the_first_mark_and_a_third_sees_both(handed_in, desk, marker):
    two_markers()
    task = task_of(handed_in)
    mark_item(attempt=handed_in, item_id=ESSAY, marks=WHOLE, comment="Rất hay", by=marker)
    second = make_marker("Lê Văn Hai")
    assert "Rất hay" not in words(client_of(second).get(address(task)))
    mark_item(attempt=handed_in, item_id=ESSAY, marks=HALF, comment="Thiếu", by=second)
    page = words(client_of(make_marker("Bùi Thị Ba")).get(address(task)))
    assert "Rất hay" in page
    assert "Thiếu" in page
    assert "Lê Văn Hai" not in page
    assert MarkingTask.objects.get(pk=task.pk).state == MarkingState.THIRD


def test_after_scoring_the_name_stands_and_a_mark_changes_with_a_reason(desk, handed_in, marker):
    for item_id in (ESSAY, UPLOAD):
        mark_item(attempt=handed_in, item_id=item_id, marks=HALF, comment="", by=marker)
    task = task_of(handed_in)
    assert NAME in words(desk.get(address(task)))
    assert NAME in words(desk.get(f"{reverse('marking_queue')}?show=marked"))
    assert desk.post(address(task), POINTS).status_code == 422
    desk.post(address(task), POINTS | {"reason": "Bước ba có ở cuối bài."})
    assert Attempt.objects.get().score == Decimal("0.8")


def test_the_queue_is_filtered_by_quiz_and_shows_the_first_due_first(desk, handed_in):
    other = hand_in(sit(make_learner("Vàng Thị Ba"), make_written_course("CD-07", title="Khóa khác")))
    MarkingTask.objects.filter(attempt=other).update(due_on="2026-01-05")
    page = BeautifulSoup(desk.get(reverse("marking_queue")).content, "html.parser")
    rows = [row["href"] for row in page.select(".desk-list a")]
    assert rows[0] == address(task_of(other))
    assert len(rows) == 3
    only = desk.get(f"{reverse('marking_queue')}?quiz={other.quiz_key}")
    following = BeautifulSoup(only.content, "html.parser").select_one(".desk-next [name=quiz]")["value"]
    reply = desk.post(reverse("mark_next"), {"quiz": following})
    assert (following, reply.headers["Location"]) == (
        str(other.quiz_key),
        f"{address(task_of(other))}?quiz={other.quiz_key}",
    )
    assert [row["href"] for row in BeautifulSoup(only.content, "html.parser").select(".desk-list a")] == rows[:1]
    assert desk.get(f"{reverse('marking_queue')}?quiz=x&show=y&p=z").status_code == 200


def test_the_queue_asks_the_database_as_often_for_three_answers_as_for_one(desk):
    course = make_written_course()
    counts = []
    for name in ("Một", "Hai", "Ba"):
        hand_in(sit(make_learner(f"Người {name}"), course))
        desk.get(reverse("marking_queue"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(reverse("marking_queue"))
        counts.append(len(asked))
    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.TRAINER, 200), (Role.REVIEWER, 200), (Role.DEPARTMENT_OFFICER, 200), (Role.ADMINISTRATOR, 200)],
)
def test_who_may_edit_the_course_or_watches_over_all_opens_the_desk(handed_in, role, status):
    client = staff_client(role)
    ask_key = address(task_of(handed_in))
    assert [client.get(page).status_code for page in (reverse("marking_queue"), ask_key, reverse("mark_queries"))] == [
        status
    ] * 3


def test_a_trainer_who_may_edit_nothing_sees_an_empty_queue_and_no_answer(handed_in):
    client = sign_in_staff(Client(), make_officer(Role.TRAINER))
    assert str(task_of(handed_in)) not in words(client.get(reverse("marking_queue")))
    assert client.get(address(task_of(handed_in))).status_code == 404
    assert client.get(reverse("marked_file", args=[task_of(handed_in, UPLOAD).pk])).status_code == 404
    assert client.post(address(task_of(handed_in)), POINTS).status_code == 404


def test_unit_officers_learners_and_strangers_stay_outside(handed_in):
    officer = sign_in_staff(Client(), make_officer(Role.UNIT_OFFICER, make_unit()))
    nobody = sign_in_staff(Client(), make_officer(None))
    learner = Client()
    learner.force_login(handed_in.enrolment.person.user)
    pages = [reverse("marking_queue"), address(task_of(handed_in)), reverse("mark_queries")]
    assert {client.get(page).status_code for client in (officer, nobody, learner) for page in pages} <= {302, 403}
    assert {Client().get(page).status_code for page in pages} == {302}


def test_a_trainer_never_sees_the_own_answer_in_the_queue(handed_in):
    person = handed_in.enrolment.person
    user = make_officer(Role.DEPARTMENT_OFFICER)
    Person.objects.filter(user=user).update(user=None)
    Person.objects.filter(pk=person.pk).update(user=user)
    RoleAssignment.objects.create(person=person, role=Role.DEPARTMENT_OFFICER)
    client = sign_in_staff(Client(), user)
    assert client.get(address(task_of(handed_in))).status_code == 404
    assert address(task_of(handed_in)) not in client.get(reverse("marking_queue")).content.decode()


@pytest.fixture
def query(handed_in, marker):
    for item_id in (ESSAY, UPLOAD):
        mark_item(attempt=handed_in, item_id=item_id, marks=HALF, comment="", by=marker)
    person = handed_in.enrolment.person
    ask_about_mark(person=person, attempt=handed_in, item_id=TRUTH, text="Câu này em làm đúng.")
    return ask_about_mark(person=person, attempt=handed_in, item_id=ESSAY, text="Bước ba có ở cuối bài.")


def test_a_question_shows_all_that_is_needed_and_is_answered_once(desk, query, marker):
    assert "Bước ba có ở cuối bài." in words(desk.get(reverse("mark_queries")))
    page = reverse("mark_query", args=[query.pk])
    shown = words(desk.get(page))
    for fact in (NAME, TEXT, "Nêu đủ ba bước", "2 / 4"):
        assert fact in shown
    assert desk.post(page, {"accepted": "right", "answer": ""}).status_code == 422
    assert desk.post(page, {"answer": "Đúng."}).status_code == 422
    desk.post(page, {"accepted": "right", "answer": "Đúng, sẽ chấm lại."})
    row = MarkQuery.objects.get(pk=query.pk)
    assert (row.accepted, row.answer, row.answered_by) == (True, "Đúng, sẽ chấm lại.", marker)
    assert desk.post(page, {"accepted": "stays", "answer": "Khác."}).status_code == 422
    assert "Đúng, sẽ chấm lại." in words(desk.get(page))
    answered = words(desk.get(f"{reverse('mark_queries')}?show=answered"))
    assert "Bước ba" in answered
    assert "Câu này em làm đúng." not in answered


def test_a_question_of_a_course_one_may_not_edit_is_not_there(query):
    client = sign_in_staff(Client(), make_officer(Role.TRAINER))
    page = reverse("mark_query", args=[query.pk])
    assert [client.get(page).status_code, client.post(page, {}).status_code] == [404, 404]


def test_the_menu_leads_markers_to_both_desks_and_nobody_else(handed_in):
    def menu(client):
        return client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("marking_queue") in menu(staff_client(Role.TRAINER))
    assert reverse("marking_queue") not in menu(sign_in_staff(Client(), make_officer(None)))


def test_a_quiz_nobody_has_to_mark_never_reaches_the_queue(desk):
    make_course("CD-09", title="Trắc nghiệm")
    assert desk.post(reverse("mark_next")).headers["Location"].startswith(reverse("marking_queue"))
    assert desk.get(reverse("mark_next")).status_code == 302
