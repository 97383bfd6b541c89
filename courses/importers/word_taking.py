"""What a question takes from a line: options cut apart, the words Đúng and Sai, an answer at its end."""

from __future__ import annotations

from dataclasses import replace

from courses.importers.word_lines import Line
from courses.importers.word_options import Mark, follows
from courses.importers.word_question import Option, Question, label_marks
from courses.importers.word_text import FALSE_WORDS, LONGEST_HEADING, TRUE_WORDS, answer_at_end, true_false_of
from courses.text import fold

_TICKS = frozenset("☑☒✓✔*")
# “Đúng” has four letters, and a few more when its marks stand apart.
_LONGEST_TRUTH = 8
_AROUND = " \t☐□○☑☒✓✔*.;/|,()[]"


def add_options(
    question: Question, line: Line, letter: str, *, marks: list[Mark] | None = None, is_counted: bool = False
) -> bool:
    """Add the options that stand on a line, each cut at the next. Tells whether there was room for them.

    `is_counted` options have their letter from a list: the line begins with that label.
    """
    if not letter:
        return False
    if is_counted:
        start = len(line.label) + 1 if line.text.startswith(line.label) else 0
        marks = [Mark(0, start, letter, is_small=False, is_ticked=False)]
    cuts = marks or []
    question.prompt += question.bullets
    question.bullets.clear()
    for place, mark in enumerate(cuts):
        end = cuts[place + 1].start if place + 1 < len(cuts) else None
        body = line.part(mark.end, end).stripped()
        body = replace(body, pictures=line.pictures if place == len(cuts) - 1 else ())
        label = frozenset() if is_counted else label_marks(line.part(mark.start, mark.end))
        whole = line if place == 0 else None
        is_small = mark.is_small or (is_counted and line.label.strip("([")[:1].islower())
        option = Option(mark.letter, [body], label, mark.is_ticked, is_small, whole)
        question.options.append(option.trimmed())
    question.at = "option"
    return True


def add_true_false(question: Question, line: Line) -> bool:
    """Add the options Đúng and Sai, side by side or one on a line. Tells whether the line held them."""
    if question.options and (not question.is_judged or len(question.options) > 1):
        return False
    spans = _spans(line.text, is_second=bool(question.options))
    for start, end in spans:
        part = line.part(start, end).stripped()
        word = part.text.strip(_AROUND)
        place = part.text.find(word)
        letter = follows(question.options[-1].letter if question.options else None)
        is_ticked = any(tick in part.text for tick in _TICKS)
        question.options.append(Option(letter, [part.part(place, place + len(word))], is_ticked=is_ticked))
        question.is_judged, question.at = True, "option"
    return bool(spans)


def _spans(text: str, is_second: bool) -> list[tuple[int, int]]:
    """Return where the two words stand, or the one word of the line; nothing when there is more on it."""
    both = None if is_second else true_false_of(text)
    if both is not None:
        return list(both)
    word = text.strip(_AROUND) if len(text) <= LONGEST_HEADING else ""
    return [(0, len(text))] if len(word) <= _LONGEST_TRUTH and fold(word) in {"dung", "sai"} else []


def without_ends(line: Line) -> tuple[Line, str]:
    """Return a line without the answer that stands at its end, and that answer."""
    found = answer_at_end(line.text)
    if found is None:
        return line, ""
    return replace(line.part(0, found[0]), label=line.label, pictures=line.pictures), found[1]


def continue_with(question: Question, line: Line) -> None:
    """Add a line to what the question was last given."""
    question.lost |= line.lost
    text = " ".join(line.text.split())
    if question.at in question.notes:
        question.notes[question.at].append(text)
    elif question.at == "answer":
        question.notes.setdefault("explanation", []).append(text)
        question.at = "explanation"
    elif question.options:
        question.options[-1].lines.append(line)
        if line.is_first and text:
            question.added.append(text)
    else:
        question.prompt.append(line)


def truth_of(text: str) -> bool | None:
    """Return what the word means: true for “Đúng” or “Đ”, false for “Sai” or “S”, None for anything else."""
    if len(text) > LONGEST_HEADING:
        return None
    word = text.strip(" .:;()*")
    word = fold(word) if len(word) <= _LONGEST_TRUTH else ""
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None
