"""Places, dated: a redrawn map is a new generation of units joined to the old one by successions."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.text import fold, sort_key
from learners.enums import SuccessionKind, UnitLevel


class UnitGenerationQuerySet(models.QuerySet["UnitGeneration"]):
    """Reads of the maps."""

    def on(self, day: datetime.date) -> UnitGeneration | None:
        """The map in force on a day; before the first map the first one, None only when no map is loaded."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first() or self.order_by("valid_from").first()


class UnitGeneration(models.Model):
    """One administrative map with the legal act that drew it."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    legal_act = models.CharField(_("legal act"), max_length=200, blank=True)
    checked = models.BooleanField(_("checked against the act"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects = UnitGenerationQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("administrative map")
        verbose_name_plural = _("administrative maps")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="generation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.legal_act})" if self.legal_act else self.code


class AdministrativeUnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    """Reads of units."""

    def in_force(self, day: datetime.date) -> AdministrativeUnitQuerySet:
        """Units of the map in force on a day."""
        return self.filter(generation=UnitGeneration.objects.on(day))

    def communes(self) -> AdministrativeUnitQuerySet:
        """The lowest level, where people live."""
        return self.filter(level=UnitLevel.COMMUNE)

    def under(self, unit: AdministrativeUnit) -> AdministrativeUnitQuerySet:
        """A unit and everything below it on its own map (at most province, district, commune)."""
        return self.filter(Q(pk=unit.pk) | Q(parent=unit) | Q(parent__parent=unit))


class AdministrativeUnit(models.Model):
    """One unit on one map; the official code is reused between maps, so the key is (generation, code)."""

    generation = models.ForeignKey(UnitGeneration, models.PROTECT, related_name="units", verbose_name=_("map"))
    code = models.CharField(_("official code"), max_length=10)
    level = models.CharField(_("level"), max_length=10, choices=UnitLevel.choices)
    type = models.CharField(_("type"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    name_key = models.CharField(max_length=300, editable=False, default="")
    name_folded = models.CharField(max_length=100, editable=False, default="")

    objects = AdministrativeUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        constraints = [models.UniqueConstraint(fields=["generation", "level", "code"], name="unit_code_once_a_map")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The type word and the name: “Xã Sa Lý”."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}".strip()

    def fill_keys(self) -> None:
        """Compute the sort and search keys; loaders call it because bulk writes do not pass through `save`."""
        self.name_key, self.name_folded = sort_key(self.name), fold(f"{self.type} {self.name}")


class UnitSuccession(models.Model):
    """What a unit became on the next map."""

    old = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="successions", verbose_name=_("from"))
    new = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="origins", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind.choices)
    on = models.DateField(_("on"))
    legal_act = models.CharField(_("legal act"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
