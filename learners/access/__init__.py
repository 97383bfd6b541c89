"""The only place that decides who may do or see what about people and records; `field` holds teams and classes.

Every function starts from the person asking; querysets returned hold nothing that person may not see. Content rights
are Wagtail's (groups and page tree).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import CoursePage, QuizVersion
from learners.enums import Role
from learners.models import (
    AdministrativeUnit,
    Attempt,
    ConsentRecord,
    Credential,
    Enrolment,
    Person,
    ResponseFile,
    UnitSuccession,
    User,
)
from learners.models.attempt import AttemptQuerySet
from learners.stored_rows import stored_rows

PERSON_SESSION_KEY = "person"
OWN_PIN_SESSION_KEY = "person-own-pin"
KEPT_ROLES = "_kept_roles"
STAFF_ROLES = {Role.TRAINER, Role.REVIEWER, Role.UNIT_OFFICER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR}
ATTEMPT_ROLES = {Role.TRAINER, Role.REVIEWER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR}
REPORT_ROLES = {Role.UNIT_OFFICER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR}


def current_person(request: HttpRequest) -> Person | None:
    """The person chosen in this session, while the signed-in phone carries them and their own PIN is the same."""
    user = request.user
    chosen = request.session.get(PERSON_SESSION_KEY)
    if not user.is_authenticated or not chosen:
        return None
    person = _person_on(user, chosen)
    if person is None or not constant_time_compare(session_mark(person), request.session.get(OWN_PIN_SESSION_KEY, "")):
        return None
    person.user = user
    return person


def _person_on(user: User, public_id: str) -> Person | None:
    """One of the persons of a phone. Every request asks, and to build the query takes longer than to answer it."""
    key = Person._meta.get_field("public_id").get_db_prep_value(UUID(public_id), connection)
    return next(iter(stored_rows(Person, "WHERE user_id = %s AND public_id = %s", [user.pk, key])), None)


def person_of(request: HttpRequest) -> Person | None:
    """The person that `PersonMiddleware` found for this request; None where nobody is chosen or no middleware ran."""
    return getattr(request, "person", None) or None


def session_mark(person: Person) -> str:
    """What a session remembers of the own PIN it was opened under, empty where there is none.

    A new own PIN makes another mark, so that sessions opened before it open nobody.
    """
    return salted_hmac(OWN_PIN_SESSION_KEY, person.pin, algorithm="sha256").hexdigest() if person.pin else ""


def people_of(user: User) -> QuerySet[Person]:
    """The persons a phone may open, in the order they joined."""
    return Person.objects.filter(user=user).order_by("pk")


def own_enrolments(person: Person) -> QuerySet[Enrolment]:
    """A person's own enrolments."""
    return Enrolment.objects.filter(person=person).select_related("run")


def own_enrolment(person: Person | None, course_key: UUID) -> Enrolment | None:
    """The newest enrolment of a person in a course that was not withdrawn, None when there is none."""
    return own_enrolments_in(person, course_key).first() if person else None


def own_enrolments_in(person: Person, course_key: UUID) -> QuerySet[Enrolment]:
    """A person's own enrolments in a course that were not withdrawn, the newest first."""
    rows = own_enrolments(person).exclude(state="withdrawn").filter(course_key=course_key)
    return rows.order_by("-round", "-pk")


def own_consents(person: Person) -> QuerySet[ConsentRecord]:
    """What a person agreed to, taken back or not, in the order it was given."""
    return ConsentRecord.objects.filter(person=person).select_related("text", "helper")


def own_attempts(person: Person) -> AttemptQuerySet:
    """A person's own attempts."""
    return Attempt.objects.filter(enrolment__person=person).select_related("version", "enrolment")


def own_attempt(person: Person | None, public_id: UUID) -> Attempt:
    """A person's own attempt. Raises Http404 for anybody else's, as if it did not exist."""
    rows = Attempt.objects.select_related("version", "enrolment__person", "enrolment__run")
    attempt = rows.filter(public_id=public_id, enrolment__person=person).first() if person else None
    if attempt is None:
        raise Http404
    return attempt


def own_file(person: Person | None, public_id: UUID) -> ResponseFile:
    """A file a person handed in. Raises Http404 for anybody else's."""
    found = ResponseFile.objects.filter(person=person, public_id=public_id).first() if person else None
    if found is None:
        raise Http404
    return found


def own_credential(person: Person | None, code: str) -> Credential:
    """A person's own certificate. Raises Http404 for anybody else's."""
    rows = Credential.objects.select_related("holder", "enrolment")
    credential = rows.filter(code=code, enrolment__person=person).first() if person else None
    if credential is None:
        raise Http404
    return credential


def roles_of(user: User) -> dict[str, list[int | None]]:
    """Units by role; roles count only where the user carries one person, so that a shared phone never holds one.

    A page of the admin asks dozens of times, so the answer is kept on this user object, which lives as long as the
    request it came with; whoever is given a role while an object lives has it from the next object on.
    """
    kept: dict[str, list[int | None]] | None = getattr(user, KEPT_ROLES, None)
    if kept is not None:
        return kept
    people = list(Person.objects.filter(user=user).prefetch_related("roles")[:2])
    found: dict[str, list[int | None]] = {}
    if len(people) == 1:
        for row in people[0].roles.all():
            found.setdefault(row.role, []).append(row.unit_id)
    setattr(user, KEPT_ROLES, found)
    return found


def is_staff(user: User) -> bool:
    """Whether a second factor is asked of this user."""
    return user.is_superuser or bool(STAFF_ROLES & set(roles_of(user)))


def may_see_reports(user: User) -> bool:
    """Whether the officer's reports open."""
    return user.is_superuser or bool(REPORT_ROLES & set(roles_of(user)))


def sees_all_units(user: User) -> bool:
    """Department officers and administrators see the whole province."""
    return user.is_superuser or bool({Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR} & set(roles_of(user)))


def keeps_register(user: User) -> bool:
    """Department officers and administrators read the register of certificates and revoke."""
    return sees_all_units(user)


def administers(user: User) -> bool:
    """Administrators keep issuers, signers and roles."""
    return user.is_superuser or Role.ADMINISTRATOR in roles_of(user)


def may_see_attempts(user: User) -> bool:
    """Whether the attempts of learners, the queue of answers to mark and questions about marks open."""
    return user.is_superuser or bool(ATTEMPT_ROLES & set(roles_of(user)))


def visible_attempts(user: User) -> AttemptQuerySet:
    """Attempts a member of staff may look at and mark: the department's all, an author's in courses they may edit.

    Unit officers see none: they count enrolments, and whose attempt it is would be a name.
    """
    if not may_see_attempts(user):
        return Attempt.objects.none()
    if sees_all_units(user):
        return Attempt.objects.all()
    return Attempt.objects.filter(enrolment__course_key__in=_edited_courses(user))


def visible_quizzes(user: User) -> QuerySet[QuizVersion]:
    """Frozen quizzes of the courses whose attempts a member of staff may see, before anybody sat them too."""
    if not may_see_attempts(user):
        return QuizVersion.objects.none()
    if sees_all_units(user):
        return QuizVersion.objects.all()
    return QuizVersion.objects.filter(course_key__in=_edited_courses(user))


def _edited_courses(user: User) -> QuerySet[Any, Any]:
    """Keys of the courses whose pages a user's groups may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return CoursePage.objects.filter(pk__in=pages.order_by().values("pk")).values("translation_key")


def may_teach(user: User, course_key: UUID) -> bool:
    """Whether the plans by which a course is taught open: for those who train and those who may edit the course."""
    if not user.is_authenticated or not is_staff(user):
        return False
    return may_see_attempts(user) or _edited_courses(user).filter(translation_key=course_key).exists()


def staff_person(user: User) -> Person | None:
    """The person a member of staff acts as; None where the account carries none or several."""
    people = list(people_of(user)[:2])
    return people[0] if len(people) == 1 else None


def visible_units(user: User) -> QuerySet[AdministrativeUnit]:
    """Units whose figures a user may see: all, or the own units with everything below and before them.

    An officer keeps sight of the units that became the own one: their history is the own unit's history.
    """
    if sees_all_units(user):
        return AdministrativeUnit.objects.all()
    own = [pk for pk in roles_of(user).get(Role.UNIT_OFFICER, []) if pk is not None]
    seen: set[int] = set()
    front = set(own)
    while front:
        seen |= front
        below = set(AdministrativeUnit.objects.filter(parent__in=front).values_list("pk", flat=True))
        before = set(UnitSuccession.objects.filter(new__in=front).values_list("old_id", flat=True))
        front = (below | before) - seen
    return AdministrativeUnit.objects.filter(pk__in=seen)


def visible_enrolments(user: User) -> QuerySet[Enrolment]:
    """Enrolments an officer may count: all, or those that happened in a visible unit."""
    return Enrolment.objects.filter(in_sight(user, "unit"))


def in_sight(user: User, unit: str) -> Q:
    """What an officer may see of rows that hold their unit in a field; nothing for everybody else."""
    if not may_see_reports(user):
        return Q(pk__in=[])
    return Q() if sees_all_units(user) else Q(**{f"{unit}__in": visible_units(user)})
