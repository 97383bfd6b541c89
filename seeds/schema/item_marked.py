"""Reading what a person marks, and what is only read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from courses.items.essay import LONGEST_LIMIT, SHORTEST_LIMIT, USUAL_LIMIT
from courses.items.file_upload import FILE_KINDS, MOST_MEGABYTES
from courses.numbers import canonical
from seeds.schema.fields import Fields
from seeds.schema.item_chosen import check_keys, part, read_text_part

LEAST_POINTS, MOST_POINTS = Decimal("0.25"), 100
MOST_WORDS = 5000


def read_essay(fields: Fields) -> dict[str, Any]:
    """Read criteria, limits and a sample answer."""
    has_limit = fields.has("longest")
    found: dict[str, Any] = {
        "rubric": _rubric(fields),
        "longest": fields.whole("longest", least=SHORTEST_LIMIT, most=LONGEST_LIMIT) if has_limit else USUAL_LIMIT,
    }
    if fields.has("words"):
        words = fields.fields("words")
        ends = [end for end in ("least", "most") if words.has(end)]
        found["words"] = {end: words.whole(end, least=1, most=MOST_WORDS) for end in ends}
        words.done()
    if fields.has("sample"):
        found["sample"] = fields.text("sample", longest=4000)
    return found


def read_file_upload(fields: Fields) -> dict[str, Any]:
    """Read criteria, the kinds of file and their size."""
    accept = fields.texts("accept")
    if set(accept) - set(FILE_KINDS):
        fields.fault("accept", f"“accept” chỉ gồm: {', '.join(FILE_KINDS)}.")
    return {
        "rubric": _rubric(fields),
        "accept": [kind for kind in FILE_KINDS if kind in accept],
        "megabytes": fields.whole("megabytes", least=1, most=MOST_MEGABYTES),
    }


def read_information(fields: Fields) -> dict[str, Any]:
    """Read nothing of its own."""
    return {}


def _rubric(fields: Fields) -> list[dict[str, Any]]:
    rubric = []
    for node in fields.entries("rubric", most=10):
        entry = part(node, fields, "rubric")
        points = canonical(entry.number("points", least=LEAST_POINTS, most=MOST_POINTS))
        rubric.append(read_text_part(entry) | {"points": points})
        entry.done()
    check_keys(fields, "rubric", rubric)
    return rubric


MARKED: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "essay": read_essay,
    "file_upload": read_file_upload,
    "information": read_information,
}
