"""An item in the making: where it stands in the file, what there is to say about it, and its ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.base import LARGEST_FILE, MOST_ITEMS, Message, Reading, ReadItem, Unreadable, new_id
from courses.importers.wording import Form, Misread, Wordings, losses
from courses.items import ITEM_TYPES
from courses.items.base import FrozenItem
from courses.items.essay import USUAL_LIMIT
from courses.numbers import number_of

# What the editor's fields hold.
LONGEST_OPTION = 300
# Longer still, it is no option any more but a mark that is missing; nothing is made of it.
LONGEST_SOURCE = 2000
MOST_PARTS = 50

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_TEXT_LISTS = ("options", "rows", "choices", "steps", "cards", "categories")


class Draft:
    """Collects messages while one question is read. `line` is counted from 1, as editors and spreadsheets show it."""

    def __init__(self, number: int, line: int, words: Wordings) -> None:
        self.number, self.words = number, words
        self.place = _("Question %(number)d, line %(line)d") % {"number": number, "line": line}
        self.messages: list[Message] = []

    def error(self, text: str) -> None:
        """Keep the item from being imported, and say why."""
        self.messages.append(Message("error", self.place, text))

    def warn(self, text: str) -> None:
        """Say what the trainer should look at; the same sentence is said once."""
        message = Message("warning", self.place, text)
        if message not in self.messages:
            self.messages.append(message)

    def id(self, *parts: object) -> str:
        """Return the id of a part of the item."""
        return new_id("item", self.number, *parts)

    def texts(self, key: str, texts: list[str]) -> list[dict[str, Any]]:
        """Return `[{"id", "text"}]` for the parts of the item under one key."""
        return [{"id": self.id(key, place), "text": text} for place, text in enumerate(texts, start=1)]

    def prompt(self, text: str, form: Form) -> str:
        """Return the question's text as cleaned HTML, and warn about what it lost."""
        for sentence in losses(text, form):
            self.warn(sentence)
        return self.words.prompt(text, form)

    def line(self, text: str, form: Form) -> str:
        """Return a short text of the question and warn about what it lost, or raise Misread when it is not short."""
        if len(text) > LONGEST_SOURCE:
            raise Misread(
                _("An option or answer is much too long: “%(text)s…”. Perhaps a mark after it is missing.")
                % {"text": text.strip()[:40]}
            )
        for sentence in losses(text, form):
            self.warn(sentence)
        return self.words.line(text, form)

    def item(self, prompt: str, own: dict[str, Any], **more: Any) -> FrozenItem:
        """Return the frozen item of a prompt, the keys of its type, and what else is known of it."""
        whole = {"id": self.id(), "type": own["type"], "prompt": prompt, "points": "1", "hint": "", "explanation": ""}
        return whole | more | own

    def done(self, item: FrozenItem | None) -> ReadItem:
        """Return the finished item; what keeps it from being sat becomes an error unless one was named already."""
        if item is not None:
            self._check_lengths(item)
            if not any(message.level == "error" for message in self.messages) and item["type"] in ITEM_TYPES:
                for fault in ITEM_TYPES[item["type"]].faults(item):
                    self.error(fault)
        return ReadItem(self.number, item, self.messages)

    def _check_lengths(self, item: FrozenItem) -> None:
        parts = [part for key in _TEXT_LISTS for part in item.get(key) or []]
        texts = [part["text"] for part in parts] + list(item.get("accepted") or [])
        if any(len(text) > LONGEST_OPTION for text in texts):
            self.warn(
                _("An option or answer is longer than %(limit)d characters. Please shorten it before publishing.")
                % {"limit": LONGEST_OPTION}
            )


def essay_keys(draft: Draft, points: str = "1") -> dict[str, Any]:
    """Return an essay's own keys where the file says no more than that it is one: one criterion for all its points."""
    rubric = [{"id": draft.id("rubric", 1), "text": _("Right and complete"), "points": points}]
    return {"type": "essay", "rubric": rubric, "longest": USUAL_LIMIT}


def refuse_many(count: int) -> None:
    """Raise Misread when a question has more parts than a person could answer, before anything is made of them."""
    if count > MOST_PARTS:
        raise Misread(_("This question has too many options or rows. Please split it."))


def no_right_answer() -> str:
    """Return the sentence for a question whose right answer is not marked."""
    return _("No right answer was found. Mark it in the file and upload it again, or add it by hand.")


def written_number(text: str) -> Decimal | None:
    """Return a number as files of other programs write it ("3.5"), or else the Vietnamese way ("3,5"); or None."""
    written = text.strip().replace("\u2212", "-")
    return Decimal(written) if _PLAIN_NUMBER.fullmatch(written) else number_of(written)


def refuse_large(data: bytes) -> None:
    """Raise Unreadable when the file is empty or larger than any we read."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(_("This file is empty. Please choose another one."))
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("This file is larger than 10 MB. Split it into smaller files and upload them one by one."))


def gather(reading: Reading, items: Iterator[ReadItem], nothing: str) -> Reading:
    """Return the reading filled with its items; raise Unreadable when there are too many, or with `nothing` if none."""
    for item in items:
        if len(reading.items) >= MOST_ITEMS:
            raise Unreadable(
                _("This file has more than %(limit)d questions. Split it into smaller files.") % {"limit": MOST_ITEMS}
            )
        reading.items.append(item)
    if not reading.items:
        raise Unreadable(nothing)
    return reading
