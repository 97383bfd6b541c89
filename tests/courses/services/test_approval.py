"""A course is approved and goes live as one, exactly as it was submitted."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowState

from courses.approval_end import publish_unless_course
from courses.models import CoursePage, ItemBank, LessonPage, ModulePage, QuizPage, QuizVersion
from courses.services.publish_course import publish_approved
from learners.enums import Role
from tests.factories.course import block, every_item, make_catalogue, make_course, options
from tests.factories.staff import edit, make_staff, staff_client

pytestmark = pytest.mark.django_db

STREAM = {"outcomes-count": "0", "sources-count": "0"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def draft_course(**quiz):
    """A course as a trainer leaves it: nothing of it was ever published."""
    course = add_draft(make_catalogue(), CoursePage(title="Khóa mới", slug="khoa-moi", code="CD-90"))
    module = add_draft(course, ModulePage(title="Chương một", slug="chuong-mot"))
    body = [block("rich_text", "<p>Gọi 113.</p>", "text")]
    add_draft(module, LessonPage(title="Bài một", slug="bai-mot", body=body))
    add_draft(course, QuizPage(title="Kiểm tra", slug="kiem-tra", **({"items": every_item()} | quiz)))
    return CoursePage.objects.get(pk=course.pk)


def add_draft(parent, page):
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    return page


def submit(course, user=None):
    trainer = user or make_staff(Role.TRAINER)
    return course.get_workflow().start(course, trainer)


def approve(course, user):
    state = CoursePage.objects.get(pk=course.pk).current_workflow_task_state
    return state.task.specific.on_action(state.specific, user, "approve")


def tree(course):
    return list(Page.objects.descendant_of(course, inclusive=True).order_by("path").values_list("title", "live"))


def test_one_approval_publishes_course_module_lesson_and_quiz_and_freezes_the_quiz():
    reviewer, course = make_staff(Role.REVIEWER), draft_course()
    submit(course)
    assert approve(course, reviewer) is None
    assert tree(course) == [("Khóa mới", True), ("Chương một", True), ("Bài một", True), ("Kiểm tra", True)]
    quiz = QuizPage.objects.get()
    assert QuizVersion.objects.get().quiz_key == quiz.translation_key
    assert not Page.objects.filter(has_unpublished_changes=True).descendant_of(course, inclusive=True).exists()


def test_what_was_written_after_submission_does_not_go_live_with_the_approval():
    reviewer, course = make_staff(Role.REVIEWER), draft_course()
    submit(course)
    lesson = LessonPage.objects.get().get_latest_revision_as_object()
    lesson.title = "Viết thêm sau khi gửi"
    # The editor saves on into the revision it has open, under the same number.
    lesson.save_revision(overwrite_revision=lesson.latest_revision)
    added = add_draft(ModulePage.objects.get(), LessonPage(title="Bài thêm sau", slug="bai-them"))
    approve(course, reviewer)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    assert (lesson.title, lesson.live, lesson.has_unpublished_changes) == ("Bài một", True, True)
    assert lesson.get_latest_revision_as_object().title == "Viết thêm sau khi gửi"
    assert LessonPage.objects.get(pk=added.pk).live is False


def test_new_pages_below_a_live_course_go_live_with_the_next_approval_and_nothing_else_is_touched():
    reviewer, course = make_staff(Role.REVIEWER), make_course()
    before = {page.pk: page.live_revision_id for page in Page.objects.descendant_of(course)}
    body = [block("rich_text", "<p>Mới.</p>", "text")]
    added = add_draft(ModulePage.objects.get(), LessonPage(title="Bài mới", slug="bai-moi", body=body))
    course.save_revision()
    submit(course)
    approve(course, reviewer)
    after = {page.pk: page.live_revision_id for page in Page.objects.descendant_of(course)}
    assert {pk: after[pk] for pk in before} == before
    assert LessonPage.objects.get(pk=added.pk).live is True
    assert QuizVersion.objects.count() == 1


def test_a_bank_written_for_the_course_goes_live_with_it():
    reviewer = make_staff(Role.REVIEWER)
    bank = ItemBank.objects.create(title="Kho", live=False, items=every_item()[:2])
    bank.save_revision()
    course = draft_course(items=[block("draw", {"bank": bank.pk, "count": 2}, "draw")])
    submit(course)
    approve(course, reviewer)
    bank.refresh_from_db()
    assert bank.live is True
    assert QuizVersion.objects.get().content["draws"] == [
        {"bank": str(bank.key), "count": 2, "items": [item["id"] for item in every_item()[:2]]}
    ]


def test_bank_and_quiz_that_grow_together_go_live_together():
    reviewer = make_staff(Role.REVIEWER)
    bank = ItemBank.objects.create(title="Kho", items=every_item()[:1])
    course = draft_course(items=[block("draw", {"bank": bank.pk, "count": 1}, "draw")])
    submit(course)
    approve(course, reviewer)
    bank.items = every_item()[:3]
    bank.save_revision()
    quiz = QuizPage.objects.get()
    quiz.items = [block("draw", {"bank": bank.pk, "count": 3}, "draw")]
    quiz.save_revision()
    CoursePage.objects.get(pk=course.pk).save_revision()
    submit(CoursePage.objects.get(pk=course.pk))
    approve(course, reviewer)
    newest = QuizVersion.objects.order_by("-number").first()
    assert [(draw["count"], len(draw["items"])) for draw in newest.content["draws"]] == [(3, 3)]


def test_a_bank_emptied_between_submission_and_approval_refuses_the_approval_and_publishes_nothing():
    bank = ItemBank.objects.create(title="Kho chung", items=every_item())
    course = draft_course(items=[block("draw", {"bank": bank.pk, "count": 4}, "draw")])
    submit(course)
    bank.items = every_item()[:1]
    bank.save()
    client = staff_client(Role.REVIEWER)
    response = edit(client, course, **STREAM, **APPROVE)
    assert response.status_code == 302
    shown = client.get(response["Location"]).content.decode()
    assert "“Kho chung”" in shown
    assert tree(course) == [("Khóa mới", False), ("Chương một", False), ("Bài một", False), ("Kiểm tra", False)]
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    # The dashboard's own button asks no editor: it leads to the editor, which says why.
    state = course.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[course.pk, "approve", state.pk])
    response = client.post(address, {"comment": ""})
    assert response["Location"] == f"/admin/pages/{course.pk}/edit/"
    assert "“Kho chung”" in client.get(response["Location"]).content.decode()
    assert Page.objects.descendant_of(course, inclusive=True).live().count() == 0


def test_a_rejected_course_goes_back_with_its_comment_and_can_be_submitted_again():
    reviewer, trainer, course = make_staff(Role.REVIEWER), make_staff(Role.TRAINER), draft_course()
    state = submit(course, trainer)
    task_state = state.current_task_state.specific
    task_state.task.specific.on_action(task_state, reviewer, "reject", comment="Xem lại câu 2")
    state.refresh_from_db()
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Xem lại câu 2")
    lesson = LessonPage.objects.get()
    lesson.title = "Bài một, sửa"
    lesson.save_revision()
    state.resume(trainer)
    approve(course, reviewer)
    assert LessonPage.objects.get().title == "Bài một, sửa"


def test_what_a_reviewer_mends_on_the_course_page_goes_live_with_the_approval():
    client, course = staff_client(Role.REVIEWER), draft_course()
    submit(course)
    edit(client, course, **STREAM, **APPROVE, title="Khóa mới, đúng chính tả")
    course.refresh_from_db()
    assert (course.title, course.live) == ("Khóa mới, đúng chính tả", True)


def test_pages_of_another_kind_keep_wagtails_own_approval():
    page = add_draft(Page.objects.get(depth=1), make_catalogue().__class__(title="Khác", slug="khac"))
    state = Workflow.objects.create(name="Khác", active=True).start(page, make_staff(Role.ADMINISTRATOR))
    publish_approved(workflow_state=state)
    assert Page.objects.get(pk=page.pk).live is False or state.status == "approved"
    publish_unless_course(state)
    assert Page.objects.get(pk=page.pk).live is True


def test_a_second_option_marked_right_is_named_with_its_question():
    broken = every_item()[0] | {
        "value": every_item()[0]["value"] | {"options": options(("A", True), ("B", True), name="two")}
    }
    course = draft_course(items=[broken])
    submit(course)
    address = approve(course, make_staff(Role.REVIEWER))
    assert address == f"/admin/pages/{course.pk}/edit/"
    shown = staff_client(Role.TRAINER).get(address).content.decode()
    assert "Ai hỏi mã OTP?" in shown
