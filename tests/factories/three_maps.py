"""A small province over three maps, with merges, a split and a level that goes away."""

from __future__ import annotations

import datetime

from learners.enums import UnitLevel
from learners.models import AdministrativeUnit
from tests.factories.administrative_unit import make_generation
from tests.factories.unit_succession import make_succession

MAPS = {
    "1": ("2022", datetime.date(2022, 1, 1)),
    "2": ("2025-01", datetime.date(2025, 1, 1)),
    "3": ("2025-07", datetime.date(2025, 7, 1)),
}
DISTRICTS = {"1": {"D1": ["a1", "b1", "c1"], "E1": ["d1", "e1"]}, "2": {"D2": ["a2", "c2"], "E2": ["d2", "e2"]}}
COMMUNES = {"3": ["a3", "d3"]}
# a and b merge first; e is split; then a and c merge, and d and e.
BECAME = {
    "P1": ["P2"], "P2": ["P3"], "D1": ["D2"], "E1": ["E2"],
    "a1": ["a2"], "b1": ["a2"], "c1": ["c2"], "d1": ["d2"], "e1": ["d2", "e2"],
    "a2": ["a3"], "c2": ["a3"], "d2": ["d3"], "e2": ["d3"],
}  # fmt: skip


def make_three_maps() -> dict[str, AdministrativeUnit]:
    """The units by name: capital letters above, small letters communes, the number is the map."""
    units: dict[str, AdministrativeUnit] = {}
    for number, (code, day) in MAPS.items():
        make_generation(code, day)
        units[f"P{number}"] = _unit(f"P{number}", UnitLevel.PROVINCE, None)
        for district, communes in DISTRICTS.get(number, {}).items():
            units[district] = _unit(district, UnitLevel.DISTRICT, units[f"P{number}"])
            units |= {name: _unit(name, UnitLevel.COMMUNE, units[district]) for name in communes}
        units |= {name: _unit(name, UnitLevel.COMMUNE, units[f"P{number}"]) for name in COMMUNES.get(number, [])}
    for old, names in BECAME.items():
        for new in names:
            make_succession(units[old], units[new])
    return units


def _unit(name: str, level: UnitLevel, parent: AdministrativeUnit | None) -> AdministrativeUnit:
    generation = make_generation(*MAPS[name[-1]])
    unit = AdministrativeUnit(generation=generation, level=level, code=name, type="", name=name, parent=parent)
    unit.fill_keys()
    unit.save()
    return unit
