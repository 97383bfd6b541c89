"""Which type of item a question is, and the keys of that type."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.importers.desk import LONGEST_TEXT, Desk
from courses.importers.word_answers import verdict_of
from courses.importers.word_judging import judged_keys
from courses.importers.word_pictures import Album
from courses.importers.word_question import Option, Question
from courses.importers.word_taking import truth_of
from courses.importers.word_text import asks_for_several
from courses.importers.word_wording import one_line, wordings
from courses.text import NumberError, fold, parse_number

LONGEST_ESSAY = 5000


def own_keys(desk: Desk, question: Question, album: Album) -> dict[str, Any]:
    """Return the type of the item and the keys of that type."""
    values = [one_line(value) for value in question.answers + question.key]
    values = [value for value in values if value]
    if question.options:
        return judged_keys(desk, question) or _chosen(desk, question, album)
    if question.is_essay or "(tu luan)" in fold(" ".join(line.text for line in question.prompt)):
        return _essay(desk, values)
    truths = {truth_of(value) for value in values}
    if values and None not in truths:
        if len(truths) > 1:
            desk.fail(_("The answer is given as true and as false. Keep only the one that is right."))
        return {"type": "true_false", "answer": truths == {True}}
    return _written_answer(desk, values)


def _chosen(desk: Desk, question: Question, album: Album) -> dict[str, Any]:
    verdict = verdict_of(question)
    for fault in verdict.faults:
        desk.fail(fault)
    truths = [truth_of(option.text) for option in question.options]
    if sorted(map(str, truths)) == ["False", "True"]:
        right = [truths[place] for place, option in enumerate(question.options) if option.letter in verdict.letters]
        return {"type": "true_false", "answer": right[0] if len(right) == 1 else None}
    options = [
        {"id": desk.id("option", place), "text": one_line(option.text), "correct": option.letter in verdict.letters}
        for place, option in enumerate(question.options, start=1)
    ]
    _check_lengths(desk, [str(option["text"]) for option in options])
    is_several = len(verdict.letters) > 1 or asks_for_several(" ".join(line.text for line in question.prompt))
    pictures = _pictures(desk, question.options, album)
    if all(pictures) and not is_several:
        shown = [option | {"picture": picture} for option, picture in zip(options, pictures, strict=True)]
        return {"type": "picture_choice", "options": shown}
    if any(pictures):
        desk.warn(_("Pictures in the options were not taken over: every option needs one, and only one can be right."))
    return {"type": "multiple_response" if is_several else "single_choice", "options": options}


def _pictures(desk: Desk, options: list[Option], album: Album) -> list[dict[str, str] | None]:
    """Return the picture of each option; pictures that only some options have are not looked at."""
    found = [[picture for line in option.lines for picture in line.pictures] for option in options]
    if not any(found):
        return [None] * len(options)
    letters = [option.letter for option in options]
    return [album.into_option(desk, pictures, letter) for pictures, letter in zip(found, letters, strict=True)]


def _essay(desk: Desk, values: list[str]) -> dict[str, Any]:
    desk.warn(_("This question is marked by a person. Please look through the criterion it was given."))
    rubric = [{"id": desk.id("rubric", 1), "text": _("The answer is right and complete."), "points": "1"}]
    sample = {"sample": "\n".join(values)} if values else {}
    return {"type": "essay", "rubric": rubric, "longest": LONGEST_ESSAY} | sample


def _written_answer(desk: Desk, values: list[str]) -> dict[str, Any]:
    accepted = wordings(values)
    if not accepted:
        desk.fail(_("Neither options nor a right answer were found. Begin options with “A.”, or write “Đáp án: …”."))
    try:
        number = parse_number(accepted[0]) if len(accepted) == 1 else None
    except NumberError:
        number = None
    if number is not None:
        return {"type": "numeric", "answer": f"{number:f}", "tolerance": "0", "unit": ""}
    _check_lengths(desk, accepted)
    return {"type": "short_answer", "accepted": accepted, "matching": "lenient"}


def _check_lengths(desk: Desk, texts: list[str]) -> None:
    if any(len(text) > LONGEST_TEXT for text in texts):
        desk.fail(
            _("An option or answer is longer than %(limit)d characters. Please shorten it.") % {"limit": LONGEST_TEXT}
        )
