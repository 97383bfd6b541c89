"""Answers of QTI that a person marks, and items that ask nothing."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from courses.importers.moodle_xml.open_questions import one_criterion
from courses.importers.qti.item import QtiItem
from courses.items.base import FrozenItem
from courses.items.essay import USUAL_LIMIT
from courses.items.file_upload import FILE_KINDS, MOST_MEGABYTES, USUAL_KINDS
from courses.items.information import NO_POINTS
from courses.numbers import canonical


def extended_text(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return an essay; a declared answer is its sample."""
    answers = item.answers.get(interaction.get("responseidentifier", ""))
    sample = "\n".join(answers.correct) if answers else ""
    rubric = [one_criterion(item.desk, canonical(item.points))]
    own = {"rubric": rubric, "longest": USUAL_LIMIT} | ({"sample": sample} if sample else {})
    return item.item("essay", item.prompt(), None, **own)


def upload(item: QtiItem, _interaction: Element) -> FrozenItem:
    """Return a file to hand in, of the usual kinds."""
    accept = [kind for kind in FILE_KINDS if kind in USUAL_KINDS]
    rubric = [one_criterion(item.desk, canonical(item.points))]
    return item.item("file_upload", item.prompt(), rubric=rubric, accept=accept, megabytes=MOST_MEGABYTES)


def information(item: QtiItem) -> FrozenItem:
    """Return a panel to be read."""
    made = item.item("information", item.prompt())
    kept = {key: made[key] for key in ("id", "type", "prompt", "picture", "tags") if key in made}
    return kept | {"points": NO_POINTS, "hint": "", "explanation": ""}
