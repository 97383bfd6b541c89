"""The rules of good courses held against files: one change in a good course, one finding."""

import pytest
from django.core.management import CommandError, call_command

from seeds.linter import lint
from seeds.linter.drafts import draft_faults
from seeds.schema import FaultyFile, read_course
from tests.seeds.conftest import LEARNT, write_course
from tests.seeds.good_course import GOOD, good_course, lesson


def found(content, change=lambda each: None, code=GOOD):
    """The rule and line of each finding about the good course after one change."""
    good = good_course(code)
    change(good)
    write_course(content, code, **good)
    return lint([read_course(content / "courses" / f"{code}.yaml")])


def lesson_of(course, number=0):
    return course["modules"][0]["lessons"][number]


def named(course):
    lesson_of(course)["steps"][1]["callout"].update(text="Mở Zalo ra.")


def truths_for_numbers(course):
    truths = [item for item in course["quiz"]["bank"] if item["type"] == "true_false"]
    for item in course["quiz"]["bank"]:
        if item["type"] == "numeric":
            item.update(truths[0] | {key: item[key] for key in ("key", "outcome", "prompt", "explanation")})
            del item["tolerance"]


def test_the_good_course_is_good(content):
    assert found(content) == []


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        (
            "lessons",
            lambda c: [c["modules"][0]["lessons"].pop(), c["modules"][0]["minutes"].update(reading=2, doing=14)],
        ),
        ("words", lambda c: [step.update(text="Ngắn.") for step in lesson_of(c)["steps"][:2]]),
        ("minutes", lambda c: lesson_of(c).update(minutes=20)),
        ("sentences", lambda c: lesson_of(c)["steps"][3].update(text=" rồi".join(["Bác mở máy xanh"] * 30))),
        ("do", lambda c: lesson_of(c)["steps"][1]["callout"].update(kind="tip")),
        ("feedback", lambda c: lesson_of(c)["practice"]["options"][0].pop("feedback")),
        ("review", lambda c: [lesson_of(c).pop(key) for key in ("updated", "review")] and named(c)),
        ("review", lambda c: lesson_of(c).pop("review")),
        ("review", lambda c: lesson_of(c).update(review="2026-11")),
        ("minutes", lambda c: c["modules"][0]["minutes"].update(reading=8, doing=8)),
        ("minutes", lambda c: c["modules"][0].pop("minutes")),
        ("hours", lambda c: c["hours"].update(self_paced=1)),
        ("task-sheet", lambda c: [c["modules"][0].pop(key) for key in ("task_sheet", "session_plan")]),
        ("session-plan", lambda c: c["modules"][0].pop("session_plan")),
        ("session-plan", lambda c: c["modules"][0]["session_plan"]["rows"][0].update(minutes=90)),
        ("bank", lambda c: c["quiz"]["bank"].pop()),
        ("bank", lambda c: c["quiz"].update(draw=11)),
        ("outcomes", lambda c: c["quiz"]["bank"][0].pop("outcome")),
        ("outcomes", lambda c: c["quiz"]["bank"][0].update(outcome=3)),
        ("outcomes", lambda c: [item.update(outcome=1) for item in c["quiz"]["bank"][:14]]),
        ("kinds", truths_for_numbers),
        ("catch-all", lambda c: c["quiz"]["bank"][0]["options"][2].update(text="Tất cả các ý trên")),
        ("tone-marks", lambda c: c["quiz"]["bank"][0].update(explanation="Văn hoá.")),
        ("filler", lambda c: lesson_of(c)["steps"][0].update(title="Hãy cùng tìm hiểu")),
        ("foreign-word", lambda c: lesson_of(c)["steps"][1]["callout"].update(text="Bấm vào link.")),
        ("abbreviation", lambda c: lesson_of(c)["steps"][1]["callout"].update(text="Giữ kín mã OTP.")),
        ("reference", lambda c: lesson_of(c)["steps"][1]["callout"].update(text="Xem lại {lesson: bai-ba}.")),
        ("reference", lambda c: lesson_of(c)["steps"][1]["callout"].update(text="Học thêm khóa CD-99.")),
        ("reference", lambda c: c.update(reuses=["CD-99"])),
    ],
)
def test_one_fault_is_found_and_named(content, rule, change):
    assert {fault.rule for fault in found(content, change)} == {rule}


def test_right_options_that_can_be_told_without_reading_are_told(content):
    def change(course):
        for item in course["quiz"]["bank"]:
            for option in item.get("options", []):
                option["correct"] = option["key"] == "b"

    assert [fault.rule for fault in found(content, change)] == ["telling", "telling"]


def test_a_finding_names_the_line_of_the_words(content):
    faults = found(content, lambda c: lesson_of(c, 1)["steps"][1]["callout"].update(text="Giữ gìn văn hoá."))
    lines = (content / "courses" / f"{GOOD}.yaml").read_text(encoding="utf-8").splitlines()
    assert [lines[fault.line - 1].strip() for fault in faults] == ["text: Giữ gìn văn hoá."]


def test_officers_may_be_told_in_longer_sentences_and_in_one_lesson_a_module(content):
    def change(course):
        course["modules"][0]["lessons"] = [lesson("VH-91", "bai-mot")]
        course["modules"][0]["minutes"].update(reading=2, doing=14)
        lesson_of(course)["steps"][3]["text"] = "Cán bộ gửi link cho từng phòng " * 2 + "rồi gọi lại."

    assert found(content, change, "VH-91") == []


def test_a_lesson_of_another_course_is_not_copied(content):
    copied = good_course("CD-94")
    copied["modules"][0]["lessons"][0]["steps"] = lesson(GOOD, "bai-mot")["steps"]
    write_course(content, GOOD, **good_course())
    write_course(content, "CD-94", **copied)
    courses = [read_course(content / "courses" / f"{code}.yaml") for code in (GOOD, "CD-94")]
    assert [(fault.file.stem, fault.rule) for fault in lint(courses)] == [(GOOD, "near-copy"), ("CD-94", "near-copy")]
    write_course(content, "CD-94", **(copied | {"reuses": [GOOD]}))
    assert lint([courses[0], read_course(content / "courses" / "CD-94.yaml")]) == []


def test_both_forms_of_the_quiz_at_once_are_refused(content):
    good = good_course()
    good["quiz"]["items"] = good["quiz"]["bank"]
    write_course(content, GOOD, **good)
    with pytest.raises(FaultyFile, match="Chỉ ghi một trong hai: “items” hoặc “bank”"):
        read_course(content / "courses" / f"{GOOD}.yaml")


@pytest.mark.django_db
def test_checking_tells_findings_and_loading_is_not_stopped_by_them(content, seed, capsys):
    good = good_course()
    lesson_of(good)["steps"][1]["callout"]["kind"] = "tip"
    write_course(content, GOOD, **good)
    with pytest.raises(CommandError):
        seed("--check")
    assert f"{GOOD}.yaml:" in capsys.readouterr().err
    assert "Khóa học: " in seed("--only", GOOD)


def test_drafts_in_a_folder_of_their_own_are_checked_beside_the_catalogue(tmp_path, content, seed, capsys):
    (tmp_path / "drafts").mkdir()
    good = good_course("CD-02") | {"reuses": [LEARNT]}
    write_course(content, "CD-02", **good)
    draft = tmp_path / "drafts" / "CD-02.yaml"
    text = (content / "courses" / "CD-02.yaml").read_text(encoding="utf-8")
    draft.write_text(text.replace("picture: thu/o-khoa", "scene: {place: market, people: [trader], things: [shield]}"))
    content_before = sorted(content.rglob("*"))
    assert draft_faults(draft.parent, content) == (1, [])
    assert sorted(content.rglob("*")) == content_before
    draft.write_text(draft.read_text().replace("place: market", "place: moon"))
    with pytest.raises(CommandError):
        call_command("seed", "--check", content=draft.parent)
    assert ": format: Nơi “moon” không có trong bộ hình. " in capsys.readouterr().err
