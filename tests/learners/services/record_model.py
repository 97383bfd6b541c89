"""The learning record as plain Python: what enrolments, attempts and scores should be."""

from dataclasses import dataclass, field
from decimal import Decimal

from learners.models import Attempt, Enrolment
from tests.factories.course import RIGHT, item_id, option_id

ITEMS = ["single", "multiple", "truth", "number", "short"]
ZERO, ONE, HALF = Decimal(0), Decimal(1), Decimal("0.5")
# What may be answered and the part of a point it earns; “truth” is judged by the version sat.
ANSWERS = {
    "single": [({"option": option_id("single", 1)}, ONE), ({"option": option_id("single", 0)}, ZERO), ({}, ZERO)],
    "multiple": [
        (RIGHT[item_id("multiple")], ONE),
        ({"options": [option_id("multiple", 0)]}, HALF),
        ({"options": sorted([option_id("multiple", 0), option_id("multiple", 2)])}, ZERO),
    ],
    "truth": [({"answer": True}, ONE), ({"answer": False}, ZERO), ({}, ZERO)],
    "number": [({"text": "113"}, ONE), ({"text": "114"}, ZERO), ({}, ZERO)],
    "short": [({"text": "bac giang"}, ONE), ({"text": "Bắc Ninh"}, ZERO), ({}, ZERO)],
}
KEYS = {item_id(name): name for name in ITEMS}


@dataclass
class Sitting:
    """An attempt as the model knows it: answers by item as (origin, seq, choice)."""

    row: Attempt
    truth: bool
    mark: Decimal
    answers: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)
    score: Decimal | None = None

    @property
    def passed(self):
        return self.score is not None and self.score >= self.mark

    def right(self, name, choice):
        if name == "truth":
            body = ANSWERS[name][choice][0]
            return ONE if body.get("answer") is self.truth else ZERO
        return ANSWERS[name][choice][1]

    def oracle(self):
        return sum((self.right(name, choice) for name, (_o, _s, choice) in self.answers.items()), ZERO) / 5


@dataclass
class Joined:
    """An enrolment as the model knows it."""

    row: Enrolment
    person: int
    mark: Decimal
    state: str = "active"
    lessons: set = field(default_factory=set)
    sittings: list = field(default_factory=list)
    credentials: list = field(default_factory=list)

    @property
    def open(self):
        return next((each for each in self.sittings if each.score is None), None)
