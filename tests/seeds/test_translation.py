"""A course in a second language: words laid over the Vietnamese file, from the file to the pages."""

import unicodedata
from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from courses.models import CoursePage, ItemBank, LessonPage, QuizPage, QuizVersion
from learners.models import User
from seeds.export.words import words_over
from seeds.loaders.identity import key_of
from seeds.schema import read_translations
from tests.factories.officer import sign_in_staff
from tests.seeds.conftest import write_course
from tests.seeds.good_course import GOOD, good_course

# What a test adds is taken back from the site that all tests of this file share.
ON_THE_SITE = pytest.mark.usefixtures("begun_site", "db")


@pytest.fixture
def words(content):
    """Writes the English words of the good course, changed as a test wants."""
    write_course(content, GOOD, **good_course())
    original = yaml.safe_load((content / "courses" / f"{GOOD}.yaml").read_text())
    folder = content / "translations/en/courses"
    folder.mkdir(parents=True)

    def write(change=lambda each: None):
        told = in_english({key: original[key] for key in ("modules", "quiz", "sources")}) | {"code": GOOD}
        change(told)
        path = folder / f"{GOOD}.yaml"
        path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False))
        return path

    return write


def in_english(value, name=""):
    """What a translator would write: every Vietnamese text anew, keys of parts, nothing else."""
    if isinstance(value, dict):
        if set(value) == {"vi", "en"}:
            return None
        told = {key: in_english(each, key) for key, each in value.items()}
        return {key: each for key, each in told.items() if each is not None} or None
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return [in_english(each) or {} for each in value]
        told = [in_english(each) or each for each in value]
        return told if told != value else None
    if name == "key":
        return value
    return f"English {bare(value)}" if isinstance(value, str) and bare(value) != value else None


def bare(text):
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def faults(content):
    return [(fault.line, fault.message) for fault in read_translations(content, "en").faults]


def lesson(language):
    return LessonPage.objects.get(translation_key=key_of(GOOD, "lesson", "bai-mot"), locale__language_code=language)


def test_words_take_the_place_of_the_originals_and_all_else_is_inherited(words, content):
    words()
    found = read_translations(content, "en")
    assert found.faults == []
    first = found.courses[GOOD].lessons[0]
    assert (first.key, first.minutes, first.title) == ("bai-mot", 10, "English Bai bai-mot")


def test_a_text_that_was_forgotten_is_named_with_the_line_it_belongs_to(words, content):
    def forget(told):
        del told["modules"][0]["lessons"][0]["title"]

    lines = words(forget).read_text().splitlines()
    [(line, message)] = faults(content)
    assert message.startswith("Chưa dịch “title”: ")
    assert lines[line - 1].strip() == "- key: bai-mot"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: told["quiz"].update(subtitle="More"), "Bản gốc không có mục “subtitle” ở đây."),
        (lambda told: told["quiz"]["bank"].pop(), "“bank” ở bản gốc có 18 mục, ở đây có 17."),
        (lambda told: told["quiz"]["bank"][0].update(key="other"), "Ở bản gốc, “key” ở chỗ này là k0."),
        (lambda told: told.update(quiz="A quiz"), "“quiz” ở bản gốc có dạng khác."),
        (lambda told: told["quiz"].update(title="x" * 121), "“title” dài 121 chữ, nhiều nhất 120."),
    ],
)
def test_what_does_not_fit_the_original_is_refused_in_words(words, content, change, said):
    words(change)
    assert [message for _line, message in faults(content)] == [said]


def test_a_translation_without_its_course_is_refused(words, content):
    words()
    (content / "courses" / f"{GOOD}.yaml").unlink()
    assert faults(content) == [(1, f"Không đọc được tệp gốc {GOOD}.yaml.")]


@ON_THE_SITE
def test_a_translated_course_is_published_with_its_own_lessons_questions_and_bank(words, seed):
    words()
    seed("--only", GOOD)
    assert (lesson("en").live, lesson("en").alias_of, lesson("en").title) == (True, None, "English Bai bai-mot")
    quiz = QuizPage.objects.get(translation_key=key_of(GOOD, "quiz"), locale__language_code="en")
    versions = {row.language: row.content for row in QuizVersion.objects.filter(quiz_key=quiz.translation_key)}
    assert sorted(versions) == ["en", "vi"]
    asked = {language: [item["id"] for item in content["items"]] for language, content in versions.items()}
    assert asked["en"] == asked["vi"]
    assert versions["en"]["items"][0]["prompt"].startswith("<p>English")
    assert sorted(bank.title for bank in ItemBank.objects.filter(title__startswith=GOOD)) == [
        f"{GOOD} · Khóa thử {GOOD}",
        f"{GOOD} · Trial course {GOOD}",
    ]
    assert "Không có gì thay đổi." in seed("--only", GOOD)


@ON_THE_SITE
def test_a_page_that_only_showed_the_vietnamese_one_becomes_its_translation_and_keeps_its_place(words, seed):
    seed("--only", GOOD)
    shown = lesson("en")
    assert shown.alias_of == lesson("vi").page_ptr
    words()
    seed("--only", GOOD)
    written = lesson("en")
    assert (written.pk, written.alias_of, written.title) == (shown.pk, None, "English Bai bai-mot")
    assert "Không có gì thay đổi." in seed("--only", GOOD)


@ON_THE_SITE
def test_english_words_come_out_of_the_cms_as_they_went_in_and_with_what_a_trainer_changed(words, content, seed):
    path = words()
    before = read_translations(content, "en").courses[GOOD]
    seed("--only", GOOD)
    path.write_text(exported(content))
    assert read_translations(content, "en").courses[GOOD] == before
    assert "Không có gì thay đổi." in seed("--only", GOOD)
    page = lesson("en")
    page.body[0].value["title"] = "A better title"
    page.save_revision(user=User.objects.create(email="ngoc@example.vn"))
    path.write_text(exported(content))
    assert read_translations(content, "en").courses[GOOD].lessons[0].steps[0].title == "A better title"


def exported(content):
    out = StringIO()
    call_command("export_course", GOOD, english=True, content=content, stdout=out)
    return out.getvalue()


@ON_THE_SITE
def test_the_file_of_an_english_course_is_downloaded_from_its_page(words, seed, client, admin_user):
    words()
    seed("--only", GOOD)
    pk = CoursePage.objects.get(code=GOOD, locale__language_code="en").pk
    reply = sign_in_staff(client, admin_user).get(f"/admin/tep-khoa-hoc/{pk}/")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{GOOD}.en.yaml"'
    assert "title: English Bai bai-mot" in reply.content.decode()


def test_a_list_that_grew_in_translation_is_told_because_the_file_has_no_place_for_it():
    original = {"rows": [{"text": "Một"}], "title": "Đề"}
    assert words_over({"rows": [{"text": "One"}, {"text": "Two"}], "title": "Title"}, original) == (
        {"title": "Title"},
        ["“rows” có 2 mục ở bản dịch và 1 ở bản gốc: tệp dịch chỉ ghi được khi bằng nhau."],
    )
