"""Reading taxonomy.yaml: the lists a course file may choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from seeds.schema.fields import KEY, Fields
from seeds.schema.nodes import FaultyFile, Notebook, root_node
from seeds.schema.records import Both
from seeds.schema.text import read_both

NAME_LENGTH = 120
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class NamedEntry:
    """A track, level or format: its code, its names, its place in lists from 1."""

    code: str
    names: Both
    order: int


@dataclass(frozen=True)
class AudienceEntry(NamedEntry):
    """People a course is written for; `icon` names a drawing of the site."""

    icon: str


@dataclass(frozen=True)
class CompetenceEntry:
    """A competence by its number in the framework (`2.3`)."""

    number: str
    names: Both


@dataclass(frozen=True)
class AreaEntry(CompetenceEntry):
    """An area by its number (`2`), with its competences."""

    competences: tuple[CompetenceEntry, ...]


@dataclass(frozen=True)
class FrameworkEntry:
    """A competence framework and where it comes from."""

    code: str
    names: Both
    source: str
    areas: tuple[AreaEntry, ...]


@dataclass(frozen=True)
class Taxonomy:
    """All lists, in the order of the file."""

    audiences: tuple[AudienceEntry, ...]
    tracks: tuple[NamedEntry, ...]
    levels: tuple[NamedEntry, ...]
    formats: tuple[NamedEntry, ...]
    frameworks: tuple[FrameworkEntry, ...]

    @property
    def audience_codes(self) -> frozenset[str]:
        """The codes a course may name as its audiences."""
        return frozenset(audience.code for audience in self.audiences)

    @property
    def competence_numbers(self) -> frozenset[str]:
        """The numbers a course may name as its competences."""
        areas = (area for framework in self.frameworks for area in framework.areas)
        return frozenset(competence.number for area in areas for competence in area.competences)


def read_taxonomy(path: Path) -> Taxonomy:
    """Return the lists of a taxonomy file; raises FaultyFile with every fault if there is one."""
    notes = Notebook(path)
    fields = Fields(root_node(notes), notes, "taxonomy")
    taxonomy = Taxonomy(
        audiences=_entries(fields, "audiences", "audiences", _audience),
        tracks=_named(fields, "tracks", r"[A-Z]{2}"),
        levels=_named(fields, "levels", KEY),
        formats=_named(fields, "formats", KEY),
        frameworks=_entries(fields, "frameworks", "frameworks", _framework),
    )
    fields.done()
    if notes.faults:
        raise FaultyFile(sorted(set(notes.faults)))
    return taxonomy


def _named(fields: Fields, key: str, shape: str) -> tuple[NamedEntry, ...]:
    def build(entry: Fields, order: int) -> NamedEntry:
        return NamedEntry(entry.text("code", shape=shape), _names(entry), order)

    return _entries(fields, key, "mục phân loại", build)


def _audience(entry: Fields, order: int) -> AudienceEntry:
    return AudienceEntry(entry.text("code", shape=KEY), _names(entry), order, entry.text("icon", shape=KEY))


def _framework(entry: Fields, order: int) -> FrameworkEntry:
    code, names, source = entry.text("code", shape=KEY), _names(entry), entry.text("source", longest=400)
    return FrameworkEntry(code, names, source, _entries(entry, "areas", "areas", _area))


def _area(entry: Fields, order: int) -> AreaEntry:
    number, names = entry.text("number", shape=r"\d"), _names(entry)
    return AreaEntry(number, names, _entries(entry, "competences", "competences", _competence))


def _competence(entry: Fields, order: int) -> CompetenceEntry:
    return CompetenceEntry(entry.text("number", shape=r"\d\.\d"), _names(entry))


def _names(entry: Fields) -> Both:
    return read_both(entry.fields("names"), NAME_LENGTH)


def _entries(fields: Fields, key: str, name: str, build: Callable[[Fields, int], Entry]) -> tuple[Entry, ...]:
    """Read each entry of a list with its place from 1; `name` is what a fault calls it."""
    found = []
    for order, node in enumerate(fields.entries(key), start=1):
        entry = Fields(node, fields.notes, name)
        found.append(build(entry, order))
        entry.done()
    return tuple(found)
