"""The Aiken format: a question, options with letters, and a line "ANSWER: B"; in Vietnamese files "ĐÁP ÁN: B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.base import Reading, ReadItem, Unreadable
from courses.importers.draft import Draft, gather, no_right_answer, refuse_large, refuse_many
from courses.importers.encodings import decode
from courses.importers.letters import right_letters
from courses.importers.wording import Misread, Wordings, readable
from courses.text import fold

MOST_LINES = 100_000
LONGEST_QUESTION = 20_000

_OPTION = re.compile(r"([A-Za-z])[.)]")
_MARK = re.compile(r"([^\W\d_][^:]{3,20}):(.*)")
_ANSWER_WORDS = {"answer", "answers", "dap an", "dap an dung", "tra loi"}
_NOTES = {"giai thich": "explanation", "explanation": "explanation", "feedback": "explanation"} | {
    "goi y": "hint",
    "hint": "hint",
}


@dataclass
class Question:
    """The lines of one question as they came; `line` is where it begins."""

    line: int
    prompt: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answer: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    # Lines after an option that no letter begins: they belong to it, or to the next question.
    loose: list[tuple[int, str]] = field(default_factory=list)
    joined: bool = False
    size: int = 0

    def settle(self) -> None:
        """Join the loose lines to the last option."""
        if self.loose:
            self.options[-1] = " ".join([self.options[-1], *(text for _line, text in self.loose)])
            self.loose, self.joined = [], True

    def take(self, bare: str, line: int) -> None:
        """Add a line that belongs to this question."""
        self.size += len(bare)
        mark = _mark(bare)
        if mark and mark[0] in _NOTES and self.answer is not None:
            self.notes[_NOTES[mark[0]]] = mark[1]
        elif mark and mark[0] in _ANSWER_WORDS and self.answer is None and (self.prompt or self.options):
            self.settle()
            self.answer = mark[1]
        elif self.next_letter(bare):
            self.settle()
            self.options.append(bare[2:].strip())
        elif self.options:
            self.loose.append((line, bare))
        else:
            self.prompt.append(bare)

    def next_letter(self, bare: str) -> bool:
        """Whether a line is the option that comes next."""
        found = _OPTION.match(bare)
        return found is not None and found[1].upper() == chr(ord("A") + len(self.options))


def read(data: bytes) -> Reading:
    """Return the questions of an Aiken file with messages, or raise Unreadable."""
    refuse_large(data)
    text = readable(decode(data))
    if text.count("\n") > MOST_LINES:
        raise Unreadable(_("This file has too many lines. Split it into smaller files."))
    words = Wordings()
    found = (_item(number, question, words) for number, question in enumerate(questions(text), start=1))
    return gather(Reading(), found, _("No question was found in this file."))


def questions(text: str) -> Iterator[Question]:
    """Yield the questions in the order of the file: one ends with its answer, or where options begin at A again."""
    question: Question | None = None
    after_blank = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare and question is not None and _is_over(question, bare, after_blank):
            heading = question.loose if _is_first_option(bare) and question.answer is None else []
            question.loose = [] if heading else question.loose
            question.settle()
            yield question
            question = Question(heading[0][0], [text for _line, text in heading]) if heading else None
        if bare:
            question = question or Question(number)
            question.take(bare, number)
        after_blank = not bare
    if question is not None:
        question.settle()
        yield question


def _is_over(question: Question, bare: str, after_blank: bool) -> bool:
    """Whether a line belongs to the next question already."""
    mark = _mark(bare)
    if question.answer is not None:
        return mark is None or mark[0] not in _NOTES
    if not question.options or question.next_letter(bare) or mark is not None:
        return False
    return after_blank or _is_first_option(bare)


def _is_first_option(bare: str) -> bool:
    found = _OPTION.match(bare)
    return found is not None and found[1].upper() == "A"


def _mark(bare: str) -> tuple[str, str] | None:
    """Return the folded word before a colon and what stands after it, when it is one of the words we know."""
    found = _MARK.match(bare)
    word = fold(found[1]) if found else ""
    return (word, found[2].strip()) if found and (word in _ANSWER_WORDS or word in _NOTES) else None


def _item(number: int, question: Question, words: Wordings) -> ReadItem:
    draft = Draft(number, question.line, words)
    try:
        return draft.done(_made(draft, question))
    except Misread as reason:
        draft.error(str(reason))
        return draft.done(None)


def _made(draft: Draft, question: Question) -> dict[str, Any]:
    refuse_many(len(question.options))
    if question.size > LONGEST_QUESTION:
        raise Misread(_("This question is too long. Perhaps its line with the right answer is missing."))
    if question.joined:
        draft.warn(_("A line without a letter was added to the option before it. Please check the options."))
    prompt = draft.prompt("\n".join(question.prompt), "moodle")
    rights = _right_letters(draft, question)
    options = [
        {"id": draft.id("option", place + 1), "text": draft.line(text, "moodle"), "correct": chr(65 + place) in rights}
        for place, text in enumerate(question.options)
    ]
    own = {"type": "multiple_response" if len(rights) > 1 else "single_choice", "options": options}
    return draft.item(prompt, own, **{key: draft.words.note(text, "moodle") for key, text in question.notes.items()})


def _right_letters(draft: Draft, question: Question) -> set[str]:
    """Return the letters of the right options; what is wrong with them is named."""
    offered = {chr(ord("A") + place): text for place, text in enumerate(question.options)}
    letters = right_letters(question.answer or "", offered)
    missing = sorted(letters - set(offered))
    if missing:
        draft.error(_("The right answer names option %(letter)s, which is not there.") % {"letter": missing[0]})
    elif not letters:
        draft.error(no_right_answer())
    return letters
