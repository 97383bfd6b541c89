"""Moodle's GIFT format: questions as plain text with their answers in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.base import Message, Reading, ReadItem
from courses.importers.draft import Draft, essay_keys, gather, refuse_large
from courses.importers.encodings import decode
from courses.importers.gift_answers import choice, matching, note, ordering, short_answer, true_false
from courses.importers.gift_numbers import numeric
from courses.importers.gift_tokens import Block, Parts, blocks, category_name, parts, release
from courses.importers.wording import Misread, Wordings, readable
from courses.items.information import NO_POINTS
from courses.text import fold

_LONGEST_TAG = 100
_CLOZE = re.compile(r"[0-9]{0,3}:[A-Z_]{2,20}:")


def read(data: bytes) -> Reading:
    """Return the questions of a GIFT file with messages, or raise Unreadable."""
    refuse_large(data)
    reading = Reading()
    items = _Items(reading)
    gather(reading, items.read(readable(decode(data))), _("No question was found in this file."))
    if items.titles:
        text = _("Questions have no title here, so the titles in the file were left out.")
        reading.messages.append(Message("warning", "", text))
    return reading


class _Items:
    """Walks through a file; knows the category it is in and the titles it left out."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.words = reading, Wordings()
        self.category, self.titles, self.number = "", 0, 0

    def read(self, text: str) -> Iterator[ReadItem]:
        for block in blocks(text):
            if block.category is not None:
                self._enter(block)
                continue
            self.number += 1
            draft = Draft(self.number, block.line, self.words)
            try:
                item = self._item(draft, block)
            except Misread as reason:
                draft.error(str(reason))
                item = None
            yield draft.done(item)

    def _enter(self, block: Block) -> None:
        """Turn a category into the tag of the questions after it."""
        name = self.words.line(category_name(block.category or ""), "plain").replace(",", " ")[:_LONGEST_TAG].strip()
        if name == self.category:
            return
        self.category = name
        # A file may change its category with every question; the first of these messages are enough to understand.
        if name and len(self.reading.messages) < 100:
            place = _("line %(line)d") % {"line": block.line}
            text = _("The category “%(name)s” became a tag of the questions after it.") % {"name": name}
            self.reading.messages.append(Message("warning", place, text))

    def _item(self, draft: Draft, block: Block) -> dict[str, Any]:
        taken = parts(block.text)
        prompt = draft.prompt(release(taken.prompt), taken.form) or draft.prompt(release(taken.title), "plain")
        if (
            taken.title
            and taken.prompt.strip()
            and fold(release(taken.title)) != fold(draft.words.note(prompt, "html"))
        ):
            self.titles += 1
        if block.has_id:
            draft.warn(_("The number that another program gave this question was left out."))
        own = _own_keys(draft, taken)
        more: dict[str, Any] = {"explanation": note(draft, taken.general, taken.form)}
        tags = [tag for tag in (self._tag(name) for name in (self.category, *block.tags)) if tag]
        return draft.item(prompt, own, **more, **({"tags": list(dict.fromkeys(tags))} if tags else {}))

    def _tag(self, name: str) -> str:
        return self.words.line(name, "plain").replace(",", " ")[:_LONGEST_TAG].strip()


def _own_keys(draft: Draft, taken: Parts) -> dict[str, Any]:
    """Return the keys of the type that the answer shows, tried in the order in which Moodle tries them."""
    answer, form = taken.answer, taken.form
    if answer is None:
        return {"type": "information", "points": NO_POINTS}
    if not answer:
        return essay_keys(draft)
    if _CLOZE.match(answer):
        raise Misread(_("This is Moodle's cloze code, which GIFT does not hold. Export the question as Moodle XML."))
    if answer.startswith("#"):
        return numeric(draft, answer, form)
    if answer.startswith(">"):
        return ordering(draft, answer, form)
    if "~" in answer:
        return choice(draft, answer, form)
    if "=" in answer and "->" in answer:
        return matching(draft, answer, form)
    return true_false(draft, answer, form) or short_answer(draft, answer, form)
