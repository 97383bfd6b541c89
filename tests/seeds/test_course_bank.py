"""A final quiz that draws from a bank of the course's own, from the file to the try."""

import pytest

from courses.models import ItemBank, LessonPage, ModulePage, QuizPage, QuizVersion
from courses.services.draw_items import draw_items
from seeds.loaders.identity import block_id, key_of
from tests.seeds.conftest import write_course
from tests.seeds.good_course import GOOD, good_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("begun_site")]


@pytest.fixture
def course(content):
    """The good course in the content folder; tests may write it again."""

    def write(change=lambda each: None):
        good = good_course()
        change(good)
        write_course(content, GOOD, **good)

    write()
    return write


def content_of_quiz():
    return QuizVersion.objects.get(quiz_key=key_of(GOOD, "quiz"), language="vi").content


def test_the_bank_is_published_under_the_courses_name(course, seed):
    seed("--only", GOOD)
    bank = ItemBank.objects.get(key=key_of(GOOD, "bank"))
    assert (bank.live, bank.title, len(bank.items)) == (True, f"{GOOD} · Khóa thử {GOOD}", 18)
    assert bank.items[0].id == block_id(GOOD, "k0")


def test_every_try_asks_as_many_questions_of_each_outcome(course, seed):
    seed("--only", GOOD)
    frozen = content_of_quiz()
    outcome_of = {item["id"]: item["outcome"] for item in frozen["items"]}
    for number in range(20):
        drawn = draw_items(frozen, number)
        assert (len(drawn), sum(outcome_of[each] == 1 for each in drawn)) == (12, 6)
    assert len({tuple(sorted(draw_items(frozen, number))) for number in range(20)}) > 10


def test_loading_again_changes_nothing(course, seed):
    seed("--only", GOOD)
    assert "Không có gì thay đổi." in seed("--only", GOOD)


def test_bank_and_draws_may_change_together(course, seed):
    seed("--only", GOOD)

    def change(good):
        good["quiz"]["draw"] = 14
        good["quiz"]["bank"][0]["outcome"] = 2

    course(change)
    assert "Bài kiểm tra: 1 cập nhật" in seed("--only", GOOD)
    newest = QuizVersion.objects.filter(quiz_key=key_of(GOOD, "quiz"), language="vi").order_by("-number")[0].content
    assert [(draw["count"], len(draw["items"])) for draw in newest["draws"]] == [(7, 8), (7, 10)]


def test_minutes_papers_and_dates_reach_the_pages(course, seed):
    seed("--only", GOOD)
    module = ModulePage.objects.get(translation_key=key_of(GOOD, "module", 1), locale__language_code="vi")
    assert (module.minutes_reading, module.minutes_doing, module.minutes_practising, module.minutes) == (4, 12, 14, 30)
    assert list(module.task_sheet[0].value["steps"]) == ["Mở cài đặt.", "Chọn khóa màn hình.", "Đặt sáu số."]
    assert [row["minutes"] for row in module.session_plan[0].value["rows"]] == [60]
    lesson = LessonPage.objects.get(translation_key=key_of(GOOD, "lesson", "bai-mot"), alias_of=None)
    assert (lesson.updated_on.isoformat(), lesson.review_on.isoformat()) == ("2026-11-01", "2027-05-01")
    assert [block.value["kind"] for block in lesson.body if block.block_type == "callout"] == ["do"]


def test_a_lesson_named_by_its_key_is_shown_by_its_title(course, seed):
    course(lambda good: good["modules"][0]["lessons"][1]["steps"][0].update(text="Xem lại {lesson: bai-mot} nhé."))
    seed("--only", GOOD)
    lesson = LessonPage.objects.get(translation_key=key_of(GOOD, "lesson", "bai-hai"), alias_of=None)
    assert lesson.body[0].value["text"].source == "<p>Xem lại “Bài bai-mot” nhé.</p>"


def test_a_quiz_that_is_moved_to_a_bank_keeps_its_page_and_its_questions_ids(course, content, seed):
    write_course(content, GOOD, **(good_course() | {"quiz": today()}))
    seed("--only", GOOD)
    before = {child.id for child in QuizPage.objects.get(translation_key=key_of(GOOD, "quiz"), alias_of=None).items}
    course()
    seed("--only", GOOD)
    quiz = QuizPage.objects.get(translation_key=key_of(GOOD, "quiz"), alias_of=None)
    assert [child.block_type for child in quiz.items] == ["draw", "draw"]
    assert block_id(GOOD, "k0") in before & {item["id"] for item in newest_items()}


def newest_items():
    return (
        QuizVersion.objects.filter(quiz_key=key_of(GOOD, "quiz"), language="vi").order_by("-number")[0].content["items"]
    )


def today():
    """The quiz as courses had it before: ten questions of the five first types."""
    options = [{"key": name, "text": f"Phương án {name}", "correct": name in "ab"} for name in "abcd"]
    words = {"prompt": "Câu hỏi?", "hint": "Nghĩ kỹ nhé.", "explanation": "Vì vậy."}
    others = [
        {"key": "m1", "type": "multiple_response", "options": options} | words,
        {"key": "s1", "type": "short_answer", "accepted": ["công an xã"], "matching": "lenient"} | words,
    ]
    items = [
        {key: value for key, value in item.items() if key != "outcome"} for item in good_course()["quiz"]["bank"][:8]
    ]
    return {"title": "Bài kiểm tra cuối khóa", "attempts": 5, "items": items + others}
