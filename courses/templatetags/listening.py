"""What can be heard of a step: a trainer's recording, else the machine's, else what the browser's own voice needs."""

from __future__ import annotations

from typing import Any

from django import template

from courses.services.say_lessons import speech_of, step_text

register = template.Library()


@register.simple_tag
def heard(value: Any, language: str, media: Any = None) -> dict[str, Any]:
    """Return {"url", "size", "seconds", "marks", "ends"} for a step's value; without any sound `url` is empty.

    `marks` are the lengths of the sentences and `ends` the milliseconds at which they end, each parted by blanks.
    """
    text = step_text(value["title"], value["text"]) if value else None
    marks = " ".join(map(str, text.marks)) if text else ""
    if media:
        return {"url": media.url, "size": media.file.size, "seconds": media.duration, "marks": marks, "ends": ""}
    made = speech_of(text, language) if text and text.sentences else None
    if made is None:
        return {"url": "", "size": 0, "seconds": 0, "marks": marks, "ends": ""}
    ends = " ".join(map(str, made.ends))
    return {"url": made.file.url, "size": made.size, "seconds": made.ends[-1] / 1000, "marks": marks, "ends": ends}
