"""Where things may be: on the picture, and never before a face."""

from itertools import combinations
from random import Random

import pytest

from seeds.illustrations.composition import Composition
from seeds.illustrations.covers import Cover
from seeds.illustrations.layout import FACE
from seeds.illustrations.thing import Nature
from seeds.illustrations.vocabulary import PEOPLE, PLACES, THINGS, Scene

LEEWAY = 6


def sampled(count, people=(0, 1, 2, 3), things=(0, 1, 2, 3, 4)):
    random = Random(20261122)  # noqa: S311 - the same scenes every time, no secret.
    for _ in range(count):
        words = [
            random.sample(list(known), random.choice(most)) for known, most in ((PEOPLE, people), (THINGS, things))
        ]
        yield Scene(random.choice(list(PLACES)), *map(tuple, words))


def faces(composition):
    """Left, top, right, bottom of each face."""
    return [
        (
            spot.x - FACE[0] * spot.scale,
            spot.y - FACE[1] * spot.scale,
            spot.x + FACE[0] * spot.scale,
            spot.y + 43 * spot.scale,
        )
        for spot in composition.plan.people
    ]


def things(composition):
    """Left, top, right, bottom of each thing."""
    for at, grip in composition.plan.held.items():
        yield box(
            grip.spot, composition.things[at].width * grip.spot.scale, composition.things[at].height * grip.spot.scale
        )
    for at, spot in composition.plan.things.items():
        thing = composition.things[at]
        floats = thing.nature in {Nature.BADGE, Nature.SIGN, Nature.FLYING}
        if floats or (thing.nature is Nature.LARGE and not composition.place.outdoors):
            yield box(spot, spot.scale * 2, spot.scale * 2)
        else:
            yield box(spot, thing.width * spot.scale, thing.height * spot.scale)


def box(spot, width, height):
    return (spot.x - width / 2, spot.y - height / 2, spot.x + width / 2, spot.y + height / 2)


def overlap(one, two):
    return min(one[2], two[2]) - max(one[0], two[0]) > LEEWAY and min(one[3], two[3]) - max(one[1], two[1]) > LEEWAY


@pytest.mark.parametrize("drawn", [Composition, lambda scene: Cover(scene, "CD")], ids=["scene", "cover"])
def test_no_thing_and_no_other_person_covers_a_face(drawn):
    for scene in sampled(300):
        composition = drawn(scene)
        seen = faces(composition)
        assert [pair for pair in combinations(seen, 2) if overlap(*pair)] == [], scene
        assert [(face, thing) for face in seen for thing in things(composition) if overlap(face, thing)] == [], scene


def test_faces_and_things_are_wholly_on_the_picture():
    for scene in sampled(300):
        composition = Composition(scene)
        for left, top, right, bottom in [*faces(composition), *things(composition)]:
            assert left > -LEEWAY, scene
            assert top > -LEEWAY, scene
            assert right < 640 + LEEWAY, scene
            assert bottom < 400 + LEEWAY, scene


@pytest.mark.parametrize("place", PLACES)
def test_every_person_stands_in_every_place(place):
    for person in PEOPLE:
        composition = Composition(Scene(place, (person,), ("phone",)))
        left, top, right, bottom = faces(composition)[0]
        assert left >= 0
        assert top >= 0
        assert right <= 640
        assert bottom <= 320
        assert composition.drawn().count("@") == 0


def test_nothing_is_too_small_to_be_seen():
    small = {}
    for scene in sampled(300, things=(1, 2, 3)):
        for left, top, right, bottom in things(Composition(scene)):
            if max(right - left, bottom - top) < 72:
                small[scene] = (right - left, bottom - top)
    assert small == {}
