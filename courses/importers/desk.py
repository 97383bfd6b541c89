"""What is at hand while one question of a file is read: its place, its messages, and the file's pictures and bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.base import MOST_ITEMS, Message, ReadItem, Unreadable, new_id
from courses.importers.outside_html import Cleaner, Img, TooTangled, left_out_sentence, piece
from courses.importers.pictures import Pictures
from courses.importers.shares import whole_points
from courses.items.base import FrozenItem
from courses.numbers import canonical
from courses.text import search_exact

LONGEST_TEXT = 300
LONGEST_TAGS = 200
MOST_PARTS = 100
MOST_PICTURES = 20


class NotHeld(Exception):
    """Nothing can be made of this question; the text is a sentence for the trainer."""


@dataclass
class Sheet:
    """The whole file while it is read."""

    pictures: Pictures = field(default_factory=Pictures)
    cleaner: Cleaner = field(default_factory=Cleaner)
    addresses: dict[str, str] = field(default_factory=dict)
    """The names of pictures that were kept, by where they stand in a package."""
    notes: dict[str, None] = field(default_factory=dict)
    """Sentences about the file that are said once, however many questions they concern."""

    def messages(self) -> list[Message]:
        """Return the notes as warnings about the whole file."""
        return [Message("warning", _("The whole file"), note) for note in self.notes]


@dataclass
class Desk:
    """One question while it is read."""

    number: int
    sheet: Sheet
    messages: list[Message] = field(default_factory=list)
    picture: dict[str, str] | None = None

    @property
    def place(self) -> str:
        """The question as the trainer counts it."""
        return _("Question %(number)s") % {"number": self.number}

    def warn(self, sentence: str) -> None:
        """Say something that does not stop the import; the same sentence is said once."""
        self._say(Message("warning", self.place, sentence))

    def fail(self, sentence: str) -> None:
        """Say why this question cannot be imported as it is."""
        self._say(Message("error", self.place, sentence))

    def _say(self, message: Message) -> None:
        if message not in self.messages:
            self.messages.append(message)

    def id(self, *parts: object) -> str:
        """Return the id of a part of this question."""
        return new_id("item", self.number, *parts)

    def html(self, source: str) -> tuple[str, list[Img]]:
        """Return cleaned HTML and the pictures that stood in it; what else is lost is said."""
        simple = piece(source)
        self._tell(simple.left_out)
        return self._bounded(self.sheet.cleaner.prompt, simple.source), simple.pictures

    def lines(self, source: str, between: str = "\n") -> tuple[str, list[Img]]:
        """Return HTML as plain text and the pictures that stood in it; what else is lost is said."""
        simple = piece(source)
        self._tell(simple.left_out)
        return self._bounded(self.sheet.cleaner.lines, simple.source, between), simple.pictures

    def text(self, source: str, between: str = "\n") -> str:
        """Return HTML as plain text where no picture has a place."""
        text, pictures = self.lines(source, between)
        if pictures:
            self.warn(left_out_sentence("picture"))
        return text

    def pay(self, source: str) -> None:
        """Count HTML that is read otherwise than by cleaning; raises NotHeld and Unreadable as cleaning does."""
        self._bounded(self.sheet.cleaner.pay, piece(source).source)

    def bound(self, parts: Sized) -> None:
        """Raise NotHeld when there are more parts than any question needs."""
        if len(parts) > MOST_PARTS:
            raise NotHeld(
                _("The question has more than %(most)s parts of one kind. Please split it.") % {"most": MOST_PARTS}
            )

    def few(self, imgs: list[Img]) -> list[Img]:
        """Return no more pictures than are looked at in one text; that there are more is said."""
        if len(imgs) > MOST_PICTURES:
            self.warn(_("A question has one picture: the further ones were not taken over."))
        return imgs[:MOST_PICTURES]

    def set_picture(self, name: str, alt: str) -> None:
        """Make a kept picture the question's own; a question has one."""
        if self.picture is None:
            self.picture = {"file": name, "alt": alt}
            if not alt:
                self.warn(_("The picture has no description. Please describe it for people who cannot see it."))
        elif self.picture["file"] != name:
            self.warn(_("A question has one picture: the further ones were not taken over."))

    def fitting_tags(self, tags: list[str]) -> list[str]:
        """Return the tags each once, as many as a question may have; a comma would end a tag."""
        each = {search_exact(tag): " ".join(tag.replace(",", ";").split()) for tag in reversed(tags)}
        fitting: list[str] = []
        for tag in filter(None, reversed(each.values())):
            if len(", ".join([*fitting, tag])) > LONGEST_TAGS:
                self.warn(_("The question has more tags than fit: the last ones were not taken over."))
                break
            fitting.append(tag)
        return fitting

    def item(self, kind: str, prompt: str, own: Mapping[str, Any], **optional: Any) -> FrozenItem:
        """Return the frozen item; `optional` keys that say nothing stay away. Points follow with all the questions."""
        if any(len(text) > LONGEST_TEXT for text in _part_texts(own)):
            self.fail(
                _("An option or a part is longer than %(most)s characters. Please shorten it and import it again.")
                % {"most": LONGEST_TEXT}
            )
        if not prompt:
            self.fail(_("The question has no text. Please write one and import it again."))
        base = {"id": self.id(), "type": kind, "prompt": prompt, "points": "1", "hint": "", "explanation": ""}
        extra = {"picture": self.picture} | optional
        return base | dict(own) | {key: value for key, value in extra.items() if value or key in base}

    def _tell(self, left_out: set[str]) -> None:
        for kind in sorted(left_out):
            self.warn(left_out_sentence(kind))

    def _bounded(self, clean: Any, *args: str) -> str:
        try:
            return str(clean(*args))
        except TooTangled as error:
            raise NotHeld(
                _("A text of this question is too long or has too much formatting. Please shorten it.")
            ) from error


def _part_texts(own: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of options, rows, steps, cards and accepted wordings."""
    for key in ("options", "rows", "choices", "steps", "categories", "cards", "places", "rubric", "accepted", "also"):
        for part in own.get(key, ()):
            yield part if isinstance(part, str) else part.get("text", "")


def set_points(items: list[ReadItem], points: Mapping[int, Decimal], sheet: Sheet) -> None:
    """Give every question its points, whole numbers in the proportions of the file."""
    graded = [read for read in items if read.item is not None and read.number in points]
    factor, scaled = whole_points([points[read.number] for read in graded])
    if factor > 1:
        sheet.notes[
            _("Points are whole numbers here, so the points of all questions were multiplied by %(factor)s.")
            % {"factor": factor}
        ] = None
    for read, (value, is_rounded) in zip(graded, scaled, strict=True):
        if read.item is not None:
            read.item["points"] = value
        if is_rounded:
            place = _("Question %(number)s") % {"number": read.number}
            old = canonical(points[read.number])
            sentence = _("%(old)s points became %(new)s: points are whole numbers from 1.") % {
                "old": old,
                "new": value,
            }
            read.messages.append(Message("warning", place, sentence))


def check_count(count: int) -> None:
    """Raise Unreadable for no questions at all, and for too many."""
    if not count:
        raise Unreadable(_("No question was found in the file. Please choose another file."))
    if count > MOST_ITEMS:
        raise Unreadable(
            _("The file holds more than %(most)s questions. Please split it into several files.") % {"most": MOST_ITEMS}
        )
