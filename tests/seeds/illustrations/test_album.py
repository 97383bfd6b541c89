"""The pictures of a content folder: drawn when missing or outdated, gone when no course shows them."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from seeds.illustrations import album
from seeds.illustrations.vocabulary import Scene
from seeds.schema.catalogue import CONTENT
from tests.seeds.conftest import ANNOUNCED, LEARNT, module, quiz, write_course

COVER = {
    "scene": {"place": "orchard", "people": ["farmer-woman"], "things": ["phone"]},
    "alt": "Bác nông dân cầm điện thoại",
}
STEP = {"scene": {"place": "home", "people": ["girl"]}, "alt": "Một em bé ở nhà"}
SOURCES = [{"text": "Viết để thử", "date": datetime.date(2025, 7, 1)}]
COVER_NAME = Scene("orchard", ("farmer-woman",), ("phone",)).named("CD")
STEP_NAME = Scene("home", ("girl",)).named()


@pytest.fixture
def illustrated(content):
    """The content folder with one scene as a cover and one in a lesson."""
    taught = module()
    taught["lessons"][0]["steps"][0]["picture"] = STEP
    write_course(content, LEARNT, cover=COVER, modules=[taught], quiz=quiz(), sources=SOURCES)
    return content


def drawn(content):
    return {path.stem for path in (content / "images/scenes").glob("*.webp")}


def run(content, *args):
    out = StringIO()
    call_command("draw_pictures", *args, content=content, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_every_scene_of_a_course_is_drawn_once(illustrated):
    assert "Đã vẽ 3 hình." in run(illustrated)
    assert drawn(illustrated) == {COVER_NAME, STEP_NAME}
    assert run(illustrated) == "Đã vẽ 0 hình.\n"
    assert run(illustrated, "--check") == "Mọi hình đều đúng với cảnh của nó.\n"


def test_a_scene_nobody_shows_any_more_goes(illustrated):
    run(illustrated)
    write_course(illustrated, LEARNT, modules=[module()], quiz=quiz(), sources=SOURCES)
    with pytest.raises(CommandError):
        run(illustrated, "--check")
    assert "Đã bỏ 2 hình" in run(illustrated)
    assert drawn(illustrated) == set()


def test_nothing_goes_while_a_course_cannot_be_read(illustrated):
    run(illustrated)
    write_course(illustrated, LEARNT, modules=[module()], quiz=quiz(), sources=SOURCES)
    (illustrated / f"courses/{ANNOUNCED}.yaml").write_text("code: [", encoding="utf-8")
    run(illustrated)
    assert drawn(illustrated) == {COVER_NAME, STEP_NAME}


def test_a_picture_of_another_drawing_code_is_named_and_drawn_anew(illustrated, monkeypatch):
    run(illustrated)
    before = (illustrated / f"images/scenes/{STEP_NAME}.webp").read_bytes()
    monkeypatch.setattr("seeds.pictures.EDITION", b"another")
    assert {path.stem for path in album.outdated(illustrated)} == {COVER_NAME, STEP_NAME}
    with pytest.raises(CommandError):
        run(illustrated, "--check")
    run(illustrated)
    assert album.outdated(illustrated) == []
    assert (illustrated / f"images/scenes/{STEP_NAME}.webp").read_bytes() != before


def test_the_scenes_of_the_seeds_are_drawn_by_todays_code_and_light():
    assert album.outdated(CONTENT) == []
    assert album.unused(CONTENT) == []
    assert [path for path in (CONTENT / "images/scenes").glob("*.webp") if path.stat().st_size > 15_000] == []
