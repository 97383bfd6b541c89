"""When a person may sit a quiz, how long and how often: the version's settings with the exceptions made for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enums import Grading
from courses.models import QuizVersion
from courses.rules.quiz_settings import NO_LIMIT, QuizSettings
from courses.text import fold
from learners.enums import AttemptState, EnrolmentState
from learners.models import Attempt, Enrolment, QuizException
from learners.services.grading import is_passed


class StartRefused(Exception):
    """A quiz that cannot be begun now; `code` names the reason, the text is a sentence for the learner."""

    code = "refused"


class NoAttemptLeft(StartRefused):
    """All attempts allowed are used, or the quiz is passed for good."""

    code = "no_attempt_left"


class QuizNotPublished(StartRefused):
    """No version of the quiz exists to sit."""

    code = "not_published"


class NotNow(StartRefused):
    """The quiz is not open yet, already closed, or the pause between tries still runs; `until` is when, if ever."""

    code = "not_now"

    def __init__(self, sentence: str, until: datetime | None = None) -> None:
        super().__init__(sentence)
        self.until = until


class EntryRefused(StartRefused):
    """The entry code is wrong, or the promise is not ticked."""

    code = "entry"


class StartReused(StartRefused):
    """The command's id was used before for something else."""

    code = "id_reused"


def settings_for(enrolment: Enrolment, version: QuizVersion) -> QuizSettings:
    """The settings of a version for one person: exceptions of the class first, then those of the person.

    The pass mark the enrolment copied wins where it is lower: a course that raises it midway moves nobody's goal. Which
    tries count is what the enrolment copied; one from before there was a choice goes by the best.
    """
    promised = enrolment.rule["quizzes"].get(str(version.quiz_key))
    settings = version.settings
    if promised is not None:
        grading = enrolment.rule.get("grading", {}).get(str(version.quiz_key), Grading.BEST)
        settings = replace(settings, pass_mark=min(settings.pass_mark, Decimal(promised)), grading=grading)
    for row in QuizException.objects.for_enrolment(enrolment, version.quiz_key):
        names = ("opens_at", "closes_at", "minutes", "attempts_allowed")
        settings = replace(settings, **{name: getattr(row, name) for name in names if getattr(row, name) is not None})
    return settings


def tries_left(settings: QuizSettings, attempts: list[Attempt]) -> int | None:
    """How many attempts remain; None means no limit. Attempts count per quiz, whatever version or language."""
    used = sum(1 for row in attempts if row.state != AttemptState.VOIDED)
    if settings.grading == Grading.FIRST:
        return max(1 - used, 0)
    if settings.attempts_allowed == NO_LIMIT:
        return None
    return max(settings.attempts_allowed - used, 0)


def refuse_start(enrolment: Enrolment, settings: QuizSettings, attempts: list[Attempt]) -> None:
    """Raise the StartRefused that stands in the way of a new attempt now; return when nothing does."""
    now = timezone.now()
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise NoAttemptLeft(_("You left this course. Enrol again to go on."))
    if is_passed(settings, attempts) or tries_left(settings, attempts) == 0:
        raise NoAttemptLeft(_("No try is left for this quiz. Your results so far are kept."))
    if settings.opens_at is not None and now < settings.opens_at:
        raise NotNow(_("This quiz opens at %(at)s.") % {"at": shown(settings.opens_at)}, settings.opens_at)
    if settings.closes_at is not None and now >= settings.closes_at:
        raise NotNow(_("This quiz closed at %(at)s. Ask your trainer.") % {"at": shown(settings.closes_at)})
    ended = max((row.submitted_at for row in attempts if row.submitted_at), default=None)
    if ended is not None and settings.pause_minutes:
        until = ended + timedelta(minutes=settings.pause_minutes)
        if now < until:
            raise NotNow(
                _("The next try opens at %(at)s. Read the lessons again meanwhile.") % {"at": shown(until)}, until
            )


def refuse_entry(settings: QuizSettings, entry_code: str, promised: bool) -> None:
    """Raise EntryRefused for a wrong entry code or a promise not given."""
    if settings.entry_code and fold(entry_code) != fold(settings.entry_code):
        raise EntryRefused(_("This entry code is not right. Ask your trainer for it."))
    if settings.honesty and not promised:
        raise EntryRefused(_("Please tick the promise before you begin."))


def end_of(settings: QuizSettings, started_at: datetime) -> datetime | None:
    """When an attempt begun at this moment ends; None when the clock does not end it."""
    limit = started_at + timedelta(minutes=settings.minutes) if settings.minutes is not None else None
    ends = [moment for moment in (limit, settings.closes_at) if moment is not None]
    return max(min(ends), started_at) if ends else None


def shown(moment: datetime) -> str:
    """A moment as people read it, in local time: “14:32 22/11/2026”."""
    return date_format(timezone.localtime(moment), "H:i d/m/Y")
