"""A tap on a picture: places in per cent, a list of names beside it, and no coordinates on the learner's screen."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.usefixtures("english")

CANARY = "canary"
KIND = ITEM_TYPES["hotspot"]
COMMON = {"id": "i-1", "type": "hotspot", "prompt": "<p>Chạm vào nút Gửi</p>", "points": "1", "hint": "Ở góc"}


def place(key, x, y, w, h, correct=False):
    sides = dict(zip("xywh", (str(side) for side in (x, y, w, h)), strict=True))
    return {"id": key, "text": f"Nút {key}"} | sides | {"correct": correct}


PLACES = [place("bar", 0, 80, 100, 20), place("send", 70, "82.5", 25, "15.5", True), place("menu", 0, 0, 20, 15)]
ITEM = COMMON | {"explanation": "Vì sao", "picture": {"image": 7, "alt": "Màn hình"}, "places": PLACES}


def tapped(x, y, size="288x216"):
    post = QueryDict(mutable=True)
    post.update({"q.x": str(x), "q.y": str(y), "q-size": size, "q-point": ""})
    return KIND.read(ITEM, post, "q")


def raw(**changes):
    rows = [
        {"type": "item", "id": each["id"], "value": {key: each[key] for key in ("text", "x", "y", "w", "h", "correct")}}
        for each in changes.pop("places", PLACES)
    ]
    picture = {"image": changes.pop("image", None), "alt_text": "Màn hình", "decorative": False}
    return {"prompt": "<p>Chạm?</p>", "points": 1, "picture": picture, "places": rows} | changes


def errors_of(value, *, draft=False):
    block = KIND.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(block.to_python(value))
    return refused.value.block_errors


def test_a_tap_inside_a_place_is_stored_as_that_place():
    assert tapped(10, 10) == {"place": "menu"}
    assert tapped(230, 190) == {"place": "send"}
    assert tapped(5, 200) == {"place": "bar"}


def test_of_places_that_overlap_the_smaller_one_is_meant():
    assert tapped(round(288 * 0.7) + 1, round(216 * 0.825) + 1) == {"place": "send"}
    assert tapped(round(288 * 0.7) - 2, round(216 * 0.825) + 1) == {"place": "bar"}


def test_a_tap_beside_all_places_is_stored_as_a_point_and_earns_nothing():
    response = tapped(144, 108)
    assert response == {"point": {"x": "50", "y": "50"}}
    assert KIND.score(ITEM, response) == 0
    assert KIND.answer_text(ITEM, response) == "A spot beside all the places"
    assert KIND.feedback(ITEM, response) == ["You tapped beside all the places that can be chosen."]


def test_a_pixel_beyond_the_edge_is_the_edge():
    assert tapped(-1, 100) == {"point": {"x": "0", "y": "46.3"}}
    assert tapped(289, 100) == {"point": {"x": "100", "y": "46.3"}}


def test_a_key_pressed_on_the_picture_is_no_tap():
    post = QueryDict("q.x=0&q.y=0&q-size=288x216&q=send")
    assert KIND.read(ITEM, post, "q") == {"place": "send"}


def test_a_name_is_the_same_answer_as_a_tap():
    assert KIND.read(ITEM, QueryDict("q=menu&q-size=288x216&q-point="), "q") == {"place": "menu"}


def test_the_newest_answer_counts_and_a_kept_point_stays_when_nothing_new_is_given():
    kept = "q-point=50%3B50&q-size=288x216"
    assert KIND.read(ITEM, QueryDict(kept), "q") == {"point": {"x": "50", "y": "50"}}
    assert KIND.read(ITEM, QueryDict(f"{kept}&q=menu"), "q") == {"place": "menu"}
    assert KIND.read(ITEM, QueryDict(f"{kept}&q=menu&q.x=230&q.y=190"), "q") == {"place": "send"}


def test_no_answer_earns_nothing_and_is_called_so():
    assert KIND.read(ITEM, QueryDict("q-size=288x216&q-point="), "q") == {}
    assert KIND.check(ITEM, {}) == {}
    assert KIND.score(ITEM, {}) == 0
    assert KIND.answer_text(ITEM, {}) == "No answer given"


@pytest.mark.parametrize(("key", "score"), [("send", 1), ("bar", 0), ("menu", 0)])
def test_only_a_right_place_earns_the_points(key, score):
    assert KIND.score(ITEM, {"place": key}) == Decimal(score)


def test_answers_are_told_in_words():
    assert KIND.right_answer(ITEM) == "Nút send"
    assert KIND.answer_text(ITEM, {"place": "menu"}) == "Nút menu"


def test_blind_guessing_finds_one_name_of_three():
    assert KIND.chance(ITEM) == Decimal(1) / 3


@pytest.mark.parametrize(
    "response",
    [
        {"place": "gone"},
        {"place": None},
        {"place": ["send"]},
        {"place": "send", "point": {"x": "1", "y": "1"}},
        {"point": {"x": "1"}},
        {"point": {"x": 1, "y": 1}},
        {"point": {"x": "101", "y": "1"}},
        {"point": {"x": "-0.1", "y": "1"}},
        {"point": {"x": "NaN", "y": "1"}},
        {"point": {"x": "1", "y": "1", "z": "1"}},
        {"point": "1;1"},
        {"option": "send"},
        ["send"],
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        KIND.check(ITEM, response)


@pytest.mark.parametrize(
    "post",
    [
        "q=gone",
        "q.x=1&q.y=1",
        "q.x=1&q.y=1&q-size=0x0",
        "q.x=1&q.y=1&q-size=288",
        "q.x=a&q.y=1&q-size=288x216",
        "q.x=999999&q.y=1&q-size=288x216",
        "q-point=1%3Bx",
        "q-point=1%3B",
    ],
)
def test_a_post_that_cannot_be_taken_is_refused_with_a_sentence(post):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        KIND.read(ITEM, QueryDict(post), "q")


PER_CENT = st.decimals(0, 100, places=4).map(str)


@given(PER_CENT, PER_CENT)
def test_a_checked_point_is_stored_as_it_is_checked_again(x, y):
    response = KIND.check(ITEM, {"point": {"x": x, "y": y}})
    assert KIND.check(ITEM, json.loads(json.dumps(response))) == response
    assert KIND.score(ITEM, response) in (0, 1)


def test_the_learners_view_names_places_and_tells_neither_where_they_are_nor_which_is_right():
    secret = [each | dict.fromkeys("xywh", CANARY) | {"correct": CANARY, "later": CANARY} for each in PLACES]
    item = ITEM | {"hint": CANARY, "explanation": CANARY, "places": secret}
    public = KIND.public(item, 1)
    assert CANARY not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "picture", "places"}
    assert all(set(each) == {"id", "text"} for each in public["places"])


def test_the_order_of_names_depends_on_the_seed_alone():
    orders = ["".join(each["id"][0] for each in KIND.public(ITEM, seed)["places"]) for seed in range(60)]
    assert orders == [
        "".join(each["id"][0] for each in KIND.public(ITEM | {"places": PLACES[::-1]}, seed)["places"])
        for seed in range(60)
    ]
    assert len(set(orders)) == 6


FAULTS = [
    ({"picture": None}, "The question has no picture to tap on."),
    ({"places": PLACES[1:2]}, "The question needs at least two places."),
    ({"places": [*PLACES, PLACES[0]]}, "Two places have the same identifier, or one has none."),
    ({"places": [*PLACES, PLACES[0] | {"id": "n", "text": ""}]}, "A place has no name."),
    ({"places": [PLACES[0], PLACES[2]]}, "No place is marked as right."),
    ({"places": [*PLACES, place("x", 90, 0, 11, 5)]}, "A place is not wholly on the picture."),
    ({"places": [*PLACES, place("x", 0, 0, 0, 5)]}, "A place is not wholly on the picture."),
    ({"places": [*PLACES, place("x", "", 0, 5, 5)]}, "A place is not wholly on the picture."),
]


def test_a_whole_item_has_no_faults():
    assert KIND.faults(ITEM) == []


@pytest.mark.parametrize(("broken", "sentence"), FAULTS)
def test_a_broken_item_says_what_is_wrong(broken, sentence):
    item = {key: value for key, value in (ITEM | broken).items() if value is not None}
    assert sentence in KIND.faults(item)


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(KIND.faults({"id": "x", "type": "hotspot"})) >= 4


@pytest.mark.django_db
def test_a_whole_block_freezes_and_thaws_to_the_same_item():
    block = KIND.block()()
    value = block.clean(block.to_python(raw(image=make_picture().pk)))
    item = KIND.freeze(value, "i-1")
    assert item["places"] == PLACES
    assert KIND.faults(item) == []
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


@pytest.mark.django_db
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft():
    image, block = make_picture().pk, KIND.block()()
    one = [PLACES[1]]
    for value, field in (
        (raw(), "picture"),
        (raw(image=image, places=[]), "places"),
        (raw(image=image, places=one), "places"),
        (raw(image=image, places=[PLACES[0], PLACES[2]]), "places"),
        (raw(image=image, places=[*PLACES, PLACES[0] | {"text": ""}]), "places"),
    ):
        assert set(errors_of(value)) == {field}
        block.clean_deferred(block.to_python(value))


@pytest.mark.django_db
def test_a_place_beyond_the_picture_is_refused_even_in_a_draft():
    value = raw(image=make_picture().pk, places=[*PLACES, place("x", 90, 90, 20, 20)])
    for draft in (False, True):
        [beyond] = errors_of(value, draft=draft)["places"].block_errors.values()
        assert set(beyond.block_errors) == {"w", "h"}


def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty():
    block = KIND.block()()
    item = KIND.freeze(block.clean_deferred(block.get_default()), "i-1")
    assert KIND.faults(item) != []
    assert KIND.thaw(item)["places"][0]["value"]["x"] is None


def test_the_picture_stands_among_the_fields_that_are_always_seen():
    layout = KIND.block()().meta.form_layout
    assert layout.children[:3] == ["prompt", "picture", "places"]
    assert "picture" not in layout.settings
