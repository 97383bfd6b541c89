"""The pictures of scenes that the course files use: which there should be, which nobody uses any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seeds.illustrations.composition import HEADER, Composition
from seeds.illustrations.covers import Cover
from seeds.illustrations.vocabulary import Scene
from seeds.pictures import draw_scenes, is_drawn_from
from seeds.schema import check_content, read_banks
from seeds.schema.item_record import PictureFile
from seeds.schema.text import SCENES


def scene_sources(pictures: Iterable[PictureFile]) -> dict[str, str]:
    """Return the SVG of every picture that is a scene, by its path below the folder of images, without ending."""
    return {each.picture: _svg(each.scene, each.track) for each in pictures if each.scene is not None}


def used_pictures(content: Path) -> tuple[list[PictureFile], bool]:
    """Return the pictures of the courses and banks that can be read, and whether that is all of them."""
    courses, _ = check_content(content)
    whole = len(courses) == len(list((content / "courses").glob("*.yaml")))
    shown = [picture for course in courses for picture in course.pictures]
    return [
        *shown,
        *(picture for bank in read_banks(content) for item in bank.items for picture in item.pictures),
    ], whole


def outdated(content: Path) -> list[Path]:
    """Return the pictures of scenes that are missing or that today's drawing code would draw otherwise."""
    sources = scene_sources(used_pictures(content)[0])
    found = {content / "images" / f"{name}.webp": source for name, source in sources.items()}
    return [path for path, source in sorted(found.items()) if not is_drawn_from(path, source)]


def unused(content: Path) -> list[Path]:
    """Return the pictures of scenes that no course shows; none while a course cannot be read."""
    pictures, whole = used_pictures(content)
    names = {picture.picture for picture in pictures}
    drawn = sorted((content / "images" / SCENES).glob("*.webp"))
    return [path for path in drawn if whole and f"{SCENES}/{path.stem}" not in names]


def draw_used(content: Path, force: bool = False) -> tuple[list[Path], list[Path]]:
    """Draw what is outdated and remove what is unused. Returns both lists."""
    pictures, _ = used_pictures(content)
    written = draw_scenes(content / "images", scene_sources(pictures), force)
    removed = unused(content)
    for path in removed:
        path.unlink()
    return written, removed


def _svg(scene: Scene, track: str) -> str:
    composition = Cover(scene, track) if track else Composition(scene)
    return f"{HEADER}{composition.drawn()}</svg>"
