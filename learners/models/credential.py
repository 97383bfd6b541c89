"""The claim that a person completed a course; its paper is the certificate."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.admin import display
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learners.enums import CredentialState


class NumberSeries(models.Model):
    """The last number given by an issuer in a year; locked last in the issuing transaction, so numbers have no gap."""

    organisation = models.ForeignKey("learners.Organisation", models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class CredentialQuerySet(models.QuerySet["Credential"]):
    """Reads of credentials."""

    def valid(self) -> CredentialQuerySet:
        """Those neither revoked nor replaced (expiry is judged by the day asked about)."""
        return self.filter(state=CredentialState.ISSUED)


class Credential(models.Model):
    """Facts frozen at issue; a trigger lets only the status columns change.

    `facts` carries what is not personal: course, hours, dates, result, issuer, signer, title. The holder's name is in
    `CredentialHolder`. `digest` = SHA-256 over the canonical facts, the salted digest of the holder and the digest of
    the credential before it in the series, so that a register edited behind our back does not add up.
    """

    enrolment = models.ForeignKey("learners.Enrolment", models.PROTECT, related_name="credentials")
    evidence = models.ForeignKey("learners.Attempt", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("learners.Organisation", models.PROTECT, related_name="credentials")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=32, unique=True)
    facts: Any = models.JSONField(_("facts"))
    holder_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    issued_on = models.DateField(_("issued on"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CredentialState.choices, default=CredentialState.ISSUED)
    state_reason = models.CharField(_("reason"), max_length=200, blank=True)
    state_changed_at = models.DateTimeField(null=True, blank=True)
    pdf = models.FileField(upload_to="certificates", blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state=CredentialState.ISSUED),
                name="one_valid_credential_an_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(state=CredentialState.ISSUED) | ~Q(state_reason=""), name="ended_credential_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.facts.get("number", self.number))

    @property
    @display(description=_("number of the certificate"))
    def register_line(self) -> str:
        """Number of the certificate, as printed."""
        return str(self.facts["number"])

    @property
    @display(description=_("holder"))
    def holder_name(self) -> str:
        """Name of the holder; empty once erased."""
        return self.holder.full_name

    @property
    @display(description=_("course"))
    def course_title(self) -> str:
        """Title of the course, as printed."""
        return str(self.facts["course"])

    def status_on(self, day: datetime.date) -> str:
        """“valid”, “expired”, “revoked” or “replaced” on a day."""
        if self.state != CredentialState.ISSUED:
            return str(self.state)
        return "expired" if self.valid_to is not None and self.valid_to < day else "valid"


class CredentialHolder(models.Model):
    """The personal part of a credential, which may be erased while the register entry stays."""

    credential = models.OneToOneField(Credential, models.PROTECT, related_name="holder")
    full_name = models.CharField(_("full name"), max_length=120)
    birth_text = models.CharField(_("born"), max_length=10, blank=True)
    unit_text = models.CharField(_("commune"), max_length=200, blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("holder")
        verbose_name_plural = _("holders")

    def __str__(self) -> str:
        return self.full_name
