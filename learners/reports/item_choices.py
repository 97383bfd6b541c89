"""What can be chosen in a question, and what an answer chose, in one shape for every type of item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items import ITEM_TYPES
from courses.rules.scoring import Given
from courses.services.freeze_quiz import content_digest

TRUE, FALSE, BESIDE = "true", "false", "beside"
RIGHT, PARTLY, WRONG = "right", "partly", "wrong"
# What only explains an item does not make it another question: a better hint does not start the count afresh.
EXPLAINS = {"hint", "more_hints", "explanation", "feedback", "tags", "difficulty", "competence"}
OUTCOMES = [
    (RIGHT, gettext_lazy("Wholly right")),
    (PARTLY, gettext_lazy("Answered partly right")),
    (WRONG, gettext_lazy("Answered wrongly")),
]


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: `letter` as the author sees it ("" where it has none), whether it is right.

    `outcome` tells that it is how an answer turned out, because answers of this type are not chosen from a list.
    """

    key: str
    letter: str
    text: str
    right: bool
    outcome: bool = False

    @property
    def name(self) -> str:
        """How a sentence calls it: the letter, else the words."""
        return self.letter or f"“{self.text}”"


def form_digest(item: Mapping[str, Any]) -> str:
    """SHA-256 of what a learner sees of an item and what scores it."""
    return content_digest({key: value for key, value in item.items() if key not in EXPLAINS})


def choices_of(item: Mapping[str, Any]) -> list[Choice]:
    """Return what can be chosen, in the author's order; for an item without a list, how answers can turn out."""
    if item.get("options"):
        rows = zip(_letters(len(item["options"])), item["options"], strict=True)
        return [Choice(each["id"], letter, each["text"], bool(each["correct"])) for letter, each in rows]
    if item.get("places"):
        places = [Choice(each["id"], "", each["text"], bool(each["correct"])) for each in item["places"]]
        return [*places, Choice(BESIDE, "", _("Beside all places"), False)]
    if isinstance(item.get("answer"), bool):
        words = [(TRUE, _("True"), item["answer"]), (FALSE, _("False"), not item["answer"])]
        return [Choice(key, "", text, right) for key, text, right in words]
    return [Choice(key, "", str(text), key == RIGHT, outcome=True) for key, text in OUTCOMES]


def picks(item: Mapping[str, Any], found: Given, fraction: Decimal) -> list[str]:
    """Return the keys of what an answer chose, none for no answer.

    Where answers are checked one by one it is the first try: what was chosen before anything was told. `fraction` is
    what a person gave, for the items that no machine marks.
    """
    answer = found.tries[0] if found.tries else found.answer
    if not answer:
        return []
    if "options" in answer:
        return sorted(answer["options"])
    if "option" in answer or "place" in answer:
        return [answer.get("option") or answer["place"]]
    if "point" in answer:
        return [BESIDE]
    if isinstance(answer.get("answer"), bool):
        return [TRUE if answer["answer"] else FALSE]
    earned = ITEM_TYPES[item["type"]].score(dict(item), answer)
    share = fraction if earned is None else earned
    return [RIGHT if share >= 1 else PARTLY if share > 0 else WRONG]


def is_right(item: Mapping[str, Any], found: Given, fraction: Decimal) -> bool:
    """Whether the answer that `picks` tells of was wholly right."""
    answer = found.tries[0] if found.tries else found.answer
    earned = ITEM_TYPES[item["type"]].score(dict(item), answer) if answer else Decimal(0)
    return (fraction if earned is None else earned) >= 1


def _letters(count: int) -> list[str]:
    return [ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1) for n in range(count)]
