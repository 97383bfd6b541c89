"""Scenes as pictures: every word draws, the same words draw the same, light enough for any phone."""

import re
from io import BytesIO
from itertools import cycle, islice

import pytest
from PIL import Image

from seeds.illustrations.composition import HEADER, Composition, scene_svg
from seeds.illustrations.covers import TRACKS, cover_svg
from seeds.illustrations.vocabulary import PEOPLE, PLACES, THINGS, Scene, UnknownWord
from seeds.pictures import draw_scenes

ELEMENTS = {"svg", "g", "rect", "circle", "ellipse", "path", "polygon"}
ATTRIBUTES = {
    *{"xmlns", "viewBox", "width", "height", "transform", "fill", "fill-opacity", "fill-rule", "d", "points"},
    *{"x", "y", "rx", "ry", "cx", "cy", "r", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
}
PERSONS, OBJECTS = cycle(PEOPLE), cycle(THINGS)
# As many scenes as there are places hold every word at least once.
SCENES = [(place, list(islice(PERSONS, at % 4)), list(islice(OBJECTS, 4))) for at, place in enumerate(PLACES)]


def test_the_sample_holds_every_word():
    assert {word for _, people, _ in SCENES for word in people} == set(PEOPLE)
    assert {word for _, _, things in SCENES for word in things} == set(THINGS)


def test_every_word_is_drawn_lightly(tmp_path):
    sources = {
        f"scenes/{Scene(place, tuple(people), tuple(things)).named()}": scene_svg(place, people, things)
        for place, people, things in SCENES
    }
    written = draw_scenes(tmp_path, sources)
    assert len(written) == len(SCENES)
    for path in written:
        with Image.open(path) as image:
            assert (image.format, image.size) == ("WEBP", (640, 400))
    weights = {path.name: path.stat().st_size for path in written}
    assert {name: weight for name, weight in weights.items() if weight > 15_000} == {}
    assert sum(weights.values()) / len(weights) <= 9_500


@pytest.mark.parametrize("track", TRACKS)
def test_the_cover_of_every_track_is_drawn_lightly_and_in_its_own_way(track, tmp_path):
    scene = {"place": "office", "people": ["woman"], "things": ["laptop", "tick"]}
    (path,) = draw_scenes(tmp_path, {"cover": cover_svg(scene, track)})
    assert path.stat().st_size <= 15_000
    assert [other for other in TRACKS if other != track and cover_svg(scene, other) == cover_svg(scene, track)] == []


def test_a_cover_of_no_track_is_refused():
    with pytest.raises(UnknownWord, match="Không có mảng “XX”"):
        cover_svg({"place": "office"}, "XX")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene[0])
def test_a_drawing_holds_plain_shapes_only(scene):
    place, people, things = scene
    for source in (scene_svg(*scene), cover_svg({"place": place, "people": people, "things": things}, "CD")):
        assert set(re.findall(r"<([a-zA-Z]+)", source)) <= ELEMENTS
        assert set(re.findall(r'([a-zA-Z-]+)="', source)) <= ATTRIBUTES
        assert re.findall(r"@|url|nan|None|inf", source) == []
        assert source.startswith(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400">'
        )


def test_the_same_words_give_the_same_picture_and_others_another(tmp_path):
    scene = ("market", ["woman-tay"], ["phone", "shield"])
    assert scene_svg(*scene) == scene_svg(*scene)
    one, two = (draw_scenes(tmp_path / name, {"a": scene_svg(*scene)})[0].read_bytes() for name in ("one", "two"))
    assert one == two
    assert scene_svg("market", ["woman-tay"], ["shield", "phone"]) != scene_svg(*scene)


def test_the_colours_of_a_plain_picture_are_kept(tmp_path):
    svg = f'{HEADER}<rect width="640" height="400" fill="#a81e2d"/></svg>'
    (path,) = draw_scenes(tmp_path, {"a": svg})
    with Image.open(BytesIO(path.read_bytes())) as image:
        assert image.convert("RGB").getpixel((320, 200)) == (0xA8, 0x1E, 0x2D)


def test_neighbours_with_nearly_the_same_words_do_not_look_the_same():
    scenes = [Scene("home", ("old-woman",), ("phone", thing)) for thing in ("shield", "lock", "tick", "bell", "clock")]
    composed = [Composition(scene) for scene in scenes]
    assert len({(each.back, each.mirrored, each.turned, each.looks[0].colours["cloth"]) for each in composed}) == 5
