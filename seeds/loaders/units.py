"""The administrative maps: generations, units with their parents, and what each unit became."""

from __future__ import annotations

import datetime
from collections import Counter

from learners.enums import SuccessionKind, UnitLevel
from learners.models import AdministrativeUnit, UnitGeneration, UnitSuccession
from seeds.loaders.content import ContentFolder
from seeds.loaders.tally import Tally, put

UnitKey = tuple[str, str, str]
Row = dict[str, str]
KIND, SUCCESSIONS = "Đơn vị hành chính", "Kế thừa đơn vị"
LEVELS = (UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE)


def load_units(folder: ContentFolder, tally: Tally) -> None:
    """Bring in every map of the files; `key` of a unit is (map, level, code), because codes are used again."""
    maps = load_generations(folder, tally)
    rows = unit_rows(folder)
    units = {(unit.generation.code, unit.level, unit.code): unit for unit in _stored(maps)}
    for level in LEVELS:
        _load_level(level, rows, units, maps, tally)
    load_successions(rows, units, maps, tally)


def load_generations(folder: ContentFolder, tally: Tally) -> dict[str, UnitGeneration]:
    """Bring in the maps with their dates and legal acts, by code."""
    found = {}
    for row in folder.units("generations"):
        values = {
            "valid_from": datetime.date.fromisoformat(row["valid_from"]),
            "valid_to": datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            "legal_act": row["legal_act"],
            "checked": row["checked"] == "yes",
            "note": row["note"],
        }
        found[row["generation"]] = put(tally, "Bản đồ hành chính", UnitGeneration, {"code": row["generation"]}, values)
    return found


def unit_rows(folder: ContentFolder) -> dict[UnitKey, Row]:
    """All units of all tables by key, each with the code of the province that tops its map."""
    found = {}
    tops = {row["generation"]: row["code"] for row in folder.units("provinces")}
    for table, level in (("provinces", UnitLevel.PROVINCE), ("bac_giang", None), ("bac_ninh_rest", UnitLevel.COMMUNE)):
        for row in folder.units(table):
            at = level or UnitLevel(row["level"])
            found[row["generation"], at.value, row["code"]] = row | {"province_code": tops[row["generation"]]}
    return found


def load_successions(
    rows: dict[UnitKey, Row], units: dict[UnitKey, AdministrativeUnit], maps: dict[str, UnitGeneration], tally: Tally
) -> None:
    """Join each unit to the one it became on the next map, from the day that map came into force."""
    pairs = {key: (row["successor_generation"], key[1], row["successor_code"]) for key, row in rows.items()}
    pairs = {key: later for key, later in pairs.items() if later[0]}
    origins = Counter(pairs.values())
    known = set(UnitSuccession.objects.values_list("old_id", "new_id"))
    fresh = [
        UnitSuccession(
            old=units[key],
            new=units[later],
            kind=rows[key].get("kind") or _kind(units[key], units[later], origins[later]),
            on=maps[later[0]].valid_from,
            legal_act=maps[later[0]].legal_act,
        )
        for key, later in pairs.items()
        if (units[key].pk, units[later].pk) not in known
    ]
    UnitSuccession.objects.bulk_create(fresh)
    tally.note(SUCCESSIONS, "created", len(fresh))
    tally.note(SUCCESSIONS, "unchanged", len(pairs) - len(fresh))


def _stored(maps: dict[str, UnitGeneration]) -> list[AdministrativeUnit]:
    return list(AdministrativeUnit.objects.filter(generation__in=maps.values()).select_related("generation"))


def _load_level(
    level: UnitLevel, rows: dict[UnitKey, Row], units: dict[UnitKey, AdministrativeUnit],
    maps: dict[str, UnitGeneration], tally: Tally,
) -> None:  # fmt: skip
    """Create or correct the units of one level; those above are there already."""
    fresh, stale = [], []
    for key, row in rows.items():
        if key[1] != level:
            continue
        unit = units.get(key) or AdministrativeUnit(generation=maps[key[0]], level=level, code=key[2])
        parent_key = _parent_key(key, row)
        if _fill(unit, row, units[parent_key] if parent_key else None):
            (stale if unit.pk else fresh).append(unit)
        else:
            tally.note(KIND, "unchanged")
        units[key] = unit
    AdministrativeUnit.objects.bulk_create(fresh)
    AdministrativeUnit.objects.bulk_update(stale, ["name", "type", "parent", "name_key", "name_folded"])
    tally.note(KIND, "created", len(fresh))
    tally.note(KIND, "updated", len(stale))


def _parent_key(key: UnitKey, row: Row) -> UnitKey | None:
    generation, level, _ = key
    if level == UnitLevel.PROVINCE:
        return None
    if row.get("district_code"):
        return generation, UnitLevel.DISTRICT.value, row["district_code"]
    return generation, UnitLevel.PROVINCE.value, row["province_code"]


def _fill(unit: AdministrativeUnit, row: Row, parent: AdministrativeUnit | None) -> bool:
    """Give a unit the row's name, type and parent; return whether that changed anything."""
    wanted = (row["name"], row["type"], parent.pk if parent else None)
    if unit.pk and (unit.name, unit.type, unit.parent_id) == wanted:
        return False
    unit.name, unit.type, unit.parent = row["name"], row["type"], parent
    unit.fill_keys()
    return True


def _kind(old: AdministrativeUnit, new: AdministrativeUnit, origins: int) -> SuccessionKind:
    if origins > 1:
        return SuccessionKind.MERGED
    same = (old.name, old.type) == (new.name, new.type)
    return SuccessionKind.UNCHANGED if same else SuccessionKind.RENAMED
