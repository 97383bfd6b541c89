"""What an item of QTI declares: its right answers, what each answer is worth, and its points."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.importers.shares import WHOLE, number
from courses.text import nfc

_MOST_POINTS = Decimal(1000)


@dataclass(frozen=True)
class Answers:
    """The declared answers of one interaction."""

    base_type: str = ""
    cardinality: str = "single"
    correct: list[str] = field(default_factory=list)
    mapping: dict[str, Decimal] = field(default_factory=dict)
    default: Decimal = Decimal(0)
    most: Decimal | None = None
    is_case_sensitive: bool = False

    def percent(self, key: str) -> Decimal:
        """Return the percentage a single answer is worth: from the mapping, else all for one of the right answers."""
        if not self.mapping:
            return WHOLE if key in self.correct else Decimal(0)
        best = self.best()
        return self.mapping.get(key, self.default) / best * WHOLE if best else Decimal(0)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the right pairs of identifiers."""
        found = self.correct or [key for key, value in self.mapping.items() if value > 0]
        split = [pair.split() for pair in found]
        return [(pair[0], pair[1]) for pair in split if len(pair) == len(("first", "second"))]

    def best(self) -> Decimal:
        """Return what the best answer earns by the mapping: one key, or all good ones together."""
        good = [value for value in self.mapping.values() if value > 0]
        if not good:
            return Decimal(0)
        reached = sum(good, Decimal(0)) if self.cardinality != "single" else max(good)
        return min(reached, self.most) if self.most is not None and self.most > 0 else reached


def answers_of(item: Element, asked: Container[str]) -> dict[str, Answers]:
    """Return the answers of the interactions by their identifiers."""
    declared = {each.get("identifier", ""): each for each in item.findall("responsedeclaration")}
    return {key: _answers(declaration) for key, declaration in declared.items() if key in asked}


def points_of(item: Element, answers: dict[str, Answers]) -> Decimal:
    """Return the most points of an item; without a declaration what its mappings add up to, else 1."""
    for outcome in item.findall("outcomedeclaration"):
        name, most = outcome.get("identifier", "").upper(), number(outcome.get("normalmaximum"))
        if name == "MAXSCORE":
            most = number(outcome.findtext("defaultvalue/value"))
        if name in {"MAXSCORE", "SCORE"} and most is not None and 0 < most <= _MOST_POINTS:
            return most
    added = sum((each.best() for each in answers.values()), Decimal(0))
    return added if 0 < added <= _MOST_POINTS else Decimal(1)


def comparisons_of(item: Element) -> dict[str, Element]:
    """Return the first comparison of each response with a tolerance."""
    found: dict[str, Element] = {}
    for equal in item.iter("equal"):
        for variable in equal.findall("variable"):
            if equal.get("tolerancemode") in {"relative", "absolute"}:
                found.setdefault(variable.get("identifier", ""), equal)
    return found


def tolerance_of(comparison: Element | None, answer: Decimal) -> Decimal:
    """Return how far off a number may be, as a comparison says it."""
    if comparison is None:
        return Decimal(0)
    widths = [number(width) for width in comparison.get("tolerance", "").split()[: len(("below", "above"))]]
    width = max((abs(width) for width in widths if width is not None), default=Decimal(0))
    return abs(answer) * width / WHOLE if comparison.get("tolerancemode") == "relative" else width


def _answers(declaration: Element) -> Answers:
    mapping = declaration.find("mapping")
    entries = mapping.findall("mapentry") if mapping is not None else []
    return Answers(
        base_type=declaration.get("basetype", "").lower(),
        cardinality=declaration.get("cardinality", "single").lower(),
        correct=[_key(value.text) for value in declaration.iterfind("correctresponse/value")],
        mapping={_key(entry.get("mapkey")): number(entry.get("mappedvalue")) or Decimal(0) for entry in entries},
        default=(number(mapping.get("defaultvalue")) if mapping is not None else None) or Decimal(0),
        most=number(mapping.get("upperbound")) if mapping is not None else None,
        is_case_sensitive=any(entry.get("casesensitive", "false").lower() == "true" for entry in entries),
    )


def _key(text: str | None) -> str:
    return " ".join(nfc(text or "").split())
