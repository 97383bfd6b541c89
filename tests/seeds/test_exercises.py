"""Exercises, banks and items of every type, as the loaders bring them in."""

import json

import pytest

from courses.items import ITEM_TYPES
from courses.models import ItemBank, LessonPage, QuizPage, QuizVersion
from courses.rules.quiz_content import freeze_items
from courses.services.outline import course_outline
from learners.models import User
from learners.services.enrolments import completion_rule
from seeds.loaders.identity import block_id, key_of
from tests.seeds.conftest import LEARNT, choice, lesson, module, quiz, write_course
from tests.seeds.every_kind import every_kind

EXERCISE = {
    "title": "Bài tập thử",
    "attempts_allowed": 2,
    "feedback": "interactive",
    "page_size": 5,
    "closes_at": "2030-12-01T08:00:00+07:00",
    "bands": [{"percent": 60, "text": "Khá."}],
    "sections": [
        {"title": "Phần một", "text": "Đọc kỹ.", "items": every_kind()},
        {"title": "Phần hai", "items": [{"draw": "kho", "count": 2, "difficulty": "easy"}]},
    ],
}
SOURCES = [{"text": "Viết để thử", "date": "2025-07-01"}]


@pytest.fixture
def exercise(begun_site, db, content, seed) -> QuizPage:
    """A course with an exercise that uses everything, loaded."""
    items = [choice(f"kho-{n}") | {"difficulty": "easy" if n < 3 else "hard", "tags": ["thử"]} for n in range(5)]
    write_bank(content, items)
    write_learnt(content, EXERCISE)
    seed()
    return QuizPage.objects.get(translation_key=key_of(LEARNT, "exercise"), locale__language_code="vi")


def write_bank(content, items):
    (content / "banks").mkdir(exist_ok=True)
    bank = {"key": "kho", "title": "Kho thử", "items": items}
    (content / "banks/kho.yaml").write_text(json.dumps(bank, ensure_ascii=False), encoding="utf-8")


def write_learnt(content, exercise):
    write_course(content, LEARNT, modules=[module()], quiz=quiz(), exercise=exercise, sources=SOURCES)


def versions():
    return QuizVersion.objects.count()


def test_an_exercise_stands_before_the_final_quiz_and_is_not_needed(exercise):
    outline = course_outline(exercise.get_parent().specific)
    assert [(each.slug, each.purpose, each.required) for each in outline.quizzes] == [
        ("bai-tap", "graded", False), ("bai-kiem-tra", "certifying", True),
    ]  # fmt: skip
    assert list(completion_rule(outline.course)["quizzes"]) == [str(key_of(LEARNT, "quiz"))]


def test_the_settings_of_the_file_are_frozen_and_no_others(exercise):
    content = QuizVersion.objects.current(exercise.translation_key, "vi").content
    assert content["attempts_allowed"] == 2
    assert (content["feedback"], content["page_size"], content["pass_mark"]) == ("interactive", 5, "0.70")
    assert content["bands"] == [{"share": "0.6", "text": "Khá."}]
    assert content["closes_at"].startswith("2030-12-01T")
    assert not {"minutes", "grading", "navigation", "honesty", "entry_code"} & set(content)
    assert [section["title"] for section in content["sections"]] == ["Phần một", "Phần hai"]
    assert [(draw["count"], len(draw["items"])) for draw in content["draws"]] == [(2, 3)]


def test_items_of_every_type_are_frozen_under_ids_of_their_keys(exercise):
    items = {item["type"]: item for item in freeze_items(exercise.items)}
    assert list(items) == list(ITEM_TYPES)
    assert items["single_choice"]["id"] == block_id(LEARNT, "chon")
    assert items["single_choice"]["options"][0]["id"] == block_id(LEARNT, "chon", "a")
    assert items["ordering"]["steps"][2] == {"id": block_id(LEARNT, "xep", "c"), "text": "Bước c"}
    assert items["categorise"]["cards"][1]["category"] == block_id(LEARNT, "nhom", "category", "b")
    assert items["essay"]["rubric"][1]["points"] == "1.5"
    assert items["information"]["prompt"] == "<ol><li>Dòng một</li><li>Dòng hai</li></ol>"
    assert items["file_upload"]["accept"] == ["pdf", "png"]
    assert set(items["hotspot"]["picture"]) == {"image", "alt"}
    for item in items.values():
        block = ITEM_TYPES[item["type"]].block()()
        raw = json.loads(json.dumps(ITEM_TYPES[item["type"]].thaw(item)))
        assert ITEM_TYPES[item["type"]].freeze(block.to_python(raw), item["id"]) == item


def test_seeding_an_exercise_twice_changes_nothing(exercise, seed):
    before = versions()
    assert "Không có gì thay đổi." in seed()
    assert versions() == before
    assert QuizPage.objects.filter(translation_key=exercise.translation_key, locale__language_code="en").exists()


def test_a_corrected_question_of_a_bank_reaches_the_exercise(exercise, content, seed):
    items = [choice(f"kho-{n}") | {"difficulty": "easy"} for n in range(4)]
    write_bank(content, items)
    assert "Ngân hàng câu hỏi: 1 cập nhật" in seed()
    latest = QuizVersion.objects.current(exercise.translation_key, "vi")
    assert [len(draw["items"]) for draw in latest.content["draws"]] == [4]
    assert "Không có gì thay đổi." in seed()


def test_a_bank_that_a_person_edited_stays_as_it_is(exercise, content, seed):
    bank = ItemBank.objects.get()
    bank.title = "Kho của cô Hà"
    user = User.objects.create_user(email="co@truong.example", password=None, is_superuser=True)
    bank.save_revision(user=user).publish()
    write_bank(content, [choice(f"kho-{n}") | {"difficulty": "easy"} for n in range(4)])
    assert "giữ bản đã sửa: Kho của cô Hà" in seed()
    assert ItemBank.objects.get().title == "Kho của cô Hà"


def test_an_exercise_that_left_the_file_is_taken_off(exercise, content, seed):
    write_course(content, LEARNT, modules=[module()], quiz=quiz(), sources=SOURCES)
    assert "không còn trong tệp, đã gỡ: Bài tập thử" in seed()
    exercise.refresh_from_db()
    assert exercise.live is False


def test_what_an_older_program_seeded_keeps_its_versions(begun_site, db, seed):
    """Older programs wrote fewer keys into the editor's form, and other ids where an id means nothing."""
    seed()
    page = QuizPage.objects.get(translation_key=key_of(LEARNT, "quiz"), locale__language_code="vi")
    page.items = json.dumps([older(child) for child in page.items.get_prep_value()])
    page.save_revision().publish()
    reading = LessonPage.objects.get(slug="bai-mot", locale__language_code="vi")
    body = reading.body.get_prep_value()
    body[-1]["value"] = [older(child) for child in body[-1]["value"]]
    reading.body = json.dumps(body)
    reading.save_revision().publish()
    before = list(QuizVersion.objects.values_list("pk", "digest"))
    assert [digest for _pk, digest in before] == [before[0][1]] * len(before)
    assert "Không có gì thay đổi." in seed()
    assert list(QuizVersion.objects.values_list("pk", "digest")) == before


def older(child):
    """A block of the editor as it was written before items had keys that may be left out."""
    own = {"options", "answer", "tolerance", "unit", "matching"}
    value = {key: each for key, each in child["value"].items() if key in own}
    value |= {key: child["value"][key] for key in ("prompt", "hint", "explanation", "points")}
    if "options" in value:
        value["options"] = [
            each | {"value": {key: each["value"][key] for key in ("text", "correct")}} for each in value["options"]
        ]
    if "accepted" in child["value"]:
        texts = [each["value"] for each in child["value"]["accepted"]]
        value["accepted"] = [
            {"type": "item", "value": text, "id": block_id(LEARNT, child["id"], "accepted", number)}
            for number, text in enumerate(texts, start=1)
        ]
    return child | {"value": value}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"purpose": "certifying"}, "“purpose” phải là một trong: practice, graded."),
        ({"purpose": "practice"}, "Bài luyện tập chỉ gồm câu hỏi máy chấm được."),
        ({"closes_at": "2030-12-01"}, "Giờ viết theo dạng 2026-12-01T08:00:00+07:00."),
        ({"required": True}, "Không có mục nào tên “required” trong “exercise”."),
        ({"sections": [{"title": "Một", "items": [{"draw": "kho", "count": 4, "difficulty": "easy"}]}]},
         "Ngân hàng kho chỉ có 3 câu hợp với lượt rút này."),
        ({"sections": [{"title": "Một", "items": [{"draw": "la", "count": 1}]}]},
         "Không có ngân hàng câu hỏi la trong thư mục banks."),
        ({"sections": [{"title": "Một", "items": [choice("chon-1")]}]}, "Hai câu hỏi có cùng “key”: chon-1."),
        ({"sections": [{"title": "Một", "items": [choice("a") | {"competence": "9.9"}]}]},
         "“competence” có mã không nằm trong taxonomy.yaml: 9.9."),
        ({"sections": [{"title": "Một", "items": [choice("a") | {"picture": {"picture": "thu/mat", "alt": "Mắt"}}]}]},
         "Chưa có tệp hình thu/mat.svg."),
    ],
)  # fmt: skip
def test_each_fault_of_an_exercise_is_told(content, seed, capsys, change, message):
    write_bank(content, [choice(f"kho-{n}") | {"difficulty": "easy" if n < 3 else "hard"} for n in range(5)])
    write_learnt(content, EXERCISE | change)
    with pytest.raises(Exception, match="chỗ cần sửa"):
        seed("--check")
    assert message in capsys.readouterr().err


def test_a_question_of_a_lesson_is_one_a_machine_scores_at_once(content, seed, capsys):
    essay = next(item for item in every_kind() if item["type"] == "essay")
    lessons = [lesson("bai-mot") | {"practice": essay}, lesson("bai-hai")]
    write_course(content, LEARNT, modules=[module() | {"lessons": lessons}], quiz=quiz(), sources=SOURCES)
    with pytest.raises(Exception, match="1 chỗ cần sửa"):
        seed("--check")
    assert "Câu hỏi trong bài học phải là loại máy chấm được ngay." in capsys.readouterr().err
