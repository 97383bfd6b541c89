"""Numbers of the house that an administrator may change."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cogs")
class LearningPolicy(BaseGenericSetting):
    """Ages, tries and clocks, as data."""

    adult_age = models.PositiveSmallIntegerField(
        _("age from which a person enrols alone"), default=16, help_text=_("Law 91/2025/QH15 counts children under 16.")
    )
    active_days = models.PositiveSmallIntegerField(_("days after which a learner counts as inactive"), default=30)
    small_cell = models.PositiveSmallIntegerField(_("hide published cells under"), default=5)
    marking_days = models.PositiveSmallIntegerField(
        _("working days to mark an answer"), default=5, help_text=_("Counted from the day after handing in.")
    )
    second_marker = models.BooleanField(
        _("two people mark every answer"),
        default=False,
        help_text=_("Where they differ by more than a tenth of the points, a third person decides."),
    )
    required_attendance = models.DecimalField(
        _("share of a class's sessions to attend"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.80"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Offered for a new class; each class may ask for another share."),
    )

    class Meta:
        verbose_name = _("learning policy")

    @classmethod
    def in_force(cls) -> LearningPolicy:
        """What an administrator set, else the defaults. Reading writes nothing: the row comes with the seeds."""
        return cls.objects.first() or cls()
