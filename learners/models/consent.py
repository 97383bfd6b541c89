"""Proof of what a person agreed to (Law 91/2025/QH15, Decree 356/2025/NĐ-CP)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import Channel, ConsentPurpose


class ConsentText(models.Model):
    """The words of one purpose in one version and language; a new wording is a new row."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose.choices)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    language = models.CharField(_("language"), max_length=10, default="vi")
    text = models.TextField(_("text"))
    required = models.BooleanField(_("needed to enrol"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version", "language"], name="consent_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} v{self.version}"


class ConsentRecord(models.Model):
    """One purpose agreed to by one person, with the wording that was shown and how it was given."""

    person = models.ForeignKey("learners.Person", models.CASCADE, related_name="consents", verbose_name=_("person"))
    text = models.ForeignKey(ConsentText, models.PROTECT, verbose_name=_("wording"))
    channel = models.CharField(_("given"), max_length=10, choices=Channel.choices, default=Channel.SELF)
    helper = models.ForeignKey("learners.Person", models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        ordering = ["given_at"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"], condition=Q(withdrawn_at__isnull=True), name="consent_once_while_valid"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)
