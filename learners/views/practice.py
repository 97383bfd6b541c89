"""A practice quiz: open to everybody, scored at once, stored nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from courses.enums import Purpose
from courses.items import ITEM_TYPES, ResponseError
from courses.models import QuizPage, QuizVersion
from courses.rules.review import Moment, review
from courses.rules.scoring import check_body, read_form
from courses.services.draw_items import draw_items, section_starts
from courses.services.outline import course_above
from learners.services.grading import score_draw, score_text
from learners.views.attempt_page import told

HIGHEST_SEED = 2**31


@dataclass
class Sitting:
    """A practice quiz as it is shown and, when posted, answered."""

    version: QuizVersion
    seed: int
    draw: list[str]
    answered: bool
    bodies: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, ResponseError] = field(default_factory=dict)


def practise(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """All questions of a practice quiz on one page; a post shows what was right and why.

    The seed in the address decides the draw: going back or sharing the address shows the same questions.
    """
    quiz = QuizPage.objects.live().filter(translation_key=quiz_key).first()
    version = QuizVersion.objects.current(quiz_key, get_language() or "vi")
    if quiz is None or version is None or version.settings.purpose != Purpose.PRACTICE:
        raise Http404
    seed = request.GET.get("de", "")
    if not (seed.isascii() and seed.isdigit() and len(seed) < 11 and int(seed) < HIGHEST_SEED):
        return redirect(f"{reverse('learners:practise', args=[quiz_key])}?de={secrets.randbelow(HIGHEST_SEED)}")
    sitting = Sitting(version, int(seed), draw_items(version.content, int(seed)), request.method == "POST")
    if sitting.answered:
        _read(request, sitting)
    score = _score(sitting) if sitting.answered else None
    context = {
        "quiz": quiz,
        "course": course_above(quiz),
        "questions": list(questions(sitting)),
        "many": True,
        "answered": sitting.answered,
        "score_text": score_text(score) if score is not None else "",
        "words": version.settings.band(score) if score is not None else "",
        "again_url": reverse("learners:practise", args=[quiz_key]),
    }
    return render(request, "learners/practice_quiz.html", context, status=422 if sitting.problems else 200)


def _read(request: HttpRequest, sitting: Sitting) -> None:
    for item_id in sitting.draw:
        item = sitting.version.items[item_id]
        if not ITEM_TYPES[item["type"]].graded:
            continue
        try:
            sitting.bodies[item_id] = check_body(item, read_form(item, request.POST), sitting.version.settings)
        except ResponseError as error:
            sitting.problems[item_id] = error


def _score(sitting: Sitting) -> Decimal:
    settings = sitting.version.settings
    return score_draw(sitting.version.items, sitting.draw, sitting.bodies, settings).value


def questions(sitting: Sitting) -> Iterator[dict[str, Any]]:
    """The questions as their template reads them, with what is told about each once they are answered."""
    starts = section_starts(sitting.version.content, sitting.draw)
    shown = review(sitting.version.settings, Moment.CHECKED)
    number = 0
    for item_id in sitting.draw:
        item, problem = sitting.version.items[item_id], sitting.problems.get(item_id)
        kind, body = ITEM_TYPES[item["type"]], sitting.bodies.get(item_id, {})
        reply = told(shown, item, body, kind.score(item, body)) if sitting.answered and kind.graded else None
        number += kind.graded
        yield {
            "id": item_id,
            "number": number if kind.graded else None,
            "section": starts.get(item_id),
            "item": kind.public(item, sitting.seed),
            "template": kind.template,
            "field_name": f"item-{item_id}",
            "response": (problem.kept or {}) if problem else body,
            "problem": str(problem) if problem else "",
            "checked": reply | {"tries_left": 0} if reply and not problem else None,
        }
