"""Moodle's essays, files to hand in, and descriptions."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.desk import Desk
from courses.importers.moodle_xml.question import Question
from courses.importers.shares import number
from courses.items.base import FrozenItem
from courses.items.essay import USUAL_LIMIT
from courses.items.file_upload import FILE_KINDS, MOST_MEGABYTES, USUAL_KINDS
from courses.items.information import NO_POINTS
from courses.numbers import canonical
from courses.text import nfc

RUBRIC_OPENING = '<table class="hocso-rubric">'
"""Where our own export writes the criteria: a row each, the text and its points."""

_MEGABYTE = 1024 * 1024
_CELLS = re.compile(r"<tr>\s*<td>([^<]*)</td>\s*<td>([^<]*)</td>\s*</tr>")


def essay(question: Question) -> FrozenItem:
    """Return an essay, or a file to hand in when Moodle asked for nothing but a file."""
    prompt = question.prompt()
    rubric, sample = _grader_info(question)
    sample = question.extras.get("sample", sample)
    if not rubric:
        rubric = [one_criterion(question.desk, canonical(question.points))]
    if question.words(question.element.find("responsetemplate")):
        question.desk.warn(_("The text that stood in the answer field at first was not taken over."))
    attachments = number(question.value("attachments", "0")) or 0
    if attachments and question.value("responseformat") == "noinline":
        if sample:
            question.desk.warn(_("Notes for markers beside the criteria were not taken over."))
        return question.item("file_upload", prompt, rubric=rubric, **_file_limits(question))
    if attachments:
        question.desk.warn(_("Files beside the text of an essay are not taken; ask for them in a question of its own."))
    own: dict[str, Any] = {"rubric": rubric, "longest": question.extras.get("longest", USUAL_LIMIT)}
    words = _words(question)
    own |= ({"words": words} if words else {}) | ({"sample": sample} if sample else {})
    return question.item("essay", prompt, **own)


def description(question: Question) -> FrozenItem:
    """Return a panel to be read."""
    kept = ("prompt", "id", "type", "picture", "tags")
    item = question.item("information", question.prompt())
    if any(item[key] for key in item if key not in {*kept, "points"}):
        question.desk.warn(_("Hints and feedback of a description were not taken over: nothing is answered there."))
    return {key: item[key] for key in kept if key in item} | {"points": NO_POINTS, "hint": "", "explanation": ""}


def one_criterion(desk: Desk, points: str) -> dict[str, str]:
    """Return the criterion for an essay that came without any; that is said."""
    desk.warn(_("The question came without criteria for marking; one was made for the whole answer. Please check it."))
    return {"id": desk.id("rubric", 1), "text": _("The whole answer"), "points": points if points != "0" else "1"}


def _grader_info(question: Question) -> tuple[list[dict[str, str]], str]:
    """Return the criteria our own export wrote, and the rest of the notes for markers as a sample."""
    element = question.element.find("graderinfo")
    before, mark, after = question.source(element).partition(RUBRIC_OPENING)
    if not mark:
        return [], question.words(element)
    table, _end, rest = after.partition("</table>")
    rubric = []
    for place, (text, points) in enumerate(_CELLS.findall(table), start=1):
        worth = number(points)
        if worth is not None and worth > 0:
            row = {
                "id": question.desk.id("rubric", place),
                "text": question.desk.text(text),
                "points": canonical(worth),
            }
            rubric.append(row)
    return rubric, question.desk.text(f"{before}{rest}")


def _words(question: Question) -> dict[str, int]:
    found = {}
    for key, name in (("least", "minwordlimit"), ("most", "maxwordlimit")):
        limit = number(question.value(name, "0"))
        if limit and limit >= 1:
            found[key] = int(limit)
    return found


def _file_limits(question: Question) -> dict[str, Any]:
    """Return the kinds of file and the size; Moodle may allow kinds that we do not take."""
    asked = [kind.strip().lstrip(".").lower() for kind in re.split(r"[,;\s]+", nfc(question.value("filetypeslist")))]
    accept = [kind for kind in FILE_KINDS if kind in asked]
    if not accept:
        accept = [kind for kind in FILE_KINDS if kind in USUAL_KINDS]
    if set(filter(None, asked)) - set(accept):
        question.desk.warn(_("These kinds of file can be handed in: %(kinds)s.") % {"kinds": ", ".join(accept)})
    size = number(question.value("maxbytes", "0")) or 0
    megabytes = int(size) // _MEGABYTE if size else MOST_MEGABYTES
    return {"accept": accept, "megabytes": min(max(megabytes, 1), MOST_MEGABYTES)}
