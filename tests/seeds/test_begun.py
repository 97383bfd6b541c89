"""A course laid out in a language nobody has written yet: Vietnamese words, ready for recordings."""

import pytest
import yaml
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from django.test import Client
from wagtail.models import Page

from courses.models import CataloguePage, CourseMedia, CoursePage, LessonPage, QuizVersion
from courses.services.publish_course import publish_course
from learners.enums import Role
from learners.models import Enrolment, User
from learners.services.enrolments import enrol
from learners.services.progress import complete_lesson
from seeds.loaders.content import ContentFolder
from tests.factories.learner import make_learner
from tests.factories.staff import staff_client
from tests.factories.ways_in import learning_client
from tests.seeds.conftest import LEARNT as CODE


def page_at(address, client=None):
    reply = (client or Client()).get(address, follow=True)
    assert reply.status_code == 200
    return BeautifulSoup(reply.content, "html.parser")


@pytest.fixture
def seeded(begun_site, db, content, seed):
    """The site with the course of the tests laid out in Tày too; returns what runs the seeds once more."""
    site = yaml.safe_load((content / "site.yaml").read_text(encoding="utf-8"))
    site["begun"] = {"tyz": [CODE]}
    (content / "site.yaml").write_text(yaml.safe_dump(site, allow_unicode=True), encoding="utf-8")
    seed()
    return seed


def course_in(language):
    return CoursePage.objects.get(code=CODE, locale__language_code=language)


def lessons_in(language):
    return LessonPage.objects.descendant_of(course_in(language))


def test_every_page_of_it_is_there_as_one_of_its_own_that_speaks_vietnamese(seeded):
    theirs, ours = (list(course_in(code).get_descendants(inclusive=True).specific()) for code in ("tyz", "vi"))
    assert [page.translation_key for page in theirs] == [page.translation_key for page in ours]
    assert [page.title for page in theirs] == [page.title for page in ours]
    assert {(page.live, page.alias_of_id) for page in theirs} == {(True, None)}
    assert [lesson.body.get_prep_value() for lesson in lessons_in("tyz")] == [
        lesson.body.get_prep_value() for lesson in lessons_in("vi")
    ]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_second_run_changes_nothing(seeded):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "path"))
    assert "thêm mới" not in seeded()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "path")) == before


def test_only_its_own_pages_offer_the_language(seeded):
    for address in ("/", course_in("vi").get_url(), lessons_in("vi").first().get_url(), "/tyz/"):
        names = [link.text.split(" – ")[0].strip() for link in page_at(address).select("footer [aria-label] > li")]
        assert names == ["Tiếng Việt", "English", "Tiếng Tày"]
    other = CoursePage.objects.filter(locale__language_code="vi").exclude(code=CODE).first()
    assert "Tiếng Tày" not in page_at(other.get_url()).text
    cards = page_at(course_in("tyz").get_parent().get_url()).select("main h2, main h3")
    assert course_in("tyz").title in " ".join(card.text for card in cards)


def test_its_quiz_asks_the_same_items_and_its_lessons_count_for_the_same_enrolment(seeded):
    theirs = {version.quiz_key: version.items for version in QuizVersion.objects.filter(language="tyz")}
    ours = QuizVersion.objects.filter(language="vi", quiz_key__in=theirs)
    assert len(theirs) == 1
    assert theirs == {version.quiz_key: version.items for version in ours}
    person = make_learner()
    enrolment = enrol(person=person, course=course_in("tyz"))
    complete_lesson(enrolment=enrolment, lesson_key=lessons_in("tyz").first().translation_key)
    assert Enrolment.objects.get().course_key == course_in("vi").translation_key
    assert "xong 1 /" in page_at(course_in("vi").get_url(), learning_client(person)).main.text


def test_a_recording_that_a_trainer_puts_into_a_step_is_published_and_outlives_the_next_run(seeded):
    lesson = lessons_in("tyz").first()
    sound = CourseMedia.objects.create(title="Nghe", type="audio", duration=9, file=ContentFile(b"ID3", "bai.mp3"))
    assert staff_client(Role.TRAINER).get(f"/admin/pages/{lesson.pk}/edit/").status_code == 200
    body = lesson.body.get_prep_value()
    body[0]["value"]["audio"] = sound.pk
    lesson.body = body
    lesson.save_revision(user=User.objects.get(email=f"{Role.TRAINER}@example.vn"))
    publish_course(course=course_in("tyz"))
    seeded()
    assert page_at(lesson.get_url() + "?buoc=1").select_one("audio")["src"].endswith(".mp3")
    assert page_at(lessons_in("vi").first().get_url() + "?buoc=1").select_one("audio[src$='bai.mp3']") is None


def test_words_say_which_language_they_are_in(seeded):
    lesson = lessons_in("tyz").first()
    page = page_at(lesson.get_url() + "?buoc=1")
    assert (page.html["lang"], page.body["lang"]) == ("tyz", "vi")
    assert page.select_one("main [lang]") is None
    body = lesson.body.get_prep_value()
    body[0]["value"]["text"] = "<p>Lời Tày</p>"
    lesson.body = body
    lesson.save_revision()
    publish_course(course=course_in("tyz"))
    assert (
        page_at(lesson.get_url() + "?buoc=1").select_one("main [lang=tyz]").select_one(".prose").text.strip()
        == "Lời Tày"
    )
    assert page_at(lesson.get_url() + "?buoc=2").select_one("main [lang]") is None


def test_a_lesson_that_english_only_mirrors_is_marked_as_vietnamese(seeded):
    mirrored = lessons_in("en").first()
    assert mirrored.alias_of_id
    page = page_at(mirrored.get_url() + "?buoc=1")
    assert (page.html["lang"], page.body.get("lang")) == ("en", None)
    assert page.select_one("main h1").find_parent(attrs={"lang": "vi"}) is not None
    assert page.select_one("main .prose").find_parent(attrs={"lang": "vi"}) is not None


def rights_on(catalogue):
    return set(catalogue.group_permissions.values_list("group__name", "permission__codename"))


def test_a_language_begun_later_is_written_and_approved_as_the_others_and_what_people_took_off_stays_so(seeded):
    theirs, ours = (CataloguePage.objects.get(locale__language_code=code) for code in ("tyz", "vi"))
    assert {group for group, _right in rights_on(theirs)} == {Role.TRAINER, Role.REVIEWER}
    assert rights_on(theirs) == rights_on(ours)
    assert theirs.workflowpage.workflow == ours.workflowpage.workflow
    theirs.group_permissions.all().delete()
    seeded()
    assert rights_on(theirs) == set()


def test_a_language_the_platform_does_not_know_is_a_fault_of_the_file(content, seed):
    site = yaml.safe_load((content / "site.yaml").read_text())
    site["begun"] = {"xx": [CODE]}
    (content / "site.yaml").write_text(yaml.safe_dump(site, allow_unicode=True))
    with pytest.raises(CommandError):
        seed("--check")


def test_one_short_course_of_the_real_content_is_laid_out_in_tay():
    assert ContentFolder().begun({"DT-02", "CD-06"}) == {"tyz": {"DT-02"}}


def test_without_such_a_course_there_is_no_page_in_the_language(begun_site, db, seed):
    seed()
    assert not Page.objects.filter(locale__language_code="tyz").exists()
