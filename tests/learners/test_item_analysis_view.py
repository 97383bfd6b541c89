"""The screens of item analysis: who sees which quiz, that page and workbook agree, and what is not shown."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from courses.models import CoursePage, QuizPage
from learners.enums import Role
from learners.models import CountedAttempt, ItemStatistic
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.item_statistics import count_attempt
from tests.factories import make_officer, make_three_maps, sign_in_staff
from tests.factories.course import RIGHT, every_item, item_id, make_course, option_id
from tests.factories.learner import answer_all, make_learner
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db
SINGLE = item_id("single")


@pytest.fixture
def quiz():
    make_course(quiz_attempts_allowed=0, quiz_shuffle=False)
    return QuizPage.objects.get()


@pytest.fixture
def department():
    return sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER))


def sat(quiz, people, answers):
    for _ in range(people):
        enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
        attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
        answer_all(attempt, answers)
        count_attempt(attempt=submit_attempt(attempt=attempt).attempt)


def table(client, quiz, **asked):
    return client.get(reverse("item_analysis_quiz", args=[quiz.translation_key, "vi"]), asked)


def detail(client, quiz, item=SINGLE, number=0):
    row = ItemStatistic.objects.filter(item_id=item).order_by("-version__number")[number]
    return client.get(reverse("item_analysis_item", args=[quiz.translation_key, "vi", item, row.digest[:12]]))


def test_what_asks_for_a_look_stands_first(quiz, department):
    sat(quiz, 5, RIGHT)
    sat(quiz, 17, RIGHT | {SINGLE: {"option": option_id("single", 2)}})
    rows = table(department, quiz).context["lines"]
    assert rows[0]["prompt"] == "Ai hỏi mã OTP?"
    assert (rows[0]["trouble"], rows[0]["right"], rows[0]["people"]) == ("serious", "23 %", 22)
    assert [row["trouble"] for row in rows[1:]] == ["mild"] * 4
    listed = department.get(reverse("item_analysis")).context["quizzes"]
    assert [(row["title"], row["people"], row["questions"], row["serious"]) for row in listed] == [
        ("Bài kiểm tra", 22, 5, 1)
    ]


def test_page_and_workbook_say_the_same(quiz, department):
    sat(quiz, 5, RIGHT)
    sat(quiz, 15, {SINGLE: {"option": option_id("single", 2)}})
    page = table(department, quiz)
    file = table(department, quiz, export="xlsx")
    assert file["Content-Disposition"].startswith('attachment; filename="phan-tich-cau-hoi-')
    sheet = [list(row[1:]) for row in load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(sheet) if row[0] == "Câu")
    lines = sheet[start + 2 : start + 7]
    assert [row[1] for row in lines] == [row["prompt"] for row in page.context["lines"]]
    assert [(row[2], f"{round(row[3] * 100)} %") for row in lines] == [
        (row["people"], row["right"]) for row in page.context["lines"]
    ]
    single = next(row for row in lines if row[1] == "Ai hỏi mã OTP?")
    assert single[-1] == "A 0 %; B* 25 %; C 75 %"


def test_an_unpublished_question_and_an_earlier_wording_are_told_apart(quiz, department):
    sat(quiz, 6, RIGHT)
    items = every_item()[:4]
    items[0]["value"]["prompt"] = "<p>Ai hay hỏi mã OTP?</p>"
    quiz.items = items
    quiz.save_revision().publish()
    answer = table(department, quiz)
    assert sorted((row["prompt"], row["people"]) for row in answer.context["lines"]) == [
        ("Ai hay hỏi mã OTP?", 0), ("Gọi số?", 6), ("Mã OTP dùng một lần.", 6), ("Điều gì cần giữ kín?", 6),
    ]  # fmt: skip
    assert sorted(row["prompt"] for row in answer.context["earlier"]) == ["Ai hỏi mã OTP?", "Tỉnh có vải thiều?"]
    assert {row["people"] for row in answer.context["earlier"]} == {6}
    assert detail(department, quiz).status_code == 200


def test_a_question_shows_its_options_with_bars_and_every_figure(quiz, department):
    sat(quiz, 10, RIGHT)
    sat(quiz, 10, {SINGLE: {"option": option_id("single", 2)}})
    answer = detail(department, quiz)
    bars = {option.text: [(bar.length, bar.text) for bar in option.bars] for option in answer.context["options"]}
    assert bars == {
        "Đưa mã": [(0, "0 %")] * 3,
        "Không đưa mã": [(50, "50 %"), (100, "100 %"), (0, "0 %")],
        "Hỏi lại": [(50, "50 %"), (0, "0 %"), (100, "100 %")],
    }
    assert [value for _, value, _ in answer.context["figures"]][:4] == ["50 %", "50 %", "0 %", "33 %"]
    assert 'width="100" height="8"' in answer.content.decode()


def test_of_fewer_people_than_the_smallest_group_nothing_is_shown(quiz, department):
    sat(quiz, 4, RIGHT)
    answer = detail(department, quiz)
    assert (answer.context["figures"], answer.context["options"]) == ([], [])
    assert {row["right"] for row in table(department, quiz).context["lines"]} == {"–"}


def test_trainers_see_the_quizzes_of_courses_they_may_edit_and_others_do_not_exist_for_them(quiz):
    trainer = staff_client(Role.TRAINER)
    sat(quiz, 5, RIGHT)
    assert table(trainer, quiz).context["editor_url"] == f"/admin/pages/{quiz.pk}/edit/"
    assert [row["title"] for row in trainer.get(reverse("item_analysis")).context["quizzes"]] == ["Bài kiểm tra"]
    stranger = sign_in_staff(Client(), make_officer(Role.TRAINER))
    assert stranger.get(reverse("item_analysis")).context["quizzes"] == []
    assert (table(stranger, quiz).status_code, detail(stranger, quiz).status_code) == (404, 404)
    assert table(stranger, quiz, export="xlsx").status_code == 404


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.HELPER, None])
def test_nobody_else_opens_the_screens(quiz, role):
    sat(quiz, 5, RIGHT)
    unit = make_three_maps()["a3"] if role == Role.UNIT_OFFICER else None
    client = sign_in_staff(Client(), make_officer(role, unit))
    answers = [client.get(reverse("item_analysis")), table(client, quiz), detail(client, quiz)]
    assert all(answer.status_code in {302, 403} for answer in answers)
    assert all(b"OTP" not in answer.content for answer in answers)


def test_an_unknown_quiz_or_question_does_not_exist(quiz, department):
    sat(quiz, 5, RIGHT)
    course = CoursePage.objects.get()
    for address in (
        reverse("item_analysis_quiz", args=[course.translation_key, "vi"]),
        reverse("item_analysis_quiz", args=[quiz.translation_key, "xx"]),
        reverse("item_analysis_item", args=[quiz.translation_key, "vi", SINGLE, "ffff"]),
        reverse("item_analysis_item", args=[quiz.translation_key, "vi", "khong-co", "a"]),
    ):
        assert department.get(address).status_code == 404


def test_without_any_result_the_list_says_so(department):
    assert "report-empty" in department.get(reverse("item_analysis")).content.decode()


def test_the_number_of_queries_does_not_grow_with_quizzes_and_questions(quiz, department):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert department.get(address).status_code == 200
        return len(captured)

    addresses = [reverse("item_analysis"), reverse("item_analysis_quiz", args=[quiz.translation_key, "vi"])]
    sat(quiz, 5, RIGHT)
    reword(quiz, 0)
    sat(quiz, 1, RIGHT)
    for address in addresses:
        department.get(address)
    one = [queries(address) for address in addresses]
    for code in ("CD-07", "CD-08"):
        make_course(code, quiz_slug=f"kiem-tra-{code}")
        sat(QuizPage.objects.order_by("-pk").first(), 5, RIGHT)
    reword(quiz, 1)
    sat(quiz, 3, RIGHT)
    assert CountedAttempt.objects.count() == 19
    assert [queries(address) for address in addresses] == one


def reword(quiz, place):
    """Publish the quiz with another wording of one question."""
    items = every_item()
    items[place]["value"]["prompt"] = "<p>Ai hay hỏi mã OTP?</p>"
    quiz.items = items
    quiz.save_revision().publish()


def test_hostile_words_stay_words(quiz, department):
    items = every_item()
    items[0]["value"]["options"][0]["value"]["text"] = '=cmd|"/c calc"!A1<script>alert(1)</script>'
    quiz.items = items
    quiz.save_revision().publish()
    sat(quiz, 5, RIGHT)
    page = detail(department, quiz).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    book = load_workbook(io.BytesIO(table(department, quiz, export="xlsx").content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
