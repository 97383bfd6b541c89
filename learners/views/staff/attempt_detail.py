"""One attempt in full: every answer, what was set aside and why, its scores, and what staff did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.rules.scoring import given
from courses.text import format_number
from learners.enums import AttemptState, EnrolmentState
from learners.models import Attempt, AttemptAction, QuizException, ScoreEvent, SetAside
from learners.services.attempts import score_attempt
from learners.services.grading import ItemScore, score_text
from learners.services.quiz_times import settings_for, shown
from learners.services.score_keys import items_scored, version_used
from learners.views.attempt_page import numbers_of
from learners.views.staff.attempt_rows import lasted_text, verdict_of
from learners.views.staff.screen import AttemptScreen


class AttemptDetailView(AttemptScreen):
    """Everything that is stored of an attempt, with the buttons that fit its state."""

    template_name = "learners/attempts_admin/detail.html"

    def get_page_title(self) -> str:
        return f"{self.attempt.enrolment.person} · {_('try')} {self.attempt.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt = self.attempt
        numbers = numbers_of(attempt)
        tries = list(attempt.enrolment.attempts.for_quiz(attempt.quiz_key))
        return super().get_context_data(**kwargs) | {
            "attempt": attempt,
            "quiz_title": self.quiz_title,
            "facts": facts_of(attempt),
            "answers": list(answer_rows(attempt, numbers)),
            "aside": [aside_row(attempt, row, numbers) for row in attempt.set_aside.all()],
            "scores": [score_row(event) for event in attempt.score_events.select_related("by", "version")],
            "actions": actions_on(attempt),
            "exceptions": [exception_row(row) for row in exceptions_for(attempt)],
            "tries": [(row, reverse("attempt_detail", args=[row.pk])) for row in tries if row.pk != attempt.pk],
            "buttons": buttons_for(attempt),
        }


def facts_of(attempt: Attempt) -> list[tuple[str, str]]:
    """Names and values of what is known of the attempt as a whole; empty values are left out."""
    score = score_text(attempt.score) if attempt.score is not None else ""
    needed = score_text(settings_for(attempt.enrolment, attempt.version).pass_mark)
    rows = [
        (_("Learner"), attempt.enrolment.person.full_name),
        (_("State"), attempt.get_state_display()),
        (_("Result"), " · ".join(part for part in (score, verdict_of(attempt)) if part)),
        (_("Needed"), needed),
        (_("Began"), shown(attempt.started_at)),
        (_("Ends"), shown(attempt.due_at) if attempt.due_at else ""),
        (_("Handed in"), shown(attempt.submitted_at) if attempt.submitted_at else ""),
        (_("Handed in by"), attempt.get_closed_by_display() if attempt.closed_by else ""),
        (_("It took"), lasted_text(attempt) if attempt.submitted_at else ""),
        (_("Version of the quiz"), str(attempt.version.number)),
    ]
    return [(name, value) for name, value in rows if value]


def answer_rows(attempt: Attempt, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Every question in the order shown: the answer in words, what it earned, when it was saved, the right one."""
    stored = {row.item_id: row for row in attempt.responses.all()}
    flagged = {row.item_id for row in attempt.flags.all() if row.flagged}
    used = version_used(attempt)
    items, score = items_scored(attempt, used), {row.item_id: row for row in score_attempt(attempt).items}
    for item_id, number in numbers.items():
        item, row = items[item_id], stored.get(item_id)
        kind, found = ITEM_TYPES[item["type"]], given(row.body if row else None)
        yield {
            "number": number,
            "prompt": plain(item["prompt"]),
            "answer": kind.answer_text(item, found.answer),
            "tries": [kind.answer_text(item, each) for each in found.tries],
            "saved_at": shown(row.saved_at) if row else "",
            "late": bool(row and attempt.due_at and row.saved_at > attempt.due_at),
            "flagged": item_id in flagged,
            "right_answer": kind.right_answer(item),
            "corrected": used is not None and item != attempt.version.items[item_id],
        } | _verdict(score[item_id])


def _verdict(score: ItemScore) -> dict[str, str]:
    """The kind of a result, its words and its points."""
    possible = format_number(score.points.normalize())
    if score.fraction is None:
        return {"kind": "waiting", "verdict": _("Waiting for a marker"), "points": f"–/{possible}"}
    kinds = (("right", _("Right")), ("partly", _("Partly right")), ("wrong", _("Wrong")))
    kind, words = kinds[0] if score.fraction >= 1 else kinds[1] if score.fraction > 0 else kinds[2]
    earned = round(score.fraction * score.points, 2)
    return {"kind": kind, "verdict": words, "points": f"{format_number(earned.normalize())}/{possible}"}


def aside_row(attempt: Attempt, row: SetAside, numbers: dict[str, int]) -> dict[str, Any]:
    """An answer set aside: to which question, what it says, why it does not count, when it was given and came."""
    item = attempt.version.items.get(row.item_id)
    answer = row.body.get("answer") if isinstance(row.body, dict) else None
    readable = item is not None and isinstance(answer, dict)
    return {
        "number": numbers.get(row.item_id, "–"),
        "answer": ITEM_TYPES[item["type"]].answer_text(item, given(answer).answer) if item and readable else "–",
        "reason": row.get_reason_display(),
        "at_device": shown(row.at_device) if row.at_device else "–",
        "received_at": shown(row.received_at),
    }


def score_row(event: ScoreEvent) -> dict[str, Any]:
    """A score once given: when, how much, by whom, with which keys and why."""
    return {
        "at": shown(event.at), "score": score_text(event.score), "passed": event.passed, "reason": event.reason,
        "by": event.by, "version": event.version,
    }  # fmt: skip


def actions_on(attempt: Attempt) -> list[dict[str, Any]]:
    """What staff did to the tries of this learner in this quiz."""
    rows = AttemptAction.objects.filter(attempt__enrolment=attempt.enrolment_id, attempt__quiz_key=attempt.quiz_key)
    return [
        {
            "number": row.attempt.number, "what": row.get_kind_display(), "reason": row.reason, "by": row.by,
            "at": shown(row.at),
        }
        for row in rows.select_related("attempt", "by")
    ]  # fmt: skip


def exceptions_for(attempt: Attempt) -> Any:
    """Exceptions that touch this learner in this quiz, those of the class first."""
    rows = QuizException.objects.for_enrolment(attempt.enrolment, attempt.quiz_key)
    return rows.select_related("by", "run", "enrolment__person")


def exception_row(row: QuizException) -> dict[str, Any]:
    """An exception in words."""
    said = [
        _("%(count)s tries") % {"count": row.attempts_allowed} if row.attempts_allowed else "",
        _("no limit of tries") if row.attempts_allowed == 0 else "",
        _("%(count)s minutes") % {"count": row.minutes} if row.minutes else "",
        _("opens at %(at)s") % {"at": shown(row.opens_at)} if row.opens_at else "",
        _("closes at %(at)s") % {"at": shown(row.closes_at)} if row.closes_at else "",
    ]
    words = ", ".join(each for each in said if each) or _("taken back")
    whom = str(row.run or (row.enrolment.person if row.enrolment else ""))
    return {"whom": whom, "words": words, "reason": row.reason, "by": row.by, "at": shown(row.at)}


def buttons_for(attempt: Attempt) -> list[tuple[str, str]]:
    """Words and addresses of what may be done to the attempt now."""
    found: list[tuple[str, str]] = []
    if attempt.state == AttemptState.OPEN:
        if attempt.due_at is not None:
            found.append((_("Give more time"), "attempt_extend"))
        found.append((_("Hand in for the learner"), "attempt_hand_in"))
    rests_on = attempt.enrolment.state != EnrolmentState.ACTIVE
    if attempt.state in {AttemptState.SUBMITTED, AttemptState.SCORED} and not rests_on:
        found.append((_("Open again"), "attempt_reopen"))
    found.append((_("Make an exception"), "attempt_exception"))
    return [(words, reverse(name, args=[attempt.pk])) for words, name in found]
