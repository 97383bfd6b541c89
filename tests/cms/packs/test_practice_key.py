"""What a phone compares the answer to a practice question with."""

import json

import pytest

from cms.packs.practice_key import practice_key
from courses.items import ITEM_TYPES
from tests.factories.every_type import every_type

pytestmark = pytest.mark.django_db


def place(key, sides, correct=False):
    return {"id": key, "text": f"Nút {key}", "correct": correct} | dict(zip("xywh", sides.split(), strict=True))


BAR, SEND = place("bar", "0 80 100 20"), place("send", "70 82.5 25.1 15.5", correct=True)
TOLD = [["send", True, 70.0, 82.5, 95.1, 98.0], ["bar", False, 0.0, 80.0, 100.0, 100.0]]


def asked(kind, **parts):
    item = every_type()[kind] | parts
    return json.loads(practice_key(item)["json"]), f"item-{item['id']}"


def test_every_type_that_a_machine_scores_is_compared_on_the_phone():
    items = every_type()
    compared = {kind for kind, item in items.items() if practice_key(item)["json"] != "[]"}
    by_machine = {kind for kind in items if ITEM_TYPES[kind].graded and not ITEM_TYPES[kind].marked_by_person}
    assert compared == by_machine


def test_of_places_that_overlap_the_smallest_comes_first_with_its_edges():
    told, name = asked("hotspot", places=[BAR, SEND])
    assert told == [[name, [f"{name}-point", TOLD], "place"]]


def test_every_screen_is_compared_with_its_own_places():
    screens = [{"id": "one", "places": [BAR, SEND]}, {"id": "two", "places": [SEND]}]
    told, name = asked("simulation", screens=screens)
    assert told == [
        [f"{name}-one", [f"{name}-one-at", TOLD], "place"],
        [f"{name}-two", [f"{name}-two-at", TOLD[:1]], "place"],
    ]
