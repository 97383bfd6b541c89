"""Items in the Aiken format: a question on one line, options with letters, “ANSWER: B”. Plain text, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from django.utils.translation import gettext as _

from courses.exporters import Written
from courses.exporters.left_out import NotHeld, left_out, not_held, place_of, unknown_type
from courses.html import plain
from courses.importers.aiken import read
from courses.importers.base import Message, Unreadable
from courses.importers.wording import paragraphs
from courses.items.base import FrozenItem


def write(items: Sequence[FrozenItem], pictures: Mapping[int, bytes]) -> Written:
    """Return the single choice questions among the items as a file in UTF-8; messages name all that is not in it.

    Every question in the file is read back here with the same words and the same right option.
    """
    messages: list[Message] = []
    questions: list[str] = []
    for number, item in enumerate(items, start=1):
        try:
            question, is_plain = _question(item)
        except NotHeld as reason:
            messages.append(not_held(number, reason))
            continue
        questions.append(question)
        messages += left_out(number, item, ())
        if not is_plain:
            text = _("This file format holds a question as one line of plain text: its formatting was left out.")
            messages.append(Message("warning", place_of(number), text))
    return Written("\n".join(questions).encode(), messages)


def _question(item: FrozenItem) -> tuple[str, bool]:
    """Return the lines of a question, and whether they show all of its text as it was."""
    if item["type"] != "single_choice":
        raise unknown_type(item)
    right = [letter for letter, option in zip(ascii_uppercase, item["options"], strict=False) if option["correct"]]
    options = [f"{letter}. {option['text']}" for letter, option in zip(ascii_uppercase, item["options"], strict=False)]
    text = plain(item["prompt"])
    question = "\n".join([text, *options, f"ANSWER: {''.join(right)}", ""])
    if _told_by(question) != (paragraphs(text), _options(item)):
        # The format has no escapes: a question may begin like an option, and an option may look like HTML.
        raise NotHeld(_("In this file format a text of this question would be read otherwise, so it was left out."))
    return question, item["prompt"] == paragraphs(text)


def _options(item: FrozenItem) -> list[tuple[str, bool]]:
    return [(option["text"], bool(option["correct"])) for option in item["options"]]


def _told_by(question: str) -> tuple[str, list[tuple[str, bool]]] | None:
    """Return what a reader of the file gets of a question; None when it is not exactly one that can be sat."""
    try:
        found = read(question.encode()).items
    except Unreadable:
        return None
    item = found[0].item if len(found) == 1 and found[0].importable else None
    return (item["prompt"], _options(item)) if item is not None else None
