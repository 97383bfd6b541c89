"""The only place that decides who may do or see what about people and records.

Every function starts from the person asking; querysets returned hold nothing that person may not see. Content rights
are Wagtail's (groups and page tree).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from learners.enums import Role
from learners.models import AdministrativeUnit, Attempt, Credential, Enrolment, Person, UnitSuccession, User

PERSON_SESSION_KEY = "person"
STAFF_ROLES = {Role.TRAINER, Role.REVIEWER, Role.UNIT_OFFICER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR}
REPORT_ROLES = {Role.UNIT_OFFICER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR}


def current_person(request: HttpRequest) -> Person | None:
    """The person chosen in this session, as long as the signed-in phone still carries that person."""
    user = request.user
    chosen = request.session.get(PERSON_SESSION_KEY)
    if not user.is_authenticated or not chosen:
        return None
    return Person.objects.filter(user=user, public_id=chosen).select_related("user", "unit", "audience").first()


def people_of(user: User) -> QuerySet[Person]:
    """The persons a phone may open, in the order they joined."""
    return Person.objects.filter(user=user).order_by("pk")


def own_enrolments(person: Person) -> QuerySet[Enrolment]:
    """A person's own enrolments."""
    return Enrolment.objects.filter(person=person).select_related("run")


def own_enrolment(person: Person | None, course_key: UUID) -> Enrolment | None:
    """The newest enrolment of a person in a course that was not withdrawn, None when there is none."""
    if not person:
        return None
    rows = own_enrolments(person).exclude(state="withdrawn").filter(course_key=course_key)
    return rows.order_by("-round", "-pk").first()


def own_attempt(person: Person | None, public_id: UUID) -> Attempt:
    """A person's own attempt. Raises Http404 for anybody else's, as if it did not exist."""
    rows = Attempt.objects.select_related("version", "enrolment__person", "enrolment__run")
    attempt = rows.filter(public_id=public_id, enrolment__person=person).first() if person else None
    if attempt is None:
        raise Http404
    return attempt


def own_credential(person: Person | None, code: str) -> Credential:
    """A person's own certificate. Raises Http404 for anybody else's."""
    rows = Credential.objects.select_related("holder", "enrolment")
    credential = rows.filter(code=code, enrolment__person=person).first() if person else None
    if credential is None:
        raise Http404
    return credential


def roles_of(user: User) -> dict[str, list[int | None]]:
    """Units by role; roles count only where the user carries one person, so that a shared phone never holds one."""
    people = list(Person.objects.filter(user=user).prefetch_related("roles")[:2])
    found: dict[str, list[int | None]] = {}
    if len(people) == 1:
        for row in people[0].roles.all():
            found.setdefault(row.role, []).append(row.unit_id)
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
    if not may_see_reports(user):
        return Enrolment.objects.none()
    if sees_all_units(user):
        return Enrolment.objects.all()
    return Enrolment.objects.filter(Q(unit__in=visible_units(user)))
