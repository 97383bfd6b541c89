"""`manage.py seed`: what it makes, that it may run again, and what it never touches."""

import pytest
import yaml
from django.core.management.base import CommandError
from wagtail.models import Page, Site, Workflow

from cms.models import HomePage, SiteSettings
from courses.models import CourseImage, CoursePage, LessonPage, QuizPage, QuizVersion
from learners.models import ConsentText, CourseOwnership, CourseRun, LearningPolicy, Organisation, User
from seeds.loaders.identity import block_id, key_of
from tests.seeds.conftest import ANNOUNCED, LEARNT, lesson, quiz, write_course


def test_a_course_comes_with_all_below_it_in_both_languages(db, seed):
    seed()
    course = CoursePage.objects.get(code=LEARNT, locale__language_code="vi")
    assert [(page.slug, page.live) for page in course.get_descendants()] == [
        ("chuong-1", True), ("bai-mot", True), ("bai-hai", True), ("bai-kiem-tra", True),
    ]  # fmt: skip
    english = CoursePage.objects.get(translation_key=course.translation_key, locale__language_code="en")
    assert (english.title, english.live) == (f"Trial course {LEARNT}", True)
    keys = [page.translation_key for page in course.get_descendants()]
    assert [page.translation_key for page in english.get_descendants()] == keys
    assert [page.alias_of is not None for page in english.get_descendants()] == [False, True, True, True]
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_announced_course_has_modules_but_nothing_to_enrol_in(db, seed):
    seed()
    course = CoursePage.objects.with_opening().get(code=ANNOUNCED, locale__language_code="vi")
    assert not course.is_open
    assert [each.code for each in course.prerequisites.all()] == [LEARNT]
    assert [run.course_key for run in CourseRun.objects.all()] == [key_of(LEARNT)]
    owner = Organisation.objects.get(is_owner=True)
    assert set(CourseOwnership.objects.values_list("course_key", "organisation")) == {
        (key_of(LEARNT), owner.pk), (key_of(ANNOUNCED), owner.pk),
    }  # fmt: skip


def test_blocks_and_options_keep_ids_made_from_code_and_key(db, seed):
    seed()
    page = QuizPage.objects.get(alias_of=None)
    version = QuizVersion.objects.get(quiz_key=page.translation_key)
    assert list(version.items) == [block_id(LEARNT, item["key"]) for item in quiz()["items"]]
    first = version.items[block_id(LEARNT, "chon-1")]
    assert [option["id"] for option in first["options"]] == [block_id(LEARNT, "chon-1", letter) for letter in "abcd"]
    assert version.items[block_id(LEARNT, "so")]["answer"] == "3.5"
    lesson = LessonPage.objects.get(slug="bai-mot", alias_of=None)
    assert [block.block_type for block in lesson.body] == ["step", "step", "callout", "step", "table", "practice"]
    assert lesson.body[0].value["picture"].contextual_alt_text == "Ổ khóa màu xanh"
    assert CourseImage.objects.count() == 1


def test_the_site_begins_at_our_home_in_both_languages(db, seed):
    seed()
    site = Site.objects.get()
    assert (site.is_default_site, site.hostname, site.port, site.root_page.slug) == (True, "localhost", 80, "home")
    homes = HomePage.objects.order_by("pk")
    assert [home.slug for home in homes] == ["home", "home-en"]
    assert homes[0].translation_key == homes[1].translation_key
    settings = SiteSettings.for_site(site)
    assert (settings.site_name, settings.privacy_page.slug) == ("Học Số", "quyen-rieng-tu")
    assert ConsentText.objects.filter(language="vi", required=False).get().purpose == "ethnicity"
    assert list(Workflow.objects.active().values_list("name", flat=True)) == ["Duyệt khóa học"]


def test_the_learning_policy_comes_with_the_seeds_and_keeps_what_an_administrator_changed(db, seed):
    assert "Quy định học tập: 1 thêm mới" in seed()
    LearningPolicy.objects.update(adult_age=18)
    seed()
    assert LearningPolicy.objects.get().adult_age == LearningPolicy.in_force().adult_age == 18


def test_a_second_run_changes_nothing_and_says_so(db, seed):
    seed()
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "last_published_at"))
    printed = seed()
    assert "Không có gì thay đổi." in printed
    assert "Khóa học: 4 không đổi" in printed
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "last_published_at")) == before


def test_a_page_a_person_edited_is_kept_and_the_rest_brought_up_to_date(db, seed, content):
    seed()
    course = CoursePage.objects.get(code=LEARNT, locale__language_code="vi")
    lesson = LessonPage.objects.get(slug="bai-mot", alias_of=None)
    lesson.title = "Bài của cô giáo"
    author = User.objects.create_user(email="co@truong.example", password=None)
    draft = lesson.save_revision(user=author)
    changed = course.title.replace("thử", "mới")
    write_course(content, ANNOUNCED, title={"vi": "Tên khác", "en": "Another name"}, prerequisites=[LEARNT])
    text = (content / f"courses/{LEARNT}.yaml").read_text(encoding="utf-8")
    (content / f"courses/{LEARNT}.yaml").write_text(text.replace(course.title, changed), encoding="utf-8")
    printed = seed()
    assert "giữ bản đã sửa: Bài bai-mot" in printed
    lesson.refresh_from_db()
    assert (lesson.title, lesson.latest_revision_id, lesson.live_revision_id == draft.pk) == (
        "Bài bai-mot", draft.pk, False,
    )  # fmt: skip
    assert CoursePage.objects.get(pk=course.pk).title == changed
    assert CoursePage.objects.get(code=ANNOUNCED, locale__language_code="vi").title == "Tên khác"


def tree(language):
    """What stands below the course in a language: slug and live, in order."""
    course = CoursePage.objects.get(code=LEARNT, locale__language_code=language)
    return [(page.slug, page.live) for page in course.get_descendants()]


def rewrite(content, **changes):
    path = content / f"courses/{LEARNT}.yaml"
    written = yaml.safe_load(path.read_text(encoding="utf-8")) | changes
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")


def modules(*groups):
    names = [{"vi": "Khóa máy", "en": "Lock the phone"}, {"vi": "Giữ máy", "en": "Keep the phone"}]
    return [
        {"title": name, "lessons": [lesson(key) for key in keys]} for name, keys in zip(names, groups, strict=False)
    ]


def test_lessons_that_change_places_in_the_file_change_places_in_both_languages(db, seed, content):
    seed()
    rewrite(content, modules=modules(["bai-hai", "bai-ba"], ["bai-bon", "bai-mot"]))
    assert "chuyển chỗ" in seed()
    slugs = ["chuong-1", "bai-hai", "bai-ba", "chuong-2", "bai-bon", "bai-mot", "bai-kiem-tra"]
    assert tree("vi") == [(slug, True) for slug in slugs]
    assert tree("en") == [(slug.replace("chuong", "module"), live) for slug, live in tree("vi")]
    assert "Không có gì thay đổi." in seed()
    rewrite(content, modules=modules(["bai-mot", "bai-hai", "bai-bon", "bai-ba"]))
    seed()
    slugs = ["chuong-1", "bai-mot", "bai-hai", "bai-bon", "bai-ba"]
    assert tree("vi") == [*((slug, True) for slug in slugs), ("chuong-2", False), ("bai-kiem-tra", True)]
    assert "Không có gì thay đổi." in seed()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_lesson_that_left_the_file_is_taken_off_and_comes_back_with_it(db, seed, content):
    seed()
    rewrite(content, modules=modules(["bai-hai", "bai-ba"]))
    assert "không còn trong tệp, đã gỡ: Bài bai-mot" in seed()
    assert {("bai-mot", False), ("bai-ba", True)} < set(tree("vi"))
    assert {("bai-mot", False), ("bai-ba", True)} < set(tree("en"))
    assert "Không có gì thay đổi." in seed()
    rewrite(content, modules=modules(["bai-mot", "bai-hai"]))
    seed()
    assert {("bai-mot", True), ("bai-ba", False)} < set(tree("vi"))
    assert {("bai-mot", True), ("bai-ba", False)} < set(tree("en"))
    assert "Không có gì thay đổi." in seed()


def test_what_a_person_moved_wrote_or_took_off_stays_so(db, seed, content):
    seed()
    author = User.objects.create_user(email="co@truong.example", password=None, is_superuser=True)
    first, second = (LessonPage.objects.get(slug=slug, alias_of=None) for slug in ("bai-mot", "bai-hai"))
    chapter = first.get_parent()
    second.move(first, pos="left", user=author)
    own = chapter.add_child(instance=LessonPage(title="Bài của cô", slug="bai-cua-co", owner=author))
    own.save_revision(user=author).publish(user=author)
    LessonPage.objects.get(pk=first.pk).unpublish(user=author)
    assert "Không có gì thay đổi." in seed()
    assert tree("vi")[:4] == [("chuong-1", True), ("bai-hai", True), ("bai-mot", False), ("bai-cua-co", True)]


def test_only_the_courses_asked_for_are_loaded(db, seed):
    seed("--only", LEARNT)
    assert set(CoursePage.objects.values_list("code", flat=True)) == {LEARNT}


def test_a_fault_is_named_with_file_and_line_and_nothing_is_written(db, seed, content, capsys):
    path = content / f"courses/{ANNOUNCED}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("level:"))
    path.write_text("\n".join(lines).replace("level: basic", "level: easy"), encoding="utf-8")
    with pytest.raises(CommandError, match="1 chỗ cần sửa"):
        seed()
    assert f"{ANNOUNCED}.yaml:{line}: format:" in capsys.readouterr().err
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("units/bac_giang.csv", "2025-01,07201", "2025-01,99999", "bac_giang.csv:12: format:"),
        ("pages.yaml", "kind: notice", "sort: notice", "pages.yaml:"),
        ("site.yaml", "site:\n", "site: [\n", "site.yaml:"),
    ],
)
def test_faults_of_the_other_files_are_named_too(seed, content, capsys, name, old, new, place):
    path = content / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError):
        seed("--check")
    assert place in capsys.readouterr().err
