"""The whole file: every item that Moodle has a question type for, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element, indent, tostring

from django.utils.translation import gettext as _

from courses.exporters import Written
from courses.exporters.moodle_xml import answers, gaps, open_questions, pairs
from courses.exporters.moodle_xml.sheet import Sheet
from courses.importers.base import Message
from courses.items.base import FrozenItem

WRITERS: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "single_choice": ("multichoice", answers.single_choice),
    "picture_choice": ("multichoice", answers.single_choice),
    "multiple_response": ("multichoice", answers.multiple_response),
    "true_false": ("truefalse", answers.true_false),
    "short_answer": ("shortanswer", answers.short_answer),
    "numeric": ("numerical", answers.numeric),
    "gap_fill": ("cloze", gaps.gap_fill),
    "matching": ("matching", pairs.matching),
    "categorise": ("matching", pairs.categorise),
    "ordering": ("ordering", pairs.ordering),
    "essay": ("essay", open_questions.essay),
    "file_upload": ("essay", open_questions.file_upload),
    "information": ("description", open_questions.information),
}


def write(items: Sequence[FrozenItem], pictures: Mapping[int, bytes]) -> Written:
    """Return the items as Moodle imports them, and what Moodle cannot hold of them.

    What Moodle has no place for stands in elements of our own, which Moodle passes over: reading the file here gives
    every written item back unchanged, apart from its id.
    """
    root = Element("quiz")
    messages: list[Message] = []
    for number, item in enumerate(items, start=1):
        sheet = Sheet(number, item, pictures, messages)
        if item["type"] not in WRITERS:
            sheet.fail(_("Moodle has no question type for this item, so it is not in the file."))
            continue
        kind, fill = WRITERS[item["type"]]
        sheet.begin(kind)
        fill(sheet)
        sheet.end()
        root.append(sheet.question)
    indent(root)
    data = tostring(root, encoding="UTF-8", xml_declaration=True)
    # A carriage return that stands bare is read as a new line.
    return Written(data.replace(b"\r", b"&#13;"), messages)
