"""Half-written drafts open in every preview and on the site: blank fields, empty bodies, quizzes without questions."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CoursePage, ItemBank, LessonPage, ModulePage, QuizPage
from learners.enums import Role
from tests.factories.course import block, make_catalogue, make_course
from tests.factories.staff import edit, editor_fields, staff_client

pytestmark = pytest.mark.django_db

PARTS = ("outcomes", "sources", "body", "items", "bands", "task_sheet", "session_plan")
EMPTY = {f"{name}-count": "0" for name in PARTS}
BLANK_BLOCKS = [
    block("step", {"title": "", "text": "", "picture": None, "audio": None}, "blank step"),
    block("rich_text", "", "blank text"),
    block("picture", {"picture": None, "caption": ""}, "blank picture"),
    block("audio", {"audio": None}, "blank audio"),
    block("video", {"video": None}, "blank video"),
    block("callout", {"kind": "", "text": ""}, "blank callout"),
    block("table", {"columns": [], "rows": [], "caption": ""}, "blank table"),
    block("download", {"document": None, "text": ""}, "blank download"),
    block("practice", [], "blank practice"),
]
BLANK_ITEMS = [
    block(kind, {"prompt": "", "points": None} | more, f"blank {kind}")
    for kind, more in [
        ("single_choice", {"options": []}),
        ("multiple_response", {"options": [{"type": "item", "value": {"text": "", "correct": False}, "id": "blank"}]}),
        ("true_false", {"answer": ""}),
        ("numeric", {"answer": "", "tolerance": ""}),
        ("short_answer", {"accepted": [], "matching": ""}),
        ("draw", {"bank": None, "count": None}),
    ]
]


@pytest.fixture
def trainer():
    return staff_client(Role.TRAINER)


def preview(client, address):
    """Send what the editor holds, as the preview panel does, and open the preview."""
    editor, arguments = address
    kind = "add" if editor == "add" else "edit"
    fields = editor_fields(client, reverse(f"wagtailadmin_pages:{editor}", args=arguments)) | EMPTY
    address = reverse(f"wagtailadmin_pages:preview_on_{kind}", args=arguments)
    sent = client.post(address, fields)
    return sent.json(), client.get(address)


@pytest.mark.parametrize("kind", ["coursepage", "lessonpage", "quizpage"])
def test_a_page_not_even_saved_yet_is_previewed(trainer, kind):
    course = make_course()
    parent = {"coursepage": make_catalogue(), "lessonpage": ModulePage.objects.get(), "quizpage": course}[kind]
    sent, shown = preview(trainer, ("add", ["courses", kind, parent.pk]))
    assert (sent["is_valid"], shown.status_code) == (True, 200)


@pytest.mark.parametrize("model", [CoursePage, LessonPage, QuizPage])
def test_a_page_emptied_in_the_editor_is_previewed_and_saved_as_a_draft(trainer, model):
    make_course()
    page = model.objects.first()
    sent, shown = preview(trainer, ("edit", [page.pk]))
    assert (sent["is_valid"], shown.status_code) == (True, 200)
    assert edit(trainer, page, **EMPTY, summary="").status_code == 302
    assert trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_blank_blocks_of_every_kind_open_as_a_draft_and_live(trainer, client):
    make_course()
    lesson, quiz = LessonPage.objects.first(), QuizPage.objects.get()
    lesson.body, quiz.items = BLANK_BLOCKS, BLANK_ITEMS
    for page in (lesson, quiz):
        page.save_revision()
        page.save()
        assert trainer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
        for screen in range(1, 11):
            assert client.get(f"{page.url}?buoc={screen}").status_code == 200
    assert trainer.get(reverse("wagtailadmin_pages:edit", args=[CoursePage.objects.get().pk])).status_code == 200


@pytest.mark.parametrize("item", BLANK_ITEMS[:-1], ids=lambda item: item["type"])
def test_a_blank_practice_question_of_every_kind_opens_and_is_answered_without_harm(client, item):
    make_course()
    lesson = LessonPage.objects.first()
    lesson.body = [block("practice", [item], "practice")]
    lesson.save()
    assert client.get(lesson.url).status_code == 200
    for answer in ("", "x"):
        assert client.post(lesson.url, {f"item-{item['id']}": answer}).status_code == 200


def test_what_blocks_point_to_may_be_gone(trainer, client):
    make_course()
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    bank = ItemBank.objects.create(title="Kho", items=[])
    lesson, quiz = LessonPage.objects.first(), QuizPage.objects.get()
    picture = {"image": image.pk, "alt_text": "", "decorative": False}
    lesson.body = [block("picture", {"picture": picture, "caption": ""}, "gone")]
    quiz.items = [block("draw", {"bank": bank.pk, "count": 1}, "gone")]
    for page in (lesson, quiz):
        page.save_revision()
        page.save()
    image.delete()
    bank.delete()
    for page in (lesson, quiz):
        assert client.get(page.url).status_code == 200
        assert trainer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert trainer.get(reverse("wagtailadmin_pages:edit", args=[CoursePage.objects.get().pk])).status_code == 200


def test_previews_open_at_the_width_of_a_phone(trainer):
    course = make_course()
    for page in (course, LessonPage.objects.first(), QuizPage.objects.get(), make_catalogue()):
        assert (page.default_preview_size, page.preview_sizes[0]["device_width"]) == ("phone", 360)


def test_a_module_has_no_page_of_its_own_to_preview(trainer):
    make_course()
    module = ModulePage.objects.get()
    assert trainer.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).status_code == 200
    assert trainer.get(reverse("wagtailadmin_pages:view_draft", args=[module.pk])).status_code < 500
