"""What a trainer is told of a question, in sentences: a table of rules over its figures, and no figure to interpret.

Of each topic the first rule that holds speaks. A new remark is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learners.reports.item_facts import ChoiceShare, ItemFacts

# Fewer people say nothing: one of them more or less would turn the sentence round.
FEW = 20
# An option that nobody takes is only noticed where many could have taken it.
MANY = 50
# Of so many people a group too small to be shown is next to nobody.
VERY_MANY = 250
ALMOST_ALL, ALMOST_NOBODY, IDLE = Decimal("0.95"), Decimal("0.10"), Decimal("0.02")
LEFT_OPEN, NEAR_CHANCE = Decimal("0.20"), Decimal("0.05")
AGAINST, WEAK, CLEAR = Decimal("-0.10"), Decimal("0.15"), Decimal("0.30")


class Trouble(IntEnum):
    """How much a question asks for a look; the largest first in a list."""

    GOOD = 0
    UNKNOWN = 1
    MILD = 2
    LOOK = 3
    SERIOUS = 4


TROUBLES: dict[Trouble, Promise] = {
    Trouble.SERIOUS: _("Mend it now"),
    Trouble.LOOK: _("Look at it"),
    Trouble.MILD: _("Could be better"),
    Trouble.UNKNOWN: _("Too early to say"),
    Trouble.GOOD: _("Works well"),
}


@dataclass(frozen=True)
class Remark:
    """A sentence about a question, and how much it troubles."""

    trouble: Trouble
    sentence: str


@dataclass(frozen=True)
class Rule:
    """When a sentence is said; it may name what `_fillers` gives."""

    topic: str
    trouble: Trouble
    holds: Callable[[ItemFacts], bool]
    sentence: Promise


def strongest(facts: ItemFacts, *, right: bool) -> ChoiceShare | None:
    """The option chosen most among the right or the wrong ones; None where there is no list or it may not be shown."""
    rows = [each for each in facts.choices if each.choice.right == right and not each.choice.outcome]
    return max((each for each in rows if each.share is not None), key=lambda each: each.share or 0, default=None)


def idle(facts: ItemFacts) -> list[ChoiceShare]:
    """Wrong options that next to nobody takes."""
    rows = (each for each in facts.choices if not each.choice.right and not each.choice.outcome and each.choice.letter)
    return [each for each in rows if (facts.people >= VERY_MANY if each.share is None else each.share < IDLE)]


def _wrong_leads(facts: ItemFacts) -> bool:
    wrong, right = strongest(facts, right=False), strongest(facts, right=True)
    return wrong is not None and (wrong.share or 0) > ((right.share or 0) if right else 0)


def _strong_agree_with_wrong(facts: ItemFacts) -> bool:
    """Those who did best elsewhere take the wrong option too; without thirds the correlation decides."""
    wrong, right = strongest(facts, right=False), strongest(facts, right=True)
    if wrong is None or not _wrong_leads(facts):
        return False
    if wrong.high is None:
        return facts.discrimination is None or facts.discrimination <= 0
    return wrong.high > ((right.high or 0) if right else 0)


def _between(facts: ItemFacts, low: Decimal, high: Decimal) -> bool:
    return facts.discrimination is not None and low <= facts.discrimination < high


def _at_chance(facts: ItemFacts) -> bool:
    return facts.mean is not None and 0 < facts.chance < 1 and facts.mean <= facts.chance + NEAR_CHANCE


RULES: Sequence[Rule] = (
    Rule("people", Trouble.UNKNOWN, lambda facts: facts.people < FEW,
         _("Few people did it (n < %(few)s): nothing can be said yet.")),
    Rule("answer", Trouble.SERIOUS, _strong_agree_with_wrong,
         _("%(wrong_share)s chose %(wrong)s – the marked answer may be wrong.")),
    Rule("answer", Trouble.SERIOUS, lambda facts: _between(facts, Decimal(-2), AGAINST),
         _("Strong learners get it wrong more often than weak ones; look at the question again.")),
    Rule("answer", Trouble.LOOK, _wrong_leads,
         _("%(wrong_share)s chose %(wrong)s, while strong learners find the right answer: many misunderstand this; "
           "teach it once more.")),
    Rule("answer", Trouble.MILD, lambda facts: (facts.right or 0) >= ALMOST_ALL,
         _("Nearly everybody gets it right; this question does not help to tell learners apart.")),
    Rule("answer", Trouble.LOOK, lambda facts: facts.mean is not None and facts.mean <= ALMOST_NOBODY,
         _("Nearly nobody gets it right; look at the question, or at the lesson before it.")),
    Rule("answer", Trouble.LOOK, _at_chance,
         _("People get no more than blind guessing brings (%(chance)s); look at the wording and the options.")),
    Rule("answer", Trouble.MILD, lambda facts: _between(facts, AGAINST, WEAK),
         _("Strong and weak learners do about equally well on it; it tells little about who understood.")),
    Rule("open", Trouble.LOOK, lambda facts: (facts.omitted or 0) >= LEFT_OPEN,
         _("%(omitted)s left it open: it may be unclear, or the time too short.")),
    Rule("options", Trouble.MILD, lambda facts: facts.people >= MANY and bool(idle(facts)),
         _("Next to nobody chooses %(idle)s: write an option that somebody could take for right.")),
)  # fmt: skip


def remarks_on(facts: ItemFacts) -> list[Remark]:
    """Return what to tell of a question, the gravest first; of few people only that they are few."""
    found: dict[str, Remark] = {}
    for rule in RULES:
        if rule.topic not in found and rule.holds(facts):
            found[rule.topic] = Remark(rule.trouble, str(rule.sentence) % _fillers(facts))
    if "people" in found:
        return [found["people"]]
    return sorted(found.values(), key=lambda remark: -remark.trouble)


def trouble_of(remarks: Sequence[Remark]) -> Trouble:
    """How much a question with these remarks asks for a look."""
    return max((remark.trouble for remark in remarks), default=Trouble.GOOD)


def percent(share: Decimal | None) -> str:
    """A share in whole per cent, "82 %"; a dash for None. Whole ones do not let small groups be reckoned back."""
    if share is None:
        return "–"
    return f"{int((100 * share).to_integral_value(ROUND_HALF_UP))} %".replace("-", "−")


def _fillers(facts: ItemFacts) -> dict[str, str]:
    wrong = strongest(facts, right=False)
    return {
        "few": str(FEW),
        "wrong": wrong.choice.name if wrong else "",
        "wrong_share": percent(wrong.share if wrong else None),
        "chance": percent(facts.chance),
        "omitted": percent(facts.omitted),
        "idle": ", ".join(each.choice.name for each in idle(facts)),
    }
