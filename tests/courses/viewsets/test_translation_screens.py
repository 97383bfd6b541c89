"""A trainer begins a translation, takes its file along and brings it back, and submits the course as any other."""

import re

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from courses.models import CoursePage, LessonPage
from courses.services.publish_course import publish_course
from courses.services.translations import begin_translation
from learners.enums import Role
from tests.factories.course import make_course
from tests.factories.staff import edit, staff_client

pytestmark = pytest.mark.django_db
STREAM = {"outcomes-count": "0", "sources-count": "0"}


@pytest.fixture
def tay():
    return Locale.objects.create(language_code="tyz")


@pytest.fixture
def course(tay):
    """A Vietnamese course whose catalogue is there in Tày as well."""
    course = make_course("DT-02", lessons=1)
    begin_translation(page=course.get_parent(), locale=tay).save_revision().publish()
    return course


@pytest.fixture
def trainer(course):
    return staff_client(Role.TRAINER)


def begin(client, page, locale):
    fields = {"locales": [locale.pk], "include_subtree": "on"}
    return client.post(f"/admin/localize/submit/page/{page.pk}/", fields, follow=True)


def desk(page):
    return reverse("page_translation", args=[page.pk])


def test_a_trainer_begins_translates_and_submits(trainer, course, tay):
    shown = begin(trainer, course, tay)
    face = CoursePage.objects.get(locale=tay)
    assert shown.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[face.pk])
    assert f'href="{desk(face)}"' in shown.content.decode()
    lesson = LessonPage.objects.get(locale=tay)
    file = trainer.get(desk(lesson), {"po": "1"})
    assert file["Content-Disposition"] == 'attachment; filename="bai-11-tyz.po"'
    entries = polib.pofile(file.content.decode())
    entries.find("Không đưa mã OTP.").msgstr = "Lời Tày"
    upload = SimpleUploadedFile("bai.po", str(entries).encode())
    page = BeautifulSoup(trainer.post(desk(lesson), {"file": upload}, follow=True).content, "html.parser")
    assert re.findall(r"\d+", page.select_one(".bank-lead").text) == ["1", "11"]
    edit(trainer, face, **STREAM, **{"action-submit": "true"})
    assert CoursePage.objects.get(locale=tay).current_workflow_state.status == "in_progress"
    assert not Page.objects.filter(locale=tay, depth__gt=3).live().exists()


def test_a_trainer_is_offered_only_languages_whose_catalogue_they_may_write_in(trainer, course, tay):
    address = f"/admin/localize/submit/page/{course.pk}/"
    Locale.objects.create(language_code="nut")
    boxes = BeautifulSoup(trainer.get(address).content, "html.parser").select("[name=locales]")
    assert [box["value"] for box in boxes] == [str(tay.pk)]
    GroupPagePermission.objects.filter(page__locale=tay).delete()
    assert not BeautifulSoup(trainer.get(address).content, "html.parser").select("[name=locales]")


def test_the_desk_takes_over_what_changed_in_the_original(trainer, course, tay):
    begin(trainer, course, tay)
    publish_course(course=CoursePage.objects.get(locale=tay))
    lesson, original = LessonPage.objects.get(locale=tay), LessonPage.objects.exclude(locale=tay).get()
    assert 'name="changes"' not in trainer.get(desk(lesson)).content.decode()
    original.summary = "Tóm tắt mới"
    original.save_revision().publish()
    assert 'name="changes"' in trainer.get(desk(lesson)).content.decode()
    trainer.post(desk(lesson), {"changes": "1"})
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().summary == "Tóm tắt mới"
    assert LessonPage.objects.get(pk=lesson.pk).summary == ""


def test_a_file_that_is_not_this_pages_is_refused_beside_the_field(trainer, course, tay):
    begin(trainer, course, tay)
    lesson = LessonPage.objects.get(locale=tay)
    for name, data in (("bai.po", b'msgid ""\nmsgstr ""\n'), ("bai.po", b"x" * (2 * 1024 * 1024 + 1))):
        page = trainer.post(desk(lesson), {"file": SimpleUploadedFile(name, data)})
        assert "error-message" in page.content.decode()


def test_a_locked_page_takes_nothing(trainer, course, tay):
    begin(trainer, course, tay)
    lesson = LessonPage.objects.get(locale=tay)
    lesson.locked = True
    lesson.save()
    revision = lesson.latest_revision_id
    trainer.post(desk(lesson), {"changes": "1"})
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision_id == revision


def test_the_desk_is_closed_to_others_and_originals_have_none(trainer, course, tay):
    face = begin_translation(page=course, locale=tay, below=True)
    assert trainer.get(desk(course)).status_code == 404
    assert staff_client(Role.DEPARTMENT_OFFICER).get(desk(face)).status_code in {302, 403}
    assert desk(face) not in staff_client(Role.DEPARTMENT_OFFICER).get("/admin/").content.decode()


def test_a_page_that_only_mirrors_leads_to_its_translation(trainer, course, tay):
    course.copy_for_translation(tay, alias=True)
    mirror = LessonPage.objects.get(alias_of=None).copy_for_translation(tay, copy_parents=True, alias=True)
    mirror.refresh_from_db()
    shown = BeautifulSoup(trainer.get(f"/admin/pages/{mirror.pk}/edit/").content, "html.parser")
    assert shown.select_one(f"a[href^='/admin/localize/submit/page/{mirror.alias_of_id}/']") is not None
    begin(trainer, LessonPage.objects.get(alias_of=None), tay)
    mirror.refresh_from_db()
    assert (mirror.alias_of_id, mirror.live) == (None, True)
    assert trainer.get(desk(mirror)).status_code == 200


def test_nothing_of_the_editor_that_is_closed_is_offered(trainer, course, tay):
    begin(trainer, course, tay)
    shown = trainer.get(reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get(locale=tay).pk]))
    assert "localize-" not in "".join(each.get("name", "") for each in buttons(shown))
    assert "/localize/reports/" not in trainer.get("/admin/").content.decode()
    for address in ("reports/translations/", "translate/1/pofile/upload/", "update/1/", "submit/snippet/a/b/1/"):
        assert trainer.get(f"/admin/localize/{address}").status_code in {302, 403}


def buttons(response):
    return BeautifulSoup(response.content, "html.parser").select("button")
