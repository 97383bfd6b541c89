"""What one scored attempt says of each of its questions: a pure function of what is stored."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from courses.rules.scoring import given
from learners.models import Attempt
from learners.reports.item_choices import form_digest, is_right, picks
from learners.reports.item_numbers import SCALE, Row
from learners.services.attempts import score_attempt
from learners.services.score_keys import items_scored, version_used


def rows_of(attempt: Attempt) -> list[Row]:
    """Return the rows of a scored attempt, in the order drawn, by the keys its last score was made with."""
    used = version_used(attempt)
    items, sat = items_scored(attempt, used), attempt.version.items
    bodies = {row.item_id: row.body for row in attempt.responses.all()}
    score = score_attempt(attempt)
    rows: list[Row] = []
    for each in score.items:
        item, found = items[each.item_id], given(bodies.get(each.item_id))
        fraction = each.fraction or Decimal(0)
        earned, others = each.points * fraction, score.possible - each.points
        corrected = used is not None and item != sat[each.item_id]
        rows.append({
            "item": each.item_id,
            "digest": form_digest(item),
            "version": used.pk if used is not None and corrected else attempt.version_id,
            "share": _whole(fraction),
            "rest": _whole((score.points - earned) / others) if others else 0,
            "total": _whole(score.points / score.possible),
            "right": is_right(item, found, fraction),
            "picks": picks(item, found, fraction),
        })  # fmt: skip
    return rows


def _whole(share: Decimal) -> int:
    return int((share * SCALE).to_integral_value(ROUND_HALF_UP))
