"""A map with a province and communes."""

from __future__ import annotations

import datetime

from learners.enums import UnitLevel
from learners.models import AdministrativeUnit, UnitGeneration


def make_generation(code: str = "2025-07", valid_from: datetime.date = datetime.date(2025, 7, 1)) -> UnitGeneration:
    """A map in force from a day on."""
    return UnitGeneration.objects.get_or_create(code=code, defaults={"valid_from": valid_from})[0]


def make_unit(name: str = "Sa Lý", unit_type: str = "xã", code: str = "07288", **fields) -> AdministrativeUnit:
    """A commune of the map, under the map's province."""
    generation = fields.pop("generation", None) or make_generation()
    province = AdministrativeUnit.objects.filter(generation=generation, level=UnitLevel.PROVINCE).first()
    if province is None:
        province = AdministrativeUnit(
            generation=generation, code="24", level=UnitLevel.PROVINCE, type="tỉnh", name="Bắc Ninh"
        )
        province.fill_keys()
        province.save()
    given = {"level": UnitLevel.COMMUNE, "parent": province} | fields
    unit = AdministrativeUnit(generation=generation, code=code, type=unit_type, name=name, **given)
    unit.fill_keys()
    unit.save()
    return unit
