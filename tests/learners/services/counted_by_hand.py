"""Item analysis counted the long way: straight from attempts and answers, with fractions, no sums kept."""

from collections import Counter
from fractions import Fraction
from math import floor

from learners.enums import AttemptState
from learners.models import Attempt
from learners.reports.item_choices import form_digest
from learners.services.attempts import score_attempt
from learners.services.score_keys import items_scored, version_used

SCALE = 100_000


def first_attempts(quiz_key):
    """The scored attempts that count: of each person the first that was handed in and not voided."""
    found = {}
    for attempt in Attempt.objects.filter(quiz_key=quiz_key).order_by("submitted_at", "pk"):
        if attempt.state in {AttemptState.SUBMITTED, AttemptState.SCORED}:
            found.setdefault(attempt.enrolment.person_id, attempt)
    return [attempt for attempt in found.values() if attempt.state == AttemptState.SCORED]


def observations(quiz_key):
    """{(item, digest): [(share, rest, total, answer), …]}, shares in whole hundred-thousandths."""
    found = {}
    for attempt in first_attempts(quiz_key):
        items = items_scored(attempt, version_used(attempt))
        answers = dict(attempt.responses.values_list("item_id", "body"))
        scores = score_attempt(attempt).items
        earned = {row.item_id: Fraction(row.points) * Fraction(row.fraction) for row in scores}
        points = {row.item_id: Fraction(row.points) for row in scores}
        for row in scores:
            others = [key for key in points if key != row.item_id]
            rest = Fraction(sum(earned[key] for key in others), sum(points[key] for key in others))
            total = sum(earned.values()) / sum(points.values())
            key = (row.item_id, form_digest(items[row.item_id]))
            seen = (whole(Fraction(row.fraction)), whole(rest), whole(total), answers.get(row.item_id) or {})
            found.setdefault(key, []).append(seen)
    return found


def whole(share):
    """In hundred-thousandths, halves away from nothing."""
    scaled = abs(share) * SCALE
    return (1 if share >= 0 else -1) * floor(scaled + Fraction(1, 2))


def sums_by_hand(quiz_key):
    """{(item, digest): the sums that ItemStatistic keeps, without those by band}."""
    return {
        key: (
            len(rows), sum(bool(answer) for *_, answer in rows),
            sum(x for x, *_ in rows), sum(x * x for x, *_ in rows),
            sum(r for _, r, *_ in rows), sum(r * r for _, r, *_ in rows), sum(x * r for x, r, *_ in rows),
            sum(t for _, _, t, _ in rows), sum(x * t for x, _, t, _ in rows),
            dict(Counter(pick for *_, answer in rows for pick in picked(answer))),
        )
        for key, rows in observations(quiz_key).items()
    }  # fmt: skip


def picked(answer):
    """The options of an answer; of other answers nothing."""
    return [answer["option"]] if "option" in answer else list(answer.get("options", []))
