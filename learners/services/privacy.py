"""What is recorded about a person, for that person (Law 91/2025/QH15: the right to see and to get one's own data).

`PARTS` is the one list of tables with something about a learner; a table that is neither here nor in `LEFT_OUT`
fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.rules.scoring import given
from learners import models
from learners.access import own_attempts
from learners.enums import AttemptState
from learners.models import Person


@dataclass(frozen=True)
class Part:
    """Rows of one table about a person: the way from a row to the person, and what is told of a row."""

    model: type[Model]
    person: str
    fields: str
    only: dict[str, Any] | None = None


# While somebody still has to mark, the page of the result tells no points either.
SCORED = {"attempt__state": AttemptState.SCORED}
PARTS = {
    "consents": Part(
        models.ConsentRecord, "person",
        "text__purpose text__version text__language text__text channel given_at withdrawn_at",
    ),
    "ethnicity": Part(models.PersonEthnicity, "person", "group"),
    "roles": Part(models.RoleAssignment, "person", "role unit__name"),
    "memberships": Part(models.GroupMembership, "person", "group__name title since until"),
    "enrolments": Part(
        models.Enrolment, "person",
        "course_key run__title round state unit__name audience__code certificate_name enrolled_at last_active_at "
        "completed_at",
    ),
    "lessons_done": Part(models.LessonCompletion, "enrolment__person", "enrolment__course_key lesson_key completed_at"),
    "positions": Part(models.LessonPosition, "enrolment__person", "enrolment__course_key lesson_key screen seen_at"),
    "claims": Part(models.ClaimedProgress, "person", "kind subject right asked claimed_at"),
    "attendance": Part(
        models.Attendance, "enrolment__person",
        "session__run__title session__starts_at state minutes source unit_at_event__name given_at received_at",
    ),
    "exceptions": Part(
        models.QuizException, "enrolment__person",
        "quiz_key opens_at closes_at minutes attempts_allowed reason at",
    ),
    "attempts": Part(
        models.Attempt, "enrolment__person",
        "public_id enrolment__course_key quiz_key number state started_at due_at submitted_at closed_by score passed",
    ),
    "answers": Part(models.Response, "attempt__enrolment__person", "attempt__public_id item_id body saved_at"),
    "answers_set_aside": Part(
        models.SetAside, "person", "attempt__public_id kind item_id body reason at_device received_at"
    ),
    "files": Part(
        models.ResponseFile, "person", "public_id attempt__public_id item_id name size content_type sha256 at"
    ),
    "flags": Part(models.Flag, "attempt__enrolment__person", "attempt__public_id item_id flagged at"),
    "scores": Part(
        models.ScoreEvent, "attempt__enrolment__person", "attempt__public_id score passed reason at", SCORED
    ),
    "marks": Part(models.ManualMark, "attempt__enrolment__person", "attempt__public_id item_id result at", SCORED),
    "mark_queries": Part(
        models.MarkQuery, "attempt__enrolment__person",
        "attempt__public_id item_id text at accepted answer answered_at",
    ),
    "actions": Part(models.AttemptAction, "attempt__enrolment__person", "attempt__public_id kind reason at"),
    "credentials": Part(
        models.Credential, "enrolment__person",
        "facts code issued_on valid_to state state_reason holder__full_name holder__birth_text holder__unit_text",
    ),
    "help_received": Part(
        models.Assistance, "learner", "kind group__name minutes occurred_at recorded_at withdrawn_at"
    ),
    "help_given": Part(
        models.Assistance, "helper",
        "kind group__name persons minutes village occurred_at recorded_at withdrawn_at",
    ),
    "commands": Part(
        models.Command, "person", "kind attempt__public_id item_id at_device clock_doubtful received_at"
    ),
}  # fmt: skip
LEFT_OUT = {
    models.CredentialHolder: "told with its certificate",
    models.MarkingTask: "the queue of markers: it says no more than the answer that waits",
    models.CountedAttempt: "the answers once more, in the form in which sums over all people are kept",
}


def counts_of(person: Person) -> dict[str, int]:
    """How many rows each part has, in one query; parts without a row are not named."""
    counts = [
        Coalesce(Subquery(_rows(part, OuterRef("pk")).values(part.person).annotate(n=Count("pk")).values("n")), 0)
        for part in PARTS.values()
    ]
    found = Person.objects.filter(pk=person.pk).values_list(*counts).get()
    return {name: count for name, count in zip(PARTS, found, strict=True) if count}


def own_record(person: Person) -> dict[str, Any]:
    """Everything recorded about a person: {"made_at", "person", and by part a list of rows {field: value}}.

    Answers come with the words of their question. Right answers are not told here: the page of a result does, once no
    further try counts.
    """
    record = {
        name: list(_rows(part, person).order_by("pk").values(*part.fields.split())) for name, part in PARTS.items()
    }
    words = _words(person)
    record["answers"] = [row | words[row["attempt__public_id"], row["item_id"]] for row in record["answers"]]
    return {"made_at": timezone.now(), "person": _identity(person)} | record


def _rows(part: Part, person: Any) -> Any:
    return part.model._default_manager.order_by().filter(**{part.person: person} | (part.only or {}))


def _identity(person: Person) -> dict[str, Any]:
    user, unit, audience = person.user, person.unit, person.audience
    return {
        "id": person.public_id, "full_name": person.full_name, "born": person.birth_text, "sex": person.sex,
        "unit": unit.full_name if unit else person.unit_text, "audience": audience.name if audience else "",
        "phone": (user.phone if user else None) or "", "email": (user.email if user else None) or "",
        "created_at": person.created_at,
    }  # fmt: skip


def _words(person: Person) -> dict[tuple[Any, str], dict[str, str]]:
    """What was asked and answered in words, by attempt and item id."""
    found = {}
    for attempt in own_attempts(person).with_version().prefetch_related("responses"):
        for row in attempt.responses.all():
            item = attempt.version.items[row.item_id]
            answer = ITEM_TYPES[item["type"]].answer_text(item, given(row.body).answer)
            found[attempt.public_id, row.item_id] = {"question": plain(item["prompt"]), "answer": answer}
    return found
