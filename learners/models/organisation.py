"""Agencies, unions, schools, firms with dated names, signers and number series."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def check_number_format(form: str) -> None:
    """Refuse a form of numbers that cannot be filled in, or that gives two certificates one number."""
    try:
        first, second = (form.format(number=number, year=2026) for number in (1, 2))
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValidationError(
            _("Write {number} and {year} where they belong, for example {number:06d}/{year}.")
        ) from error
    if first == second:
        raise ValidationError(_("Write {number} and {year} where they belong, for example {number:06d}/{year}."))


class Organisation(models.Model):
    """A body that owns courses or issues certificates; its names are dated in `OrganisationProfile`."""

    code = models.SlugField(_("code"), unique=True)
    is_owner = models.BooleanField(_("owns the site"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(fields=["is_owner"], condition=Q(is_owner=True), name="one_owner_of_the_site"),
        ]

    def __str__(self) -> str:
        latest = self.profiles.order_by("-valid_from").first()
        return latest.name if latest else self.code

    def profile_on(self, day: datetime.date) -> OrganisationProfile | None:
        """Name, signer and place in force on a day."""
        return self.profiles.filter(valid_from__lte=day).order_by("-valid_from").first()


class OrganisationProfile(models.Model):
    """How an organisation is called and who signs for it, from a day on."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="profiles", verbose_name=_("organisation")
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    superior_name = models.CharField(_("body above it"), max_length=200, blank=True)
    place = models.CharField(_("place of issue"), max_length=80)
    signer_authority = models.CharField(_("form of authority"), max_length=80, blank=True)
    signer_title = models.CharField(_("signer's title"), max_length=80)
    signer_name = models.CharField(_("signer's name"), max_length=120)
    certificate_title = models.CharField(_("title of the certificate"), max_length=120)
    number_format = models.CharField(
        _("form of the number"), max_length=60, default="{number:06d}/{year}", validators=[check_number_format]
    )
    register_format = models.CharField(
        _("form of the register number"),
        max_length=60,
        default="{number:06d}/{year}/ĐK",
        validators=[check_number_format],
    )
    specimen = models.BooleanField(_("print “specimen” on certificates"), default=False)

    class Meta:
        ordering = ["organisation", "valid_from"]
        verbose_name = _("name and signer")
        verbose_name_plural = _("names and signers")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "valid_from"], name="organisation_profile_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="profile_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CourseOwnership(models.Model):
    """Which organisation owns a course and issues its certificates."""

    course_key = models.UUIDField(_("course"), unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="courses", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("course ownership")
        verbose_name_plural = _("course ownerships")

    def __str__(self) -> str:
        return str(self.organisation)
