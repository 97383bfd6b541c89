"""Numbers of the house that an administrator may change."""

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

    class Meta:
        verbose_name = _("learning policy")
