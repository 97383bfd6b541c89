"""A quiz nobody could sit does not go live by any way, and the editor says which question is at fault."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import CoursePage, ItemBank, QuizPage, QuizVersion
from courses.services.draw_items import draw_items
from courses.services.freeze_quiz import BrokenQuiz
from learners.enums import Role
from tests.factories.course import block, every_item, make_course, make_quiz
from tests.factories.staff import edit, editor_fields, said, staff_client

pytestmark = pytest.mark.django_db

STREAM = {"outcomes-count": "0", "sources-count": "0"}
NO_RIGHT = every_item()[0] | {
    "value": {
        "prompt": "<p>Ai hỏi mã OTP?</p>",
        "options": [{"type": "item", "value": {"text": text, "correct": False}, "id": text} for text in "AB"],
        "points": 1,
    }
}


@pytest.fixture
def administrator():
    return staff_client(Role.ADMINISTRATOR)


def broken(**fields):
    """A live quiz whose newest draft could not be sat."""
    quiz = QuizPage.objects.get()
    for name, value in fields.items():
        setattr(quiz, name, value)
    quiz.save_revision()
    return quiz


def bank_of(count, title="Kho"):
    return ItemBank.objects.create(title=title, items=every_item()[:count])


def todo(client, course):
    return client.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "Bài kiểm tra"),
        ([NO_RIGHT], "Ai hỏi mã OTP?"),
        ([block("draw", {"bank": None, "count": 5}, "draw")], "Bài kiểm tra"),
    ],
)
def test_the_course_editor_names_the_quiz_and_its_question(items, words):
    course = make_course()
    broken(items=items)
    shown = todo(staff_client(Role.TRAINER), course)
    assert "course-note--todo" in shown
    assert words in shown.split("course-note--todo")[1].split("</div>")[0]


def test_a_draw_of_more_than_the_bank_holds_names_the_bank_and_both_numbers():
    course, bank = make_course(), bank_of(2, "Kho mật khẩu")
    broken(items=[block("draw", {"bank": bank.pk, "count": 3}, "draw")])
    shown = todo(staff_client(Role.TRAINER), course)
    note = shown.split("course-note--todo")[1].split("</div>")[0]
    assert all(word in note for word in ("Kho mật khẩu", "2", "3"))


def test_submitting_a_broken_course_keeps_what_was_typed_as_a_draft_and_says_why():
    trainer, course = staff_client(Role.TRAINER), make_course()
    broken(items=[NO_RIGHT])
    response = edit(trainer, course, **STREAM, **{"title": "Tên vừa gõ", "action-submit": "true"})
    course = CoursePage.objects.get(pk=course.pk)
    assert course.current_workflow_state is None
    assert course.get_latest_revision_as_object().title == "Tên vừa gõ"
    assert any("Ai hỏi mã OTP?" in sentence for sentence in said(trainer.get(response["Location"])))


def test_the_editors_saving_by_itself_goes_on_while_a_course_is_broken():
    trainer, course = staff_client(Role.TRAINER), make_course()
    broken(items=[NO_RIGHT])
    address = reverse("wagtailadmin_pages:edit", args=[course.pk])
    fields = editor_fields(trainer, address) | STREAM | {"title": "Tự lưu"}
    assert trainer.post(address, fields, HTTP_ACCEPT="application/json").json()["success"] is True
    assert CoursePage.objects.get().get_latest_revision_as_object().title == "Tự lưu"


def test_an_administrator_cannot_publish_a_broken_course_either(administrator):
    course = make_course()
    broken(items=[NO_RIGHT])
    response = edit(administrator, course, **STREAM, **{"title": "Tên vừa gõ", "action-publish": "true"})
    assert any("Ai hỏi mã OTP?" in sentence for sentence in said(administrator.get(response["Location"])))
    assert CoursePage.objects.get(pk=course.pk).title != "Tên vừa gõ"


def test_publishing_a_broken_quiz_marks_the_question_in_the_editor(administrator):
    make_course()
    quiz = QuizPage.objects.get()
    value = {"prompt": rich_text("<p>Ai hỏi?</p>"), "points": "1", "hint": "", "explanation": ""}
    raw = nested_form_data({"items": streamfield([("single_choice", value)])})
    option = {"count": "1", "0-type": "item", "0-order": "0", "0-deleted": "", "0-value-text": "A"}
    raw |= {f"items-0-value-options-{name}": value for name, value in option.items()}
    raw |= {"items-0-value-more_hints-count": "0", "bands-count": "0"}
    response = edit(administrator, quiz, **raw, **{"action-publish": "true"})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"items"}
    assert QuizVersion.objects.count() == 1
    assert edit(administrator, quiz, **raw).status_code == 302  # Saved as a draft it is welcome.


@pytest.mark.parametrize("mark", ["0", "1.5", "7"])
def test_a_pass_mark_no_learner_could_reach_is_refused_even_in_a_draft(administrator, mark):
    make_course()
    response = edit(
        administrator, QuizPage.objects.get(), **{"items-count": "0", "bands-count": "0", "pass_mark": mark}
    )
    assert list(response.context["form"].errors) == ["pass_mark"]


def test_publishing_many_pages_at_once_says_what_is_broken_and_publishes_nothing(administrator):
    course = make_course()
    quiz = broken(items=[NO_RIGHT], title="Hỏng")
    course.title = "Tên mới"
    course.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for page in (course, quiz):
        response = administrator.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": "on"})
        assert response["Location"] == "/admin/"
        assert any("Ai hỏi mã OTP?" in sentence for sentence in said(administrator.get("/admin/")))
    assert CoursePage.objects.get().title == "An toàn số cho mọi người"
    assert QuizPage.objects.get().title == "Bài kiểm tra"


def test_a_broken_quiz_published_in_code_raises_and_stays_as_it_was():
    make_course()
    quiz = broken(items=[NO_RIGHT], title="Hỏng")
    with pytest.raises(BrokenQuiz) as raised:
        quiz.get_latest_revision().publish()
    assert "Ai hỏi mã OTP?" in raised.value.faults[0]
    assert QuizPage.objects.get().title == "Bài kiểm tra"
    assert QuizVersion.objects.count() == 1


def test_publishing_a_live_quiz_again_makes_a_version_only_when_its_content_changed():
    make_course()
    quiz = QuizPage.objects.get()
    quiz.save_revision().publish()
    assert QuizVersion.objects.count() == 1
    quiz = QuizPage.objects.get()
    quiz.attempts_allowed = 9
    quiz.save_revision().publish()
    rows = list(QuizVersion.objects.order_by("number"))
    assert [(row.number, row.attempts_allowed) for row in rows] == [(1, 5), (2, 9)]
    assert rows[0].digest != rows[1].digest


def test_publishing_a_bank_refreezes_live_quizzes_and_leaves_those_it_no_longer_suits_as_they_were():
    course = make_course()
    small, large = bank_of(3), bank_of(5, "Kho lớn")
    draws = [("vua", small, 2), ("lon", large, 5)]
    for slug, bank, count in draws:
        make_quiz(course, slug=slug, title=slug, items=[block("draw", {"bank": bank.pk, "count": count}, slug)])
    for bank in (small, large):
        bank.items = every_item()[:2]
        bank.save_revision().publish()
    versions = {slug: QuizVersion.objects.filter(content__title=slug).count() for slug, _bank, _count in draws}
    assert versions == {"vua": 2, "lon": 1}


def test_the_banks_editor_refuses_to_publish_fewer_questions_than_a_live_quiz_draws(administrator):
    course, bank = make_course(), bank_of(3)
    make_quiz(course, slug="rut", title="Bài rút", items=[block("draw", {"bank": bank.pk, "count": 2}, "draw")])
    address = reverse("wagtailsnippets_courses_itembank:edit", args=[bank.pk])
    fields = editor_fields(administrator, address) | {"items-count": "0"}
    response = administrator.post(address, fields | {"action-publish": "true"})
    assert "Bài rút" in str(response.context["form"].errors["items"])
    assert administrator.post(address, fields).status_code == 302


def two_draws(bank, count):
    return [block("draw", {"bank": bank.pk, "count": count}, name) for name in ("một", "hai")]


def test_two_draws_from_one_bank_never_show_a_question_twice():
    course, bank = make_course(), bank_of(5, "Kho chung")
    quiz = make_quiz(course, slug="rut", title="Bài rút", items=two_draws(bank, 2))
    content = QuizVersion.objects.get(quiz_key=quiz.translation_key).content
    assert {len(set(draw_items(content, seed))) for seed in range(50)} == {4}


def test_two_draws_that_may_want_more_of_one_bank_than_it_holds_are_refused():
    course, bank = make_course(), bank_of(5, "Kho chung")
    broken(items=two_draws(bank, 3))
    assert "Kho chung" in todo(staff_client(Role.TRAINER), course).split("course-note--todo")[1].split("</div>")[0]
