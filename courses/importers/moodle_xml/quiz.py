"""A file of Moodle XML: its categories and questions in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NoReturn
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.base import Reading, ReadItem, Unreadable
from courses.importers.desk import Desk, NotHeld, Sheet, check_count, set_points
from courses.importers.moodle_xml import choice, gaps, open_questions, pairs, written
from courses.importers.moodle_xml.names import name_of
from courses.importers.moodle_xml.question import Question
from courses.importers.xml_tree import local_name, parse_xml
from courses.items.base import FrozenItem
from courses.text import nfc

READERS: dict[str, Callable[[Question], FrozenItem]] = {
    "multichoice": choice.multichoice,
    "truefalse": choice.truefalse,
    "shortanswer": written.shortanswer,
    "numerical": written.numerical,
    "matching": pairs.matching,
    "match": pairs.matching,
    "ddmatch": pairs.matching,
    "ordering": pairs.ordering,
    "cloze": gaps.cloze_question,
    "multianswer": gaps.cloze_question,
    "gapselect": gaps.missing_words,
    "ddwtos": gaps.missing_words,
    "essay": open_questions.essay,
    "description": open_questions.description,
}
UNGRADED = {"description"}
_NAMELESS = re.compile(r"\$\w+\$|top|Default for .*")


def read(data: bytes) -> Reading:
    """Return the questions of a Moodle XML file. Raises Unreadable when it is none."""
    root = parse_xml(data)
    if local_name(root.tag) != "quiz":
        raise Unreadable(_("This is not a file of questions from Moodle. In Moodle choose Export and Moodle XML."))
    sheet = Sheet()
    questions = list(_questions(root, sheet))
    check_count(len(questions))
    reading = Reading(pictures=sheet.pictures.files)
    points: dict[int, Decimal] = {}
    for place, (element, tags) in enumerate(questions, start=1):
        question = Question(element, Desk(place, sheet), tags)
        reading.items.append(_read_item(question))
        if question.kind not in UNGRADED:
            points[place] = question.points
    set_points(reading.items, points, sheet)
    reading.messages = sheet.messages()
    return reading


def _questions(root: Element, sheet: Sheet) -> Iterator[tuple[Element, list[str]]]:
    """Yield every question with the names of the category it stands under."""
    tags: list[str] = []
    for element in root:
        name = local_name(element.tag)
        if name != "question":
            sheet.notes[_("Something called “%(name)s” is not known and was left out.") % {"name": name[:60]}] = None
        elif element.get("type") == "category":
            tags = _category_names(element.findtext("category/text") or element.findtext("category") or "")
            if (element.findtext("info/text") or "").strip():
                sheet.notes[_("Descriptions of categories were not taken over.")] = None
        else:
            yield element, tags


def _category_names(path: str) -> list[str]:
    """Return the names in a path such as "$course$/top/Default for C1/Network"; "//" is a slash inside a name."""
    names = [name.replace("\0", "/").strip() for name in nfc(path).replace("//", "\0").split("/")]
    return [name for name in names if name and not _NAMELESS.fullmatch(name)]


def _read_item(question: Question) -> ReadItem:
    desk = question.desk
    try:
        item = READERS.get(question.kind, _not_supported)(question)
    except NotHeld as reason:
        desk.fail(str(reason))
        item = None
    return ReadItem(desk.number, item, desk.messages)


def _not_supported(question: Question) -> NoReturn:
    raise NotHeld(
        _("The question type “%(name)s” of Moodle is not supported. Please write this question anew.")
        % {"name": name_of(question.kind)}
    )
