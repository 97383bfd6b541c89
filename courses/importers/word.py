"""Word documents (.docx) as Vietnamese trainers type them: “Câu 1.”, “A.” to “D.”, the right option bold or named.

The file is read here and not with a library that makes HTML of it: those drop what trainers mark answers with,
which is underlining, colours and the numbers that lists draw by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.importers.base import Message, Reading, ReadItem
from courses.importers.desk import Sheet, check_count, set_points
from courses.importers.word_document import Table, blocks_of
from courses.importers.word_gatherer import Gatherer
from courses.importers.word_items import Paper, item_of, loss_sentence, points_in
from courses.importers.word_lines import Line
from courses.importers.word_package import open_package
from courses.importers.word_pictures import Album
from courses.importers.word_tables import feed_table
from courses.importers.word_text import Kind, head_of

MOST_IGNORED = 50


def read(data: bytes) -> Reading:
    """Return the questions of a Word document, or raise Unreadable."""
    package = open_package(data)
    blocks = list(blocks_of(package))
    gatherer = _gathered(blocks)
    check_count(len(gatherer.questions))
    sheet = Sheet()
    album = Album(package, sheet.pictures)
    reading = Reading(pictures=sheet.pictures.files)
    points: dict[int, Decimal] = {}
    for number, question in enumerate(gatherer.questions, start=1):
        paper = Paper(number, sheet, name=question.name)
        value = points_in(question, paper)
        reading.items.append(item_of(paper, question, album))
        if value is not None:
            points[number] = value
    _share_points(reading.items, points, sheet)
    reading.messages = sheet.messages() + _left_out(gatherer)
    return reading


def _gathered(blocks: list[Line | Table]) -> Gatherer:
    kind, depth = _kind_of(blocks)
    gatherer = Gatherer(kind, depth)
    for block in blocks:
        if isinstance(block, Line):
            gatherer.feed(block)
        else:
            feed_table(gatherer, block)
    if kind == "bare":
        gatherer.drop_unfinished()
    _hand_out(gatherer)
    return gatherer


def _kind_of(blocks: list[Line | Table]) -> tuple[Kind, int]:
    """Return how questions begin in this document, and at which depth of its lists."""
    heads: list[tuple[Kind, Line]] = []
    for line in _all_lines(blocks):
        text = f"{line.label} {line.text}" if line.label else line.text
        kind: Kind | None = "called" if head_of(text, "called") or head_of(line.text, "called") else None
        if kind or (line.text.strip() and head_of(text, "numbered")):
            heads.append((kind or "numbered", line))
    called = sum(kind == "called" for kind, _line in heads)
    if called and (called > 1 or heads[0][0] == "called"):
        return "called", 0
    depth = min((line.depth for _kind, line in heads if line.label), default=0)
    return ("numbered" if heads else "bare"), depth


def _all_lines(blocks: list[Line | Table]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell)


def _hand_out(gatherer: Gatherer) -> None:
    """Give listed answers to their questions; a number that several questions have is handed out in order."""
    by_name: dict[str, list[int]] = {}
    for place, question in enumerate(gatherer.questions):
        by_name.setdefault(question.name, []).append(place)
    for entry in gatherer.entries:
        places = by_name.get(str(entry.number), [])
        if not places:
            gatherer.ignored.append((len(gatherer.questions), f"{entry.number}. {entry.value}"))
            continue
        question = gatherer.questions[places.pop(0) if len(places) > 1 else places[0]]
        question.key.append(entry.value)
        if entry.explanation:
            question.notes.setdefault("explanation", []).append(entry.explanation)


def _share_points(items: list[ReadItem], points: dict[int, Decimal], sheet: Sheet) -> None:
    """Set points where the document names any; a question without counts one."""
    if points:
        set_points(items, {read.number: points.get(read.number, Decimal(1)) for read in items}, sheet)


def _left_out(gatherer: Gatherer) -> list[Message]:
    """Return a message for every passage that belongs to no question."""
    names = [question.name for question in gatherer.questions]
    passages: dict[int, list[str]] = {}
    for after, text in gatherer.ignored:
        passages.setdefault(after, []).append(text)
    messages = [Message("warning", _("The whole file"), loss_sentence(loss)) for loss in sorted(gatherer.lost)]
    for after, texts in list(passages.items())[:MOST_IGNORED]:
        place = _("After question %(number)s") % {"number": names[after - 1]} if after else _("Beginning of the file")
        shown = " / ".join(text[:60] for text in texts[:5]) + (" …" if len(texts) > 5 else "")
        messages.append(
            Message("warning", place, _("This belongs to no question and was left out: “%(text)s”.") % {"text": shown})
        )
    return messages
