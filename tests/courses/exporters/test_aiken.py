import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exporters.aiken import write
from courses.importers.aiken import read
from courses.importers.wording import paragraphs
from courses.items import ITEM_TYPES
from tests.factories.text_items import single_choice, whole, without_ids

pytestmark = pytest.mark.usefixtures("english")

PLAIN = st.text("aăđếA.):<>&;{} 12ANSWER\n", min_size=1, max_size=30).map(
    lambda text: paragraphs(" ".join(text.split()))
)
OPTIONS = [{"id": "a", "text": "Hà Nội", "correct": True}, {"id": "b", "text": "Huế & Vinh", "correct": False}]


def single(**own):
    base = {
        "id": "i",
        "type": "single_choice",
        "prompt": "<p>Thủ đô?</p>",
        "points": "1",
        "hint": "",
        "explanation": "",
    }
    return base | {"options": OPTIONS} | own


def said(written):
    return [(message.level, message.place, message.text) for message in written.messages]


def test_a_file_is_what_moodle_reads():
    written = write([single(), single(prompt="<p>Hỏi?</p>", options=OPTIONS[::-1])], {})

    assert said(written) == []
    assert written.data.decode() == (
        "Thủ đô?\nA. Hà Nội\nB. Huế & Vinh\nANSWER: A\n\nHỏi?\nA. Huế & Vinh\nB. Hà Nội\nANSWER: B\n"
    )


@given(st.lists(whole(single_choice(), prompt=PLAIN), min_size=1, max_size=4) | st.lists(whole(single_choice())))
def test_every_question_is_read_back_or_named(items):
    items = [
        item | {"options": [{k: o[k] for k in ("id", "text", "correct")} for o in item["options"]]} for item in items
    ]
    written = write(items, {})
    left_out = {message.place for message in written.messages if message.level == "error"}
    kept = [item for number, item in enumerate(items, start=1) if f"Question {number}" not in left_out]
    changed = {message.place for message in written.messages if message.level == "warning"}
    found = read(written.data).items if kept else []

    assert len(found) == len(kept)
    for number, item in enumerate(items, start=1):
        if f"Question {number}" not in left_out:
            back = found.pop(0).item
            same = without_ids(back)["options"] == without_ids(item)["options"]
            assert same
            assert (back["prompt"] == item["prompt"]) == (f"Question {number}" not in changed)


def test_what_aiken_has_no_place_for_is_named():
    items = [
        single(hint="Nghĩ đi", explanation="Vì thế", tags=["x"], points="2", picture={"image": 1, "alt": "Ảnh"}),
        single(prompt="<p>Thủ <b>đô</b></p><p>nào?</p>"),
        single(type="multiple_response"),
        single(prompt="<p>A. Hỏi?</p>"),
        single(options=[*OPTIONS, {"id": "c", "text": "<b>x</b>", "correct": False}]),
    ]
    written = write(items, {})

    assert len(read(written.data).items) == 2
    sentence = "In this file format a text of this question would be read otherwise, so it was left out."
    assert said(written) == [
        ("warning", "Question 1",
         "This file format has no place for: the picture, the hint, the explanation, tags, the points."),
        ("warning", "Question 2",
         "This file format holds a question as one line of plain text: its formatting was left out."),
        ("error", "Question 3",
         f"This file format has no questions of the type “{ITEM_TYPES['multiple_response'].label}”, so the question "
         "was left out."),
        ("error", "Question 4", sentence),
        ("error", "Question 5", sentence),
    ]  # fmt: skip


def test_nothing_makes_an_empty_file():
    assert write([], {}).data == b""
