"""From a gathered question to a frozen item: which type it is, its texts, its picture, and what to tell the trainer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.importers.base import ReadItem
from courses.importers.desk import Desk, NotHeld
from courses.importers.word_answers import letters_from, look_tells
from courses.importers.word_gatherer import TICKED_BULLETS
from courses.importers.word_numbering import BULLET
from courses.importers.word_options import follows
from courses.importers.word_pictures import Album
from courses.importers.word_question import Option, Question
from courses.importers.word_runs import DELETED, FORMULA, HIDDEN, NOTE, RAISED, TEXT_BOX
from courses.importers.word_text import LETTERS, difficulty_of, points_of
from courses.importers.word_types import own_keys
from courses.importers.word_wording import one_line, prompt_html, several_lines
from courses.items import ITEM_TYPES
from courses.items.base import FrozenItem

LONGEST_NOTE = 5000
_MOST_TAGS = 20
# What somebody repeats more often than this is not said about every time.
_MOST_REPEATED = 10


@dataclass
class Paper(Desk):
    """One question on the desk, named by the number the document gives it."""

    name: str = ""

    @property
    def place(self) -> str:
        """The question as the trainer numbered it."""
        return _("Question %(number)s") % {"number": self.name}


def item_of(paper: Paper, question: Question, album: Album) -> ReadItem:
    """Return what becomes of a question."""
    question.answers = question.answers[:_MOST_REPEATED]
    question.key = question.key[:_MOST_REPEATED]
    _settle(question)
    for loss in sorted(question.lost):
        paper.warn(loss_sentence(loss))
    for text in question.added[:_MOST_REPEATED]:
        paper.warn(_("“%(text)s” was read as part of the option before it. Please check.") % {"text": text[:60]})
    try:
        item = _item(paper, question, album)
    except NotHeld as error:
        paper.fail(str(error))
        item = None
    if item is not None and not any(message.level == "error" for message in paper.messages):
        for fault in _faults(item):
            paper.fail(fault)
    return ReadItem(paper.number, item, paper.messages)


def points_in(question: Question, paper: Paper) -> Decimal | None:
    """Return the points a question names, if any; what cannot be read as points is told."""
    written = question.note("points")
    value = points_of(written)
    if written and not value:
        paper.warn(_("“%(text)s” could not be read as points. The question counts 1.") % {"text": written[:60]})
    return Decimal(value) if value else None


def loss_sentence(loss: str) -> str:
    """Return what a trainer is told about something the document held and the question cannot."""
    return {
        DELETED: _("Text that was deleted with Track Changes was left out."),
        TEXT_BOX: _("Text in a text box was left out. Please add it to the question if it is needed."),
        NOTE: _("A footnote was left out. Please add its text to the question if it is needed."),
        FORMULA: _("A formula stands as plain letters. Please check the text."),
        HIDDEN: _("Hidden text was left out."),
        RAISED: _("Raised or lowered letters now stand on the line. Please check the text."),
    }[loss]


def _settle(question: Question) -> None:
    """Decide what stayed open while reading: whether bullets are options, and what a lone “Đúng” is."""
    if len(question.options) == 1 and question.is_judged:
        question.answers.append(question.options.pop().text)
    if not question.options and 1 < len(question.bullets) <= len(LETTERS):
        options = _bulleted(question)
        answers = [letters_from(value, options) for value in question.answers + question.key]
        if look_tells(options) or (answers and all(answers)):
            question.options = options
            question.bullets = []
    question.prompt += question.bullets
    question.bullets = []


def _bulleted(question: Question) -> list[Option]:
    options: list[Option] = []
    for line in question.bullets:
        text = line.text
        start = 0 if line.label == BULLET else len(text) - len(text.lstrip()) + 2
        letter = follows(options[-1].letter if options else None)
        if letter:
            body = replace(line.part(start).stripped(), pictures=line.pictures)
            options.append(Option(letter, [body], is_ticked=text.lstrip()[:1] in TICKED_BULLETS).trimmed())
    return options


def _item(paper: Paper, question: Question, album: Album) -> FrozenItem:
    prompt = prompt_html(paper, question.prompt)
    own = own_keys(paper, question, album)
    for picture in (picture for line in question.prompt for picture in line.pictures):
        album.into_question(paper, picture)
    written = question.note("difficulty")
    difficulty = difficulty_of(written)
    if written and not difficulty:
        paper.warn(
            _("“%(text)s” is no level of difficulty we know. Write Dễ, Trung bình or Khó.") % {"text": written[:60]}
        )
    tags = [tag[:50] for tag in (one_line(tag) for tag in question.note("tags").replace(";", ",").split(",")) if tag]
    return paper.item(
        str(own.pop("type")),
        prompt,
        own,
        hint=_note(paper, question, "hint"),
        explanation=_note(paper, question, "explanation"),
        difficulty=difficulty,
        tags=tags[:_MOST_TAGS],
    )


def _note(paper: Paper, question: Question, name: str) -> str:
    text = several_lines(question.note(name))
    if len(text) > LONGEST_NOTE:
        paper.fail(
            _("The hint or explanation is longer than %(limit)d characters. Please shorten it.")
            % {"limit": LONGEST_NOTE}
        )
    return text[:LONGEST_NOTE]


def _faults(item: FrozenItem) -> list[str]:
    # A picture without a description is warned about: hardly any Word document has one, and it is added after import.
    bare = {key: value for key, value in item.items() if key != "picture"}
    return ITEM_TYPES[item["type"]].faults(bare)
