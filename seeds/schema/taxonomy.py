"""Reading taxonomy.yaml: the lists a course file may choose from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from seeds.schema.fields import Fields
from seeds.schema.item import KEY
from seeds.schema.lesson import read_both
from seeds.schema.nodes import FaultyFile, Notebook, root_node
from seeds.schema.records import Both

NAME_LENGTH = 120


@dataclass(frozen=True)
class AudienceEntry:
    """People a course is written for; `icon` names a drawing of the site, `order` is the place in lists from 1."""

    code: str
    names: Both
    icon: str
    order: int


@dataclass(frozen=True)
class NamedEntry:
    """A track, level or format: its code, its names, its place in lists from 1."""

    code: str
    names: Both
    order: int


@dataclass(frozen=True)
class CompetenceEntry:
    """A competence by its number in the framework (`2.3`)."""

    number: str
    names: Both


@dataclass(frozen=True)
class AreaEntry:
    """An area of competences by its number (`2`)."""

    number: str
    names: Both
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
        audiences=tuple(_audience(node, n, notes) for n, node in enumerate(fields.entries("audiences"), start=1)),
        tracks=_named(fields, "tracks", r"[A-Z]{2}"),
        levels=_named(fields, "levels", KEY),
        formats=_named(fields, "formats", KEY),
        frameworks=tuple(_framework(node, notes) for node in fields.entries("frameworks")),
    )
    fields.done()
    if notes.faults:
        raise FaultyFile(sorted(set(notes.faults)))
    return taxonomy


def _named(fields: Fields, key: str, shape: str) -> tuple[NamedEntry, ...]:
    return tuple(_entry(node, n, fields.notes, shape) for n, node in enumerate(fields.entries(key), start=1))


def _entry(node: yaml.Node, order: int, notes: Notebook, shape: str) -> NamedEntry:
    fields = Fields(node, notes, "mục phân loại")
    entry = NamedEntry(fields.text("code", shape=shape), read_both(fields.fields("names"), NAME_LENGTH), order)
    fields.done()
    return entry


def _audience(node: yaml.Node, order: int, notes: Notebook) -> AudienceEntry:
    fields = Fields(node, notes, "audiences")
    names = read_both(fields.fields("names"), NAME_LENGTH)
    entry = AudienceEntry(fields.text("code", shape=KEY), names, fields.text("icon", shape=KEY), order)
    fields.done()
    return entry


def _framework(node: yaml.Node, notes: Notebook) -> FrameworkEntry:
    fields = Fields(node, notes, "frameworks")
    names = read_both(fields.fields("names"), NAME_LENGTH)
    areas = tuple(_area(each, notes) for each in fields.entries("areas"))
    entry = FrameworkEntry(fields.text("code", shape=KEY), names, fields.text("source", longest=400), areas)
    fields.done()
    return entry


def _area(node: yaml.Node, notes: Notebook) -> AreaEntry:
    fields = Fields(node, notes, "areas")
    number, names = fields.text("number", shape=r"\d"), read_both(fields.fields("names"), NAME_LENGTH)
    entry = AreaEntry(number, names, tuple(_competence(each, notes) for each in fields.entries("competences")))
    fields.done()
    return entry


def _competence(node: yaml.Node, notes: Notebook) -> CompetenceEntry:
    fields = Fields(node, notes, "competences")
    number = fields.text("number", shape=r"\d\.\d")
    entry = CompetenceEntry(number, read_both(fields.fields("names"), NAME_LENGTH))
    fields.done()
    return entry
