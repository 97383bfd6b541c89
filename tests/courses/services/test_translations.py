"""A page is translated in drafts: sentences go out and come back as PO, recordings and keys stay as they are."""

import polib
import pytest
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from courses.models import CourseMedia, CoursePage, LessonPage, ModulePage, QuizPage, QuizVersion
from courses.services.publish_course import publish_course
from courses.services.translations import (
    NotTaken,
    begin_translation,
    progress_of,
    take_over_changes,
    take_po,
    translation_of,
    written_po,
)
from tests.factories.course import block, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def tay():
    return Locale.objects.create(language_code="tyz")


@pytest.fixture
def begun(tay):
    return begin_translation(page=make_course("DT-02", lessons=1), locale=tay, below=True)


def below(course, kind):
    return kind.objects.descendant_of(course).get()


def draft(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def filled(translation, **words):
    """The PO file of a translation with these msgids translated."""
    file = polib.pofile(written_po(translation))
    for entry in file:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return str(file).encode()


def everything_said(page):
    return [entry.msgid for entry in polib.pofile(written_po(translation_of(page)))]


def test_a_translation_begins_as_drafts_that_say_what_the_original_says(begun):
    pages = Page.objects.descendant_of(begun, inclusive=True)
    assert pages.count() == 4
    assert not pages.live().exists()
    assert below(begun, LessonPage).title == "Bài 1.1"


def test_begun_twice_changes_nothing(begun, tay):
    again = begin_translation(page=CoursePage.objects.get(live=True), locale=tay, below=True)
    assert (again.pk, Page.objects.filter(locale=tay, depth__gt=3).count()) == (begun.pk, 4)


def test_a_mirror_becomes_a_page_of_its_own_that_still_says_the_same(tay):
    course = make_course("DT-02", lessons=1)
    course.copy_for_translation(tay, copy_parents=True, alias=True)
    face = begin_translation(page=course, locale=tay)
    face.refresh_from_db()
    assert (face.alias_of_id, face.live, face.title) == (None, True, course.title)


def test_a_po_file_of_a_lesson_comes_back_as_a_draft_and_nothing_goes_live(begun):
    publish_course(course=begun)
    lesson = below(begun, LessonPage)
    take_po(translation=translation_of(lesson), data=filled(translation_of(lesson), **{"Không đưa mã OTP.": "Lời Tày"}))
    assert draft(lesson).body[0].value["text"].source == "<p>Lời Tày</p>"
    assert draft(lesson).body[1].value["text"].source == "<p>Gọi 113.</p>"
    lesson = LessonPage.objects.get(pk=lesson.pk)
    assert (lesson.body[0].value["text"].source, lesson.has_unpublished_changes) == ("<p>Không đưa mã OTP.</p>", True)


def test_a_recording_and_words_written_in_the_editor_outlive_a_po_file(begun):
    lesson = below(begun, LessonPage)
    sound = CourseMedia.objects.create(title="Nghe", type="audio", duration=9, file=ContentFile(b"ID3", "bai.mp3"))
    body = lesson.body.get_prep_value()
    body[0]["value"] |= {"audio": sound.pk, "title": "Tên Tày"}
    body[1]["value"]["text"] = "<p>Đoạn một.</p><p>Đoạn hai thêm vào.</p>"
    lesson.body, lesson.minutes = body, 9
    lesson.save_revision()
    take_po(translation=translation_of(lesson), data=filled(translation_of(lesson), **{"Không đưa mã OTP.": "Lời Tày"}))
    first, second = draft(lesson).body[0].value, draft(lesson).body[1].value
    assert (first["audio"], first["title"], first["text"].source) == (sound, "Tên Tày", "<p>Lời Tày</p>")
    assert second["text"].source == "<p>Đoạn một.</p><p>Đoạn hai thêm vào.</p>"
    assert draft(lesson).minutes == 9


def test_what_is_written_in_the_editor_stands_in_the_file_and_counts_as_done(begun):
    lesson = below(begun, LessonPage)
    before = progress_of(translation_of(lesson))
    body = lesson.body.get_prep_value()
    body[0]["value"]["title"] = "Tên Tày"
    lesson.body = body
    lesson.save_revision()
    file = polib.pofile(written_po(translation_of(lesson)))
    assert file.find("Bước một").msgstr == "Tên Tày"
    assert progress_of(translation_of(lesson)).done == before.done + 1 == 1
    body[0]["value"]["title"] = "Bước một"
    lesson.body = body
    lesson.save_revision()
    assert progress_of(translation_of(lesson)).done == 0


def test_keys_and_ids_of_items_are_the_originals_in_every_language(begun):
    quiz = below(begun, QuizPage)
    said = everything_said(quiz)
    assert "Không đưa mã" in said
    assert "Bắc Giang" in said
    assert not {"113", "0", "true"} & set(said)
    words = {"Không đưa mã": "Phương án Tày", "Ai hỏi mã OTP?": "Câu hỏi Tày"}
    take_po(translation=translation_of(quiz), data=filled(translation_of(quiz), **words))
    publish_course(course=begun)
    by_language = {version.language: version.items for version in QuizVersion.objects.all()}
    assert by_language["tyz"].keys() == by_language["vi"].keys()
    theirs, ours = next(iter(by_language["tyz"].values())), next(iter(by_language["vi"].values()))
    keys = [(option["id"], option["correct"]) for option in ours["options"]]
    assert [(option["id"], option["correct"]) for option in theirs["options"]] == keys
    assert (theirs["prompt"], theirs["options"][1]["text"]) == ("<p>Câu hỏi Tày</p>", "Phương án Tày")


def test_neither_addresses_nor_codes_are_translated(begun):
    assert not {"dt-02", "DT-02"} & set(everything_said(begun))
    assert "bai-1-1" not in everything_said(below(begun, LessonPage))


def test_cells_of_a_table_are_translated(tay):
    course = make_course("DT-02", lessons=1)
    lesson = LessonPage.objects.get()
    table = {
        "columns": [{"type": "text", "heading": "Việc"}, {"type": "text", "heading": "Gọi"}],
        "rows": [{"values": ["Cháy", "114"]}, {"values": ["Cấp cứu", "115"]}],
        "caption": "Số cần nhớ",
    }
    lesson.body = [*lesson.body.get_prep_value(), block("table", table)]
    lesson.save_revision().publish()
    copy = below(begin_translation(page=course, locale=tay, below=True), LessonPage)
    words = {"Cấp cứu": "Ô Tày", "Việc": "Đầu Tày", "Số cần nhớ": "Tên bảng"}
    take_po(translation=translation_of(copy), data=filled(translation_of(copy), **words))
    made = draft(copy).body[-1].value
    assert [column["heading"] for column in made.columns] == ["Đầu Tày", "Gọi"]
    assert [row["values"] for row in made.row_data] == [["Cháy", "114"], ["Ô Tày", "115"]]
    assert made.caption == "Tên bảng"


def test_a_changed_original_is_noticed_and_taken_over_in_every_language_at_once(begun):
    nung = Locale.objects.create(language_code="nut")
    original = LessonPage.objects.get(live=True)
    other = begin_translation(page=CoursePage.objects.get(live=True), locale=nung, below=True)
    pages = {"tyz": below(begun, LessonPage), "nut": below(other, LessonPage)}
    for code, page in pages.items():
        words = {"Bước một": f"Một {code}", "Không đưa mã OTP.": f"Lời {code}"}
        take_po(translation=translation_of(page), data=filled(translation_of(page), **words))
    assert not progress_of(translation_of(pages["tyz"])).behind
    body = original.body.get_prep_value()
    body[0]["value"]["text"] = "<p>Không đưa mã OTP cho ai.</p>"
    added = block("step", {"title": "Bước mới", "text": "<p>Thêm.</p>", "picture": None, "audio": None})
    original.body, original.minutes = [*body[:2], added, *body[2:]], 11
    original.save_revision().publish()
    assert progress_of(translation_of(pages["tyz"])).behind
    take_over_changes(source=translation_of(pages["tyz"]).source)
    for code, page in pages.items():
        steps = [child.value for child in draft(page).body if child.block_type == "step"]
        assert [step["title"] for step in steps] == [f"Một {code}", "Bước hai", "Bước mới"]
        assert steps[0]["text"].source == "<p>Không đưa mã OTP cho ai.</p>"
        assert draft(page).minutes == 11
        assert not progress_of(translation_of(page)).behind


def test_a_key_mended_in_the_original_reaches_the_translation(begun):
    quiz = QuizPage.objects.get(live=True)
    items = quiz.items.get_prep_value()
    items[0]["value"]["options"][0]["value"]["correct"] = True
    items[0]["value"]["options"][1]["value"]["correct"] = False
    quiz.items, quiz.pass_mark = items, "0.80"
    quiz.save_revision().publish()
    copy = below(begun, QuizPage)
    take_over_changes(source=translation_of(copy).source)
    assert [option["correct"] for option in draft(copy).items[0].value["options"]] == [True, False, False]
    assert str(draft(copy).pass_mark) == "0.80"


def test_a_file_of_another_page_or_no_po_file_is_refused_and_changes_nothing(begun, english):
    lesson, module = below(begun, LessonPage), below(begun, ModulePage)
    before = draft(lesson).latest_revision_id
    for data, words in (
        (filled(translation_of(module)), "another page"),
        (b"\xff\xfe\x00", "no PO file"),
        (b"Khong phai PO", "no PO file"),
        (b'msgid ""\nmsgstr ""\n', "another page"),
    ):
        with pytest.raises(NotTaken, match=words):
            take_po(translation=translation_of(lesson), data=data)
    assert draft(lesson).latest_revision_id == before


def test_words_that_do_not_fit_into_a_field_are_refused_whole(begun):
    lesson = below(begun, LessonPage)
    data = filled(translation_of(lesson), **{"Bài 1.1": "A" * 300})
    with pytest.raises(NotTaken, match="255"):
        take_po(translation=translation_of(lesson), data=data)
    assert draft(lesson).title == "Bài 1.1"


def test_a_sentence_that_left_the_original_is_counted_as_left_out(begun):
    lesson = below(begun, LessonPage)
    file = polib.pofile(written_po(translation_of(lesson)))
    file.append(polib.POEntry(msgid="Không còn nữa", msgctxt="body.x.text", msgstr="Gì đó"))
    assert take_po(translation=translation_of(lesson), data=str(file).encode()) == 1


def test_an_original_and_a_mirror_are_no_translations(begun, tay):
    assert translation_of(CoursePage.objects.get(live=True)) is None
    mirror = make_course("DT-03", lessons=0).copy_for_translation(tay, alias=True)
    assert translation_of(mirror) is None


def test_a_page_copied_before_is_known_as_soon_as_it_is_asked_for(tay):
    copy = make_course("DT-02", lessons=1).copy_for_translation(tay, copy_parents=True)
    assert translation_of(copy).target_locale == tay
