"""The lists a course is filed under: audiences and the competences of a framework."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Something with a name in every language of the site, Vietnamese always present."""

    names = models.JSONField(_("names"), default=dict, help_text=_("One name a language, for example {“vi”: “…”}."))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, else in Vietnamese."""
        return self.names.get(get_language() or "vi") or self.names.get("vi", "")


class Audience(Named):
    """People a course is written for (“Người dân”, “Hội Phụ nữ”)."""

    code = models.SlugField(_("code"), unique=True)
    icon = models.SlugField(_("icon"), default="people")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Framework(Named):
    """A competence framework, for example DigComp 2.2 (JRC128415)."""

    code = models.SlugField(_("code"), unique=True)

    class Meta:
        verbose_name = _("competence framework")
        verbose_name_plural = _("competence frameworks")


class Area(Named):
    """One area of a framework."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="areas", verbose_name=_("framework"))
    number = models.CharField(_("number"), max_length=10)

    class Meta:
        ordering = ["number"]
        verbose_name = _("competence area")
        verbose_name_plural = _("competence areas")
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="area_once_a_framework")]


class Competence(Named):
    """One competence of an area, numbered as in the framework (“2.3”)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="competences", verbose_name=_("area"))
    number = models.CharField(_("number"), max_length=10)

    class Meta:
        ordering = ["number"]
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="competence_once_an_area")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
