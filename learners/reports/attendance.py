"""How far learners of a class have come with attending it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal

from django.utils import timezone

from learners.models import Attendance, ClassSession, Enrolment


@dataclass(frozen=True)
class Attended:
    """Sessions of the whole class and of one learner in it; `ends_at` is when the last session ends (None: none yet).

    A session counts for a learner who was there, in time or late; an absence that was excused stays an absence.
    """

    sessions: int
    attended: int
    needed: int
    ends_at: datetime | None
    over: bool

    @property
    def missing(self) -> int:
        """How many sessions more the learner has to attend."""
        return max(self.needed - self.attended, 0)

    @property
    def met(self) -> bool:
        """Whether the class is over and enough of it was attended."""
        return self.over and not self.missing

    @property
    def out_of_reach(self) -> bool:
        """Whether the class is over without enough of it attended."""
        return self.over and bool(self.missing)


def attended(enrolment: Enrolment, *, as_of: datetime | None = None) -> Attended | None:
    """How one learner stands; None where the rule asks for no attendance."""
    return attended_by([enrolment], as_of=as_of)[enrolment.pk]


def attended_by(enrolments: Sequence[Enrolment], *, as_of: datetime | None = None) -> dict[int, Attended | None]:
    """How several learners stand, by enrolment, in two queries; as it was known at a moment where one is given."""
    asked = [row for row in enrolments if "attendance" in row.rule]
    sessions: dict[int, list[ClassSession]] = {}
    marks: dict[tuple[int, int], Attendance] = {}
    if asked:
        rows = ClassSession.objects.filter(run_id__in={row.run_id for row in asked})
        for session in rows.filter(created_at__lte=as_of) if as_of else rows:
            sessions.setdefault(session.run_id, []).append(session)
        marks = Attendance.objects.filter(enrolment__in=asked).known_at(as_of).standing()
    now = as_of or timezone.now()
    found: dict[int, Attended | None] = dict.fromkeys((row.pk for row in enrolments), None)
    return found | {row.pk: _attended(row, sessions.get(row.run_id, []), marks, now) for row in asked}


def _attended(
    enrolment: Enrolment, sessions: list[ClassSession], marks: dict[tuple[int, int], Attendance], now: datetime
) -> Attended:
    mine = [marks[place] for each in sessions if (place := (each.pk, enrolment.pk)) in marks]
    ends_at = max((each.ends_at for each in sessions), default=None)
    return Attended(
        sessions=len(sessions),
        attended=sum(mark.was_there for mark in mine),
        needed=sessions_needed(Decimal(enrolment.rule["attendance"]["share"]), len(sessions)),
        ends_at=ends_at,
        over=ends_at is not None and ends_at <= now,
    )


def sessions_needed(share: Decimal, sessions: int) -> int:
    """A share of the sessions in whole sessions, rounded up: 0.80 of three are three."""
    return int((share * sessions).to_integral_value(ROUND_CEILING))


def share_in_percent(mine: Iterable[bool]) -> int | None:
    """Of the sessions held, the share attended in whole per cent, rounded down; None before the first was held."""
    known = list(mine)
    return 100 * sum(known) // len(known) if known else None
