"""What other results would mean for courses and certificates, and what a person still has to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from courses.models import LessonPage
from learners.enums import AttemptState, CredentialState, EnrolmentState, IssuePolicy
from learners.models import Credential, Enrolment
from learners.services.grading import score_text
from learners.services.progress import whats_missing


class EffectKind(TextChoices):
    """What happens to an enrolment when results change."""

    EARNED = "earned", _("completes the course and gets the certificate")
    COMPLETED = "completed", _("completes the course")
    FALLEN = "fallen", _("no longer passes; a person decides")
    PRINTED = "printed", _("the certificate prints another result; a person decides")


@dataclass(frozen=True)
class Effect:
    """One enrolment that other results touch, with the certificate it holds, if any."""

    enrolment: Enrolment
    kind: EffectKind
    credential: Credential | None = None

    @property
    def for_a_person(self) -> bool:
        """Whether nothing happens by itself."""
        return self.kind in {EffectKind.FALLEN, EffectKind.PRINTED}


def effects_of(results: Mapping[int, tuple[Decimal, bool]]) -> Iterator[Effect]:
    """What these results (score and passed by the attempt's key) would mean; nothing is written."""
    rows = list(_with_parts(Enrolment.objects.filter(attempts__in=results).distinct().order_by("pk")))
    keys = {key for enrolment in rows for key in enrolment.rule["lessons"]}
    taught = set(LessonPage.objects.live().filter(translation_key__in=keys).values_list("translation_key", flat=True))
    for enrolment in rows:
        for attempt in enrolment.attempts.all():
            if attempt.pk in results:
                attempt.score, attempt.passed = results[attempt.pk]
        held = next(iter(_valid(enrolment)), None)
        kind = _kind(enrolment, held, results, taught)
        if kind is not None:
            yield Effect(enrolment, kind, held)


def undecided(quiz_key: UUID) -> list[Effect]:
    """Completed enrolments whose pass in a quiz fell by a regrade and that still hold what they earned."""
    fell = Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED,
        attempts__quiz_key=quiz_key,
        attempts__state=AttemptState.SCORED,
        attempts__passed=False,
        attempts__score_events__passed=True,
    )
    found = []
    for enrolment in _with_parts(fell.distinct().order_by("pk")):
        held = next(iter(_valid(enrolment)), None)
        revoked = held is None and bool(enrolment.credentials.all())
        if any(whats_missing(enrolment)) and not revoked:
            found.append(Effect(enrolment, EffectKind.FALLEN, held))
    return found


def _with_parts(rows: Any) -> Any:
    return rows.select_related("person", "run").prefetch_related("lessons_done", "attempts", "credentials")


def _valid(enrolment: Enrolment) -> Iterator[Credential]:
    return (row for row in enrolment.credentials.all() if row.state == CredentialState.ISSUED)


def _kind(
    enrolment: Enrolment, held: Credential | None, results: Mapping[int, tuple[Decimal, bool]], taught: set[UUID]
) -> EffectKind | None:
    lessons, quizzes = whats_missing(enrolment)
    missing = bool(lessons or quizzes)
    # A lesson that no longer exists is asked of nobody who completes the course now.
    if enrolment.state == EnrolmentState.ACTIVE and not quizzes and not taught.intersection(lessons):
        at_once = enrolment.rule["certifies"] and enrolment.run.issue_policy == IssuePolicy.AUTOMATIC
        return EffectKind.EARNED if at_once else EffectKind.COMPLETED
    if enrolment.state == EnrolmentState.COMPLETED and missing:
        return EffectKind.FALLEN
    if held is None or held.evidence_id is None or held.evidence_id not in results:
        return None
    printed = score_text(results[held.evidence_id][0])
    return EffectKind.PRINTED if printed != held.facts.get("result") else None
