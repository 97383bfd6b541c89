"""What an item of QTI says after an answer, sorted by what its identifiers make clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from courses.text import fold

# Looked for in this order: "incorrect" holds "correct".
_WRONG = ("incorrect", "wrong", "sai", "fail", "false")
_PARTIAL = ("partial", "mot phan")
_RIGHT = ("correct", "right", "dung", "pass", "true")
_HINT = ("hint", "goi y", "goiy")
_GENERAL = ("solution", "explanation", "explain", "rationale", "general", "giai thich", "giaithich")


@dataclass
class Feedback:
    """Feedback by what it is for; `by_choice` is keyed by the identifiers of choices."""

    hints: list[str] = field(default_factory=list)
    explanations: list[str] = field(default_factory=list)
    combined: dict[str, str] = field(default_factory=dict)
    by_choice: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)


def feedback_of(item: Element, text: Callable[[Element], str]) -> Feedback:
    """Return the item's modal feedback; a single one of unclear name explains the answer."""
    found = Feedback()
    choices = {each.get("identifier") for each in item.iter("simplechoice")}
    elements = item.findall("modalfeedback")
    for element in elements:
        words = text(element)
        if not words:
            continue
        identifier = element.get("identifier", "")
        if identifier in choices:
            found.by_choice[identifier] = words
        else:
            _sort(found, fold(f"{identifier} {element.get('outcomeidentifier', '')}"), words, len(elements) == 1)
    return found


def _sort(found: Feedback, name: str, words: str, is_only: bool) -> None:
    for key, signs in (("wrong", _WRONG), ("partial", _PARTIAL), ("right", _RIGHT)):
        if any(sign in name for sign in signs):
            found.combined[key] = "\n".join(filter(None, [found.combined.get(key), words]))
            return
    if any(sign in name for sign in _HINT):
        found.hints.append(words)
    elif is_only or any(sign in name for sign in _GENERAL):
        found.explanations.append(words)
    else:
        found.other.append(words)
