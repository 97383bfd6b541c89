"""A walk through phone screens: the first tap counts, no tap is lost between steps, and a test tells no place early."""

import json
import re
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from courses.templatetags.simulation import walk
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.usefixtures("english")

CANARY = "canary"
KIND = ITEM_TYPES["simulation"]
COMMON = {"id": "i-1", "type": "simulation", "prompt": "<p>Gửi hồ sơ</p>", "points": "1", "hint": "Nhìn kỹ"}


def place(key, x, y, w, h, correct=False, **more):
    sides = dict(zip("xywh", (str(side) for side in (x, y, w, h)), strict=True))
    return {"id": key, "text": f"Nút {key}"} | sides | {"correct": correct} | more


PICTURE = {"image": 7, "alt": "Màn hình có hai nút"}
OPEN = [place("open", 10, 10, 30, 20, True), place("bin", 60, 10, 30, 20, hint="Nút này xóa đơn.")]
SEND = [place("send", 10, 70, 80, 20, True), place("back", 0, 0, 20, 10), place("all", 0, 60, 100, 40)]
SCREENS = [
    {"id": "s1", "task": "Mở đơn", "picture": PICTURE, "hint": "Nút ở bên trái", "places": OPEN},
    {"id": "s2", "task": "Gửi đơn", "picture": PICTURE, "places": SEND},
]
ITEM = COMMON | {"explanation": "Gửi xong có mã hồ sơ.", "mode": "practice", "screens": SCREENS}
RIGHT = {"taps": {"s1": ["open"], "s2": ["send"]}}


def posted(text):
    return KIND.read(ITEM, QueryDict(text), "q")


def raw(**changes):
    image = changes.pop("image", None)
    picture = {"image": image, "alt_text": "Màn hình có hai nút", "decorative": False}
    screens = [
        {
            "type": "item",
            "id": screen["id"],
            "value": {"task": screen["task"], "hint": screen.get("hint", ""), "picture": picture}
            | {"places": [_child(each) for each in screen["places"]]},
        }
        for screen in changes.pop("screens", SCREENS)
    ]
    return {"prompt": "<p>Gửi?</p>", "points": 1, "mode": "guided", "screens": screens} | changes


def _child(each):
    value = {key: each.get(key, "") for key in ("text", "x", "y", "w", "h", "correct", "hint")}
    return {"type": "item", "id": each["id"], "value": value}


def errors_of(value, *, draft=False):
    block = KIND.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(block.to_python(value))
    return refused.value.block_errors


def test_a_chosen_name_joins_the_taps_kept_before():
    assert posted("q-s1=&q-s2=&q-screen=s1&q=bin") == {"taps": {"s1": ["bin"]}}
    assert posted("q-s1=bin&q-s2=&q-screen=s1&q=open") == {"taps": {"s1": ["bin", "open"]}}
    assert posted("q-s1=bin,open&q-s2=&q-screen=s2&q=send") == {"taps": {"s1": ["bin", "open"], "s2": ["send"]}}


def test_a_tap_on_the_picture_is_the_smallest_place_it_meets_or_none():
    size = "q-screen=s2&q-size=200x400"
    assert posted(f"{size}&q.x=100&q.y=300") == {"taps": {"s2": ["send"]}}
    assert posted(f"{size}&q.x=100&q.y=250") == {"taps": {"s2": ["all"]}}
    assert posted(f"{size}&q.x=100&q.y=100") == {"taps": {"s2": ["-"]}}


def test_a_test_keeps_a_name_or_a_point_for_every_screen():
    assert posted("q-s1=open&q-s2-at=50.00;80.00") == {"taps": {"s1": ["open"], "s2": ["send"]}}
    assert posted("q-s1-at=50;50&q-s2-at=") == {"taps": {"s1": ["-"]}}


def test_beginning_anew_gives_no_answer():
    assert posted("q-s1=open&q-s2=send&q-again=1") == {}
    assert posted("q-s1=&q-s2=&q-screen=s1") == {}
    assert KIND.answer_text(ITEM, {}) == "No answer given"


@pytest.mark.parametrize(
    ("taps", "score"),
    [
        ({}, 0),
        ({"s1": ["open"]}, Decimal("0.5")),
        ({"s1": ["open"], "s2": ["send"]}, 1),
        ({"s1": ["bin", "open"], "s2": ["send"]}, Decimal("0.5")),
        ({"s1": ["-", "open"], "s2": ["back", "send"]}, 0),
    ],
)
def test_only_the_first_tap_of_a_screen_earns_its_part(taps, score):
    assert KIND.score(ITEM, {"taps": taps} if taps else {}) == score


def test_answers_are_told_in_words():
    assert KIND.right_answer(ITEM) == "(1) Nút open; (2) Nút send"
    assert KIND.answer_text(ITEM, {"taps": {"s1": ["-", "open"]}}) == "(1) A spot beside all the places; (2) –"
    assert KIND.feedback(ITEM, {"taps": {"s1": ["bin", "open"], "s2": ["send"]}}) == [
        "Screen 1: Nút này xóa đơn.", "1 of 2 screens are right at the first tap.",
    ]  # fmt: skip
    assert KIND.feedback(ITEM, {}) == []


def test_blind_guessing_finds_one_name_of_two_and_of_three():
    assert KIND.chance(ITEM) == (Decimal(1) / 2 + Decimal(1) / 3) / 2


@pytest.mark.parametrize(
    "response",
    [
        {"taps": {"gone": ["open"]}},
        {"taps": {"s1": ["send"]}},
        {"taps": {"s1": "open"}},
        {"taps": {"s1": [None]}},
        {"taps": {"s1": ["open"] * 21}},
        {"taps": {"s1": ["101;5"]}},
        {"taps": {"s1": ["5;NaN"]}},
        {"taps": ["open"]},
        {"place": "open"},
        ["open"],
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        KIND.check(ITEM, response)


@pytest.mark.parametrize(
    "post", ["q=open", "q=gone&q-screen=s1", "q=open&q-screen=gone", "q-s1=open,gone", "q.x=1&q.y=1&q-screen=s1"]
)
def test_a_post_that_cannot_be_taken_is_refused_with_a_sentence(post):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        posted(post)


TAPS = st.lists(st.sampled_from(["open", "bin", "-", "20;20", "99.5;1"]), max_size=5)


@given(TAPS)
def test_a_checked_response_is_stored_as_it_is_checked_again(taps):
    response = KIND.check(ITEM, {"taps": {"s1": taps}})
    assert KIND.check(ITEM, json.loads(json.dumps(response))) == response
    assert KIND.score(ITEM, response) in (0, Decimal("0.5"))


def secret():
    places = [
        each | dict.fromkeys("xywh", CANARY) | {"correct": CANARY, "hint": CANARY, "later": CANARY} for each in OPEN
    ]
    screens = [screen | {"hint": CANARY, "places": places, "later": CANARY} for screen in SCREENS]
    return ITEM | {"hint": CANARY, "explanation": CANARY, "screens": screens}


@pytest.mark.parametrize("mode", ["guided", "practice", "test"])
def test_in_a_quiz_it_is_a_test_that_tells_neither_where_places_are_nor_which_is_right(mode):
    public = KIND.public(secret() | {"mode": mode}, 1)
    assert CANARY not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "mode", "screens"}
    assert public["mode"] == "test"
    assert all(set(each) == {"id", "task", "picture", "places"} for each in public["screens"])
    assert all(set(each) == {"id", "text"} for screen in public["screens"] for each in screen["places"])


def test_a_lesson_tells_places_and_hints_unless_the_author_wants_a_test():
    assert KIND.practised(ITEM | {"mode": "test"}, 0) == KIND.public(ITEM, 0)
    shown = KIND.practised(ITEM, 0)
    assert shown["mode"] == "practice"
    assert shown["explanation"] == "Gửi xong có mã hồ sơ."
    places = {each["id"]: each for each in shown["screens"][0]["places"]}
    assert places["open"] == {key: OPEN[0][key] for key in ("id", "text", "x", "y", "w", "h")} | {"right": True}
    assert (places["bin"].get("right"), places["bin"]["hint"]) == (None, "Nút này xóa đơn.")
    assert [KIND.is_judged(ITEM | {"mode": mode}) for mode in ("guided", "practice", "test")] == [False, False, True]


def test_the_next_screen_is_the_first_without_a_right_tap_and_the_last_wrong_tap_is_answered():
    shown = KIND.practised(ITEM, 0)
    begun = walk(shown, {"taps": {"s1": ["bin"]}})
    standing = [(screen["here"], screen["said"]) for screen in begun["screens"]]
    assert standing == [(True, "Nút này xóa đơn."), (False, "")]
    beside = walk(shown, {"taps": {"s1": ["open"], "s2": ["-"]}})
    assert [screen["here"] for screen in beside["screens"]] == [False, True]
    assert beside["screens"][1]["said"] == "Not here. Look at the screen again."
    ended = walk(shown, {"taps": {"s1": ["bin", "open"], "s2": ["send"]}})
    assert (ended["done"], ended["told"]) == (True, "Done. Right at the first tap: 1 of 2 screens.")


@pytest.mark.django_db
def test_without_scripts_one_screen_is_open_and_the_taps_go_along_in_hidden_fields():
    picture = {"image": make_picture(size=(360, 560)).pk, "alt": "Hai nút"}
    item = ITEM | {"screens": [screen | {"picture": picture} for screen in SCREENS]}
    context = {"item": KIND.practised(item, 0), "field_name": "q", "response": {"taps": {"s1": ["bin", "open"]}}}
    html = render_to_string(KIND.template, context)
    assert re.findall(r'type="hidden" name="(q-s\d)" value="([^"]*)"', html) == [("q-s1", "bin,open"), ("q-s2", "")]
    assert 'name="q-screen" value="s2"' in html
    assert 'name="q-size" value="270x420"' in html
    assert html.count('type="image"') == 1
    assert len(re.findall(r"<fieldset[^>]* hidden>", html)) == 1


@pytest.mark.django_db
def test_a_test_shows_every_screen_with_the_names_of_its_places_and_no_box():
    html = render_to_string(KIND.template, {"item": KIND.public(ITEM, 1), "field_name": "q", "response": RIGHT})
    assert sorted(re.findall(r'type="radio" name="q-s\d" value="(\w+)" checked', html)) == ["open", "send"]
    assert not re.search(r"data-box|data-right|data-hint|<fieldset[^>]* hidden>", html)


FAULTS = [
    ({"screens": SCREENS[:1]}, "The question needs at least two screens."),
    ({"screens": [SCREENS[0], SCREENS[0]]}, "Two places have the same identifier, or one has none."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"task": ""}]}, "Screen 2: It does not say what to do."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"picture": None}]}, "Screen 2: It has no picture."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"picture": {"image": 1, "alt": ""}}]},
     "Screen 2: The picture has no words for people who cannot see it."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"places": SEND[:1]}]},
     "Screen 2: The question needs at least two places."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"places": SEND[1:]}]}, "Screen 2: No place is marked as right."),
    ({"screens": [SCREENS[0], SCREENS[1] | {"places": [*SEND, place("x", 90, 0, 11, 5)]}]},
     "Screen 2: A place is not wholly on the picture."),
]  # fmt: skip


def test_a_whole_item_has_no_faults():
    assert KIND.faults(ITEM) == []


@pytest.mark.parametrize(("broken", "sentence"), FAULTS)
def test_a_broken_item_says_what_is_wrong(broken, sentence):
    assert sentence in KIND.faults(ITEM | broken)


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(KIND.faults({"id": "x", "type": "simulation"})) >= 2
    assert len(KIND.faults({"id": "x", "type": "simulation", "screens": [{}]})) >= 4


@pytest.mark.django_db
def test_a_whole_block_freezes_and_thaws_to_the_same_item():
    block = KIND.block()()
    value = block.clean(block.to_python(raw(image=make_picture().pk)))
    item = KIND.freeze(value, "i-1")
    assert item["mode"] == "guided"
    assert [screen["places"] for screen in item["screens"]] == [OPEN, SEND]
    assert KIND.faults(item) == []
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


@pytest.mark.django_db
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft():
    image, block = make_picture().pk, KIND.block()()
    for value in (
        raw(),
        raw(image=image, screens=SCREENS[:1]),
        raw(image=image, screens=[SCREENS[0], SCREENS[1] | {"places": SEND[:1]}]),
        raw(image=image, screens=[SCREENS[0], SCREENS[1] | {"places": SEND[1:]}]),
    ):
        assert set(errors_of(value)) == {"screens"}
        block.clean_deferred(block.to_python(value))


@pytest.mark.django_db
def test_a_place_beyond_its_picture_is_refused_even_in_a_draft():
    screens = [SCREENS[0], SCREENS[1] | {"places": [*SEND, place("x", 90, 90, 20, 20)]}]
    for draft in (False, True):
        errors = errors_of(raw(image=make_picture().pk, screens=screens), draft=draft)
        [screen] = errors["screens"].block_errors.values()
        [beyond] = screen.block_errors["places"].block_errors.values()
        assert set(beyond.block_errors) == {"w", "h"}


def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty():
    block = KIND.block()()
    item = KIND.freeze(block.clean_deferred(block.get_default()), "i-1")
    assert KIND.faults(item) != []
    assert KIND.thaw(item)["screens"][0]["value"]["places"][0]["value"]["x"] is None
