"""Which options are right: by look, by a star, by “Đáp án:”, by a list of answers; and whether these agree."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.importers.word_key import letters_of
from courses.importers.word_lines import BOLD, COLOUR, HIGHLIGHT, MARKS, UNDERLINE
from courses.importers.word_question import Option, Question
from courses.importers.word_taking import truth_of
from courses.text import fold


@dataclass
class Verdict:
    """The letters of the right options, and the sentences about what could not be concluded."""

    letters: str = ""
    faults: list[str] = field(default_factory=list)


def verdict_of(question: Question) -> Verdict:
    """Return the right options of a question that has options."""
    found: list[tuple[str, str]] = _by_look(question.options)
    verdict = Verdict()
    for value, name in _written(question):
        letters = letters_from(value, question.options)
        if letters is None:
            verdict.faults.append(
                _("“%(answer)s” names none of the options. Write the letter of the right option.")
                % {"answer": value[:60]}
            )
        else:
            found.append((name, letters))
    if len({letters for _name, letters in found}) > 1:
        verdict.faults.append(_clash(found))
    elif found:
        verdict.letters = found[0][1]
    elif not verdict.faults:
        verdict.faults.append(
            _("No right answer was found. Make the right option bold, or write “Đáp án: B” below the options.")
        )
    return verdict


def letters_from(value: str, options: list[Option]) -> str | None:
    """Return the letters that an answer names by letter or by the words of an option; None when it names none."""
    truth = truth_of(value)
    truths = [truth_of(option.text) for option in options] if truth is not None else []
    if truth is not None and sorted(map(str, truths)) == ["False", "True"]:
        return options[truths.index(truth)].letter
    letters = letters_of(value, "".join(option.letter for option in options))
    key = fold(value).strip(" .") if len(value.strip(" .")) > 1 else ""
    same = [option.letter for option in options if key and fold(option.text).strip(" .") == key]
    return same[0] if len(same) == 1 else letters


def looked_right(options: list[Option]) -> str:
    """Return the letters of the options that a star or their look sets apart; nothing where looks disagree."""
    found = {letters for _name, letters in _by_look(options)}
    return found.pop() if len(found) == 1 else ""


def look_tells(options: list[Option]) -> bool:
    """Whether a star or the look of the options sets some of them apart."""
    return bool(_by_look(options))


def _by_look(options: list[Option]) -> list[tuple[str, str]]:
    """Return each look that sets some options apart from others, by its name for the trainer.

    A look that all options have says nothing. The options' words count first; only where those are all alike may
    their letters speak, such as one underlined “B.”.
    """
    names = {BOLD: _("bold"), UNDERLINE: _("underlining"), COLOUR: _("colour"), HIGHLIGHT: _("highlighting")}
    found = [(_("the star or tick"), _apart(options, [option.is_ticked for option in options]))]
    for mark in MARKS:
        by_words = _apart(options, [option.marked(mark) for option in options])
        by_letter = _apart(options, [mark in option.label_marks for option in options])
        found.append((names[mark], by_words or by_letter))
    return [(name, letters) for name, letters in found if letters]


def _apart(options: list[Option], has_it: list[bool]) -> str:
    letters = "".join(option.letter for option, has in zip(options, has_it, strict=True) if has)
    return letters if 0 < len(letters) < len(options) else ""


def _written(question: Question) -> list[tuple[str, str]]:
    """Return the written answers and how each is named to the trainer."""
    below = [(value, _("“Đáp án: %(answer)s”") % {"answer": value[:60]}) for value in question.answers]
    return below + [(value, _("the list of answers")) for value in question.key]


def _clash(found: list[tuple[str, str]]) -> str:
    first = found[0]
    other = next(source for source in found if source[1] != first[1])
    return _(
        "The right answers contradict each other: %(first)s says %(first_letters)s, %(other)s says %(other_letters)s. "
        "Keep only the one that is right."
    ) % {
        "first": first[0],
        "first_letters": ", ".join(first[1]),
        "other": other[0],
        "other_letters": ", ".join(other[1]),
    }
