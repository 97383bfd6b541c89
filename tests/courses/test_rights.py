"""Trainers write and submit; nothing they do makes anything live."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from courses.models import CoursePage, ItemBank, LessonPage, QuizPage
from courses.services.translated_draft import spelled_out
from courses.services.translations import begin_translation, translation_of
from learners.enums import Role
from tests.factories.course import make_catalogue, make_course
from tests.factories.staff import edit, editor_fields, staff_client

pytestmark = pytest.mark.django_db

STREAM = {"outcomes-count": "0", "sources-count": "0"}
EMPTY = STREAM | {f"{name}-count": "0" for name in ("body", "items", "bands", "task_sheet", "session_plan")}


@pytest.fixture
def trainer():
    return staff_client(Role.TRAINER)


def names(*pages):
    return sorted(page.pk for page in pages)


def live():
    return names(*Page.objects.live())


def test_a_trainer_makes_and_submits_a_course_in_one_post(trainer):
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", make_catalogue().pk])
    fields = editor_fields(trainer, address) | STREAM | {"title": "Khóa mới", "slug": "khoa-moi"}
    assert trainer.post(address, fields | {"action-submit": "true"}).status_code == 302
    course = CoursePage.objects.get()
    assert (course.live, course.current_workflow_state.status) == (False, "in_progress")


def test_the_editors_publish_button_pressed_by_a_trainer_only_saves_a_draft(trainer):
    course = make_course()
    lesson, quiz = LessonPage.objects.first(), QuizPage.objects.get()
    edit(trainer, course, **STREAM, **{"title": "Tên mới", "action-publish": "true"})
    for page in (lesson, quiz):
        fields = {
            "body-count": "0",
            "items-count": "0",
            "bands-count": "0",
            "title": "Tên mới",
            "action-publish": "true",
        }
        edit(trainer, page, **fields)
    assert "Tên mới" not in Page.objects.values_list("title", flat=True)


@pytest.mark.parametrize("kind", ["course", "lesson", "quiz"])
def test_no_address_of_the_explorer_changes_what_is_live_for_a_trainer(trainer, kind):
    course = make_course()
    page = {"course": course, "lesson": LessonPage.objects.first(), "quiz": QuizPage.objects.get()}[kind]
    draft = page.specific
    draft.title = "Bản nháp"
    draft.save_revision()
    before = live()
    for action in ("publish", "unpublish", "delete"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        trainer.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": "on"})
    trainer.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    trainer.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    schedule = STREAM | {"go_live_at": "2020-01-01 00:00", "body-count": "0", "items-count": "0"}
    schedule["bands-count"] = "0"
    edit(trainer, page, **schedule)
    copy = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk}
    everything = {"publish_copies": "on", "copy_subpages": "on"}
    trainer.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy | everything)
    assert live() == before
    assert not Page.objects.filter(title="Bản nháp").exists()


def test_a_trainer_writes_a_bank_and_cannot_publish_it(trainer):
    address = reverse("wagtailsnippets_courses_itembank:add")
    fields = {"title": "Kho", "items-count": "0", "action-publish": "true"}
    assert trainer.post(address, fields).status_code == 302
    bank = ItemBank.objects.get()
    assert (bank.live, bank.latest_revision is not None) == (False, True)
    address = reverse("wagtailsnippets_courses_itembank:edit", args=[bank.pk])
    assert trainer.get(address).status_code == 200
    trainer.post(address, fields | {"title": "Kho hai"})
    bank.refresh_from_db()
    assert (bank.live, bank.get_latest_revision_as_object().title) == (False, "Kho hai")


def test_only_the_course_page_offers_to_submit_and_a_lesson_posted_as_submitted_is_saved(trainer):
    make_course()
    course, lesson, quiz = CoursePage.objects.get(), LessonPage.objects.first(), QuizPage.objects.get()
    for page, offered in ((course, True), (lesson, False), (quiz, False)):
        shown = trainer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert ('name="action-submit"' in shown) is offered
        assert 'name="action-publish"' not in shown
    assert edit(trainer, lesson, **{"body-count": "0", "action-submit": "true"}).status_code == 302
    assert lesson.current_workflow_state is None


def test_no_address_of_wagtail_localize_makes_anything_live_for_a_trainer():
    """Left to itself, it publishes for whoever may translate, and a page that becomes a mirror is live at once."""
    course, tay = make_course(lessons=1), Locale.objects.create(language_code="tyz")
    for page in Page.objects.descendant_of(course).specific():
        spelled_out(page).save()
    begin_translation(page=course.get_parent(), locale=tay).save_revision().publish()
    trainer = staff_client(Role.TRAINER)
    face = begin_translation(page=course, locale=tay, below=True)
    lesson = LessonPage.objects.descendant_of(face).get()
    words = translation_of(lesson).source.stringsegment_set.get(context__path="title")
    row = {"translation_of": words.string, "context": words.context, "locale": tay}
    StringTranslation.objects.create(data="Lời chưa duyệt", **row)
    before = live()
    pages = list(Page.objects.descendant_of(face, inclusive=True))
    for page in pages:
        source = translation_of(page).source_id
        trainer.post(f"/admin/localize/update/{source}/", {"publish_translations": "on"})
        for action in ("localize-restart-translation", "localize-convert-to-alias"):
            trainer.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {action: "1"})
        trainer.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), EMPTY | {"action": "publish"})
    assert live() == before
    for page in pages:
        trainer.post(f"/admin/localize/page/{page.pk}/convert_to_alias/")
    assert live() == before
    for page in Page.objects.descendant_of(course, inclusive=True):
        fields = {"locales": [tay.pk], "include_subtree": "on"}
        trainer.post(f"/admin/localize/submit/page/{page.pk}/", fields)
    assert live() == before
    assert not Translation.objects.filter(enabled=True).exists()
    assert not Page.objects.filter(title="Lời chưa duyệt").exists()
