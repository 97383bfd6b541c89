"""Who may do or see what in the field: the teams that help people, and the classes.

It belongs to `learners.access` and follows the same rule: every function starts from the person asking.
"""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from learners.access import in_sight, may_see_reports, roles_of, sees_all_units, staff_person, visible_units
from learners.enums import EnrolmentState, Role
from learners.models import Assistance, ClassSession, CommunityGroup, CourseRun, Enrolment, Person, RoleAssignment, User
from learners.models.assistance import AssistanceQuerySet
from learners.models.community_group import CommunityGroupQuerySet


def own_groups(person: Person, day: datetime.date) -> CommunityGroupQuerySet:
    """The teams a person is in on a day; only who is in a team may write its help log."""
    return CommunityGroup.objects.with_member(person, day)


def joined_groups(person: Person) -> CommunityGroupQuerySet:
    """The teams a person is or was in: what was done while in one may arrive later, and its log stays theirs."""
    return CommunityGroup.objects.filter(memberships__person=person).distinct()


def own_assistance(person: Person | None) -> AssistanceQuerySet:
    """What a person recorded in the help log."""
    return Assistance.objects.by(person) if person else Assistance.objects.none()


def nameable_learners(group: CommunityGroup, phone: str) -> QuerySet[Person]:
    """Whom a member of a team may name in its help log: people of its commune, and only by their exact phone."""
    return Person.objects.filter(unit_id=group.unit_id, user__phone=phone)


def taught_runs(person: Person | None) -> QuerySet[CourseRun]:
    """Classes a person holds: theirs is the roster, the code to show and the list to take."""
    if person is None:
        return CourseRun.objects.none()
    return CourseRun.objects.classes().filter(trainers=person)


def taught_session(person: Person | None, public_id: UUID) -> ClassSession | None:
    """A session of a class the person holds; None for any other."""
    rows = ClassSession.objects.select_related("run", "run__unit", "unit")
    return rows.filter(public_id=public_id, run__in=taught_runs(person)).first()


def teaching_people() -> QuerySet[Person]:
    """Who may be asked to hold a class: people with a role beyond learning."""
    return Person.objects.filter(pk__in=RoleAssignment.objects.values("person"))


def may_see_classes(user: User) -> bool:
    """Whether the desk of classes opens."""
    return may_see_reports(user) or Role.TRAINER in roles_of(user)


def may_plan_classes(user: User) -> bool:
    """Whether classes may be opened and changed: by the department everywhere, by unit officers in their units."""
    return may_see_reports(user)


def visible_classes(user: User) -> QuerySet[CourseRun]:
    """Classes a member of staff may look at: the department's all, an officer's in own units, those one holds."""
    rows = CourseRun.objects.classes()
    if not may_see_classes(user):
        return rows.none()
    if sees_all_units(user):
        return rows
    me = staff_person(user)
    seen = Q(trainers__in=[me] if me else [])
    if may_plan_classes(user):
        seen |= Q(unit__in=visible_units(user))
    return rows.filter(pk__in=CourseRun.objects.filter(seen).values("pk"))


def plannable_classes(user: User) -> QuerySet[CourseRun]:
    """Classes a member of staff may change; who only holds one reads it."""
    if sees_all_units(user):
        return CourseRun.objects.classes()
    if not may_plan_classes(user):
        return CourseRun.objects.none()
    return CourseRun.objects.classes().filter(unit__in=visible_units(user))


def own_classes(person: Person | None) -> QuerySet[CourseRun]:
    """Classes a person learns in or has learnt in."""
    if person is None:
        return CourseRun.objects.none()
    mine = Enrolment.objects.filter(person=person).exclude(state=EnrolmentState.WITHDRAWN)
    return CourseRun.objects.classes().filter(pk__in=mine.values("run"))


def visible_groups(user: User) -> CommunityGroupQuerySet:
    """Teams an officer keeps: all, or those of the own units."""
    return CommunityGroup.objects.filter(in_sight(user, "unit"))


def possible_members(user: User, phone: str) -> QuerySet[Person]:
    """Whom an officer may take into a team: people they have in sight, and only by their exact phone."""
    return Person.objects.filter(in_sight(user, "unit"), user__phone=phone)


def visible_assistance(user: User) -> AssistanceQuerySet:
    """Occasions of help an officer may count: all, or those that happened in a visible unit."""
    return Assistance.objects.filter(in_sight(user, "unit_at_event"))
