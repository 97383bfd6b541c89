"""Reading what courses, lessons and questions share: texts in two languages and pictures with their words."""

from __future__ import annotations

from seeds.schema.fields import KEY, Fields
from seeds.schema.records import Both, PictureFile

TITLE_LENGTH, SUMMARY_LENGTH, ALT_LENGTH = 120, 200, 200
PICTURE = rf"{KEY}/{KEY}"


def read_both(fields: Fields, longest: int) -> Both:
    """Read a text written in Vietnamese and English."""
    both = Both(vi=fields.text("vi", longest=longest), en=fields.text("en", longest=longest))
    fields.done()
    return both


def read_picture(fields: Fields) -> PictureFile:
    """Read a picture's path and alternative text."""
    picture = fields.text("picture", longest=120, shape=PICTURE)
    found = PictureFile(picture=picture, alt=fields.text("alt", longest=ALT_LENGTH), line=fields.line)
    fields.done()
    return found
