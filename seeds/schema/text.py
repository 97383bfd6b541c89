"""Reading what courses, lessons and questions share: texts in two languages and pictures with their words."""

from __future__ import annotations

from seeds.illustrations.vocabulary import Scene, scene_faults
from seeds.schema.fields import KEY, Fields
from seeds.schema.records import Both, PictureFile

TITLE_LENGTH, SUMMARY_LENGTH, ALT_LENGTH = 120, 200, 200
PICTURE = rf"{KEY}/{KEY}"
SCENES = "scenes"
"""The folder of the pictures that the illustration kit draws."""


def read_both(fields: Fields, longest: int) -> Both:
    """Read a text written in Vietnamese and English."""
    both = Both(vi=fields.text("vi", longest=longest), en=fields.text("en", longest=longest))
    fields.done()
    return both


def read_picture(fields: Fields, track: str = "") -> PictureFile:
    """Read a picture's path, or the scene it is drawn from, and its alternative text.

    `track` is that of the course whose cover it is: a cover is drawn another way than the same scene in a lesson.
    """
    if fields.has("scene") and fields.has("picture"):
        fields.fault("picture", "Chỉ ghi một trong hai: “picture” hoặc “scene”.")
    scene = _scene(fields.fields("scene"), track) if fields.has("scene") else None
    drawn = f"{SCENES}/{scene.named(track)}" if scene else ""
    picture = drawn if fields.has("scene") else fields.text("picture", longest=120, shape=PICTURE)
    fields.take("picture", optional=True)
    found = PictureFile(picture, fields.text("alt", longest=ALT_LENGTH), scene, track if scene else "", fields.line)
    fields.done()
    return found


def _scene(fields: Fields, track: str) -> Scene | None:
    """Read a scene; None, with the fault noted, for one that the kit cannot draw."""
    place = fields.text("place", shape=KEY)
    people, things = (
        tuple(fields.checked(node, key, 40, KEY) for node in fields.entries(key, least=0, optional=True))
        for key in ("people", "things")
    )
    fields.done()
    found = scene_faults(place, people, things) if place else ["Cảnh cần có “place”."]
    for message in found:
        fields.notes.note(fields.line, message)
    return None if found else Scene(place, people, things)
