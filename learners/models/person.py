"""A person who learns; may share a phone, may have no way to sign in."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.text import fold, name_sort_key, nfc
from learners.enums import BirthPrecision, Role, Sex


class Person(models.Model):
    """Whoever learns. Names are one field; the given name is the last word (domain: Vietnamese names)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        "learners.User", models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("signs in with")
    )
    full_name = models.CharField(_("full name"), max_length=120)
    name_key = models.CharField(max_length=400, editable=False, default="")
    name_folded = models.CharField(max_length=120, editable=False, default="")
    birth_date = models.DateField(_("born on"), null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=BirthPrecision.choices, default=BirthPrecision.DAY)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, blank=True)
    unit = models.ForeignKey(
        "learners.AdministrativeUnit", models.PROTECT, null=True, blank=True, verbose_name=_("commune")
    )
    unit_text = models.CharField(_("place outside the list"), max_length=120, blank=True)
    audience = models.ForeignKey(
        "courses.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audience")
    )
    pin = models.CharField(max_length=128, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = " ".join(nfc(self.full_name).split())
        self.name_key = name_sort_key(self.full_name)
        self.name_folded = fold(self.full_name)
        super().save(*args, **kwargs)

    @property
    def given_name(self) -> str:
        """The last word of the name, by which a Vietnamese is addressed."""
        return self.full_name.rsplit(" ", 1)[-1]

    @property
    def birth_text(self) -> str:
        """Birth as precisely as it is known: 05/11/1960, 11/1960 or 1960."""
        if self.birth_date is None:
            return ""
        patterns = {BirthPrecision.DAY: "%d/%m/%Y", BirthPrecision.MONTH: "%m/%Y", BirthPrecision.YEAR: "%Y"}
        return self.birth_date.strftime(patterns[BirthPrecision(self.birth_precision)])

    def set_pin(self, pin: str) -> None:
        """Protect this person on a shared phone with an own PIN; an empty one takes the protection away."""
        self.pin = make_password(pin) if pin else ""

    def opens_with(self, pin: str) -> bool:
        """Whether this PIN opens the person: always when none was set, since the phone's own PIN did already."""
        return not self.pin or check_password(pin, self.pin)


class PersonEthnicity(models.Model):
    """A person's ethnic group, apart from the rest because it is sensitive and has its own consent."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="ethnicity")
    group = models.CharField(_("ethnic group"), max_length=60)
    consent = models.ForeignKey("learners.ConsentRecord", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ethnic group")
        verbose_name_plural = _("ethnic groups")

    def __str__(self) -> str:
        return self.group


class RoleAssignment(models.Model):
    """A role a person holds, for one unit or (without a unit) everywhere; `access.py` alone reads it to decide."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "learners.AdministrativeUnit", models.PROTECT, null=True, blank=True, verbose_name=_("unit")
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "unit"], name="role_once_a_unit", nulls_distinct=False),
            models.CheckConstraint(
                condition=~models.Q(role=Role.UNIT_OFFICER) | models.Q(unit__isnull=False),
                name="unit_officer_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
