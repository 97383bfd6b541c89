"""The community digital teams of communes and villages, and who is in them from when to when."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.models.administrative_unit import AdministrativeUnit
from learners.models.person import Person
from learners.phones import show

LONGEST_VILLAGE = 80


def in_force(day: datetime.date, path: str = "") -> Q:
    """The condition on dated rows (`path` leads to them, as `group__`) that they hold on a day."""
    begun = Q(**{f"{path}since__lte": day})
    return begun & (Q(**{f"{path}until__isnull": True}) | Q(**{f"{path}until__gte": day}))


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint on dated rows that the last day is none before the first."""
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name=name)


class CommunityGroupQuerySet(models.QuerySet["CommunityGroup"]):
    """Reads of teams."""

    def active(self, day: datetime.date) -> CommunityGroupQuerySet:
        """Those at work on a day."""
        return self.filter(in_force(day))

    def near(self, unit: AdministrativeUnit, day: datetime.date) -> CommunityGroupQuerySet:
        """Those at work on a day in a commune that can be called, in the order of their villages."""
        return self.active(day).filter(unit=unit).exclude(phone="").order_by("village", "name", "pk")

    def with_member(self, person: Person, day: datetime.date) -> CommunityGroupQuerySet:
        """Those at work on a day that a person was in on that day."""
        members = GroupMembership.objects.filter(in_force(day), person=person)
        return self.active(day).filter(pk__in=members.values("group"))


class CommunityGroup(models.Model):
    """A community digital team (tổ công nghệ số cộng đồng): people of a commune or village who help others."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    unit = models.ForeignKey(
        "learners.AdministrativeUnit", models.PROTECT, related_name="groups", verbose_name=_("commune")
    )
    village = models.CharField(_("village"), max_length=LONGEST_VILLAGE, blank=True)
    phone = models.CharField(_("phone to call"), max_length=20, blank=True)
    link = models.URLField(_("Zalo or web address"), blank=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CommunityGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("community digital team")
        verbose_name_plural = _("community digital teams")
        constraints = [ends_after_start("group_ends_after_start")]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_text(self) -> str:
        """The phone as people read it."""
        return show(self.phone)


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    """Reads of memberships."""

    def open(self) -> GroupMembershipQuerySet:
        """Those without an end."""
        return self.filter(until__isnull=True)


class GroupMembership(models.Model):
    """A person in a team, for a time; whoever comes back has another row."""

    group = models.ForeignKey(
        CommunityGroup, models.PROTECT, related_name="memberships", verbose_name=_("community digital team")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    title = models.CharField(_("title"), max_length=60, blank=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of teams")
        constraints = [
            ends_after_start("membership_ends_after_start"),
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(until__isnull=True), name="one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}" if self.title else str(self.person)
