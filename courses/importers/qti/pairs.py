"""Pairs and order of QTI: matching, categories, and steps."""

from __future__ import annotations

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.options import FEWEST
from courses.importers.qti.item import QtiItem
from courses.items.arranged import text_ids
from courses.items.base import FrozenItem


def match(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return a matching item, or categories when several of the first set belong to one of the second."""
    sets = interaction.findall("simplematchset")
    if len(sets) != FEWEST:
        raise NotHeld(_("The question has fewer than two pairs. Please add some and import it again."))
    left, right = (_texts(item, each) for each in sets)
    pairs = _pairs(item, interaction)
    chosen = {}
    for first, second in pairs:
        source, target = (first, second) if first in left else (second, first)
        if source in chosen:
            raise NotHeld(_("A part belongs to several others at once. Please split it into several questions."))
        if source in left and target in right:
            chosen[source] = target
    _check(chosen)
    if max(Counter(chosen.values()).values()) > 1 and len(chosen) == len(left):
        return _categorise(item, left, right, chosen)
    spare = [text for key, text in right.items() if key not in chosen.values()]
    if len(chosen) < len(left):
        item.desk.warn(_("A part without its match was left out."))
    return _matching(item, [(left[key], right[chosen[key]]) for key in left if key in chosen], spare)


def associate(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return a matching item: the first of each pair stands on the left."""
    texts = _texts(item, interaction)
    pairs = [(first, second) for first, second in _pairs(item, interaction) if first in texts and second in texts]
    _check(dict(pairs))
    if max(Counter(key for pair in pairs for key in pair).values()) > 1:
        raise NotHeld(_("A part belongs to several others at once. Please split it into several questions."))
    used = {key for pair in pairs for key in pair}
    spare = [text for key, text in texts.items() if key not in used]
    return _matching(item, [(texts[first], texts[second]) for first, second in pairs], spare)


def order(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return steps in the declared order."""
    answers = item.answers_for(interaction)
    elements = list(interaction.iter("simplechoice"))
    item.desk.bound(elements)
    texts = {each.get("identifier", ""): item.text(each) for each in elements}
    if len(texts) < FEWEST or sorted(answers.correct) != sorted(texts):
        raise NotHeld(_("The right order does not name every step once. Please correct it and import it again."))
    steps = [
        {"id": item.desk.id("step", place), "text": texts[key]} for place, key in enumerate(answers.correct, start=1)
    ]
    # QTI knows the whole order as right or wrong; parts of it count only where the item says so itself.
    return item.item("ordering", item.prompt(), steps=steps, scoring="exact")


def _texts(item: QtiItem, outer: Element) -> dict[str, str]:
    elements = outer.findall("simpleassociablechoice")
    item.desk.bound(elements)
    return {each.get("identifier", ""): item.text(each) for each in elements}


def _pairs(item: QtiItem, interaction: Element) -> list[tuple[str, str]]:
    return item.answers_for(interaction).pairs()


def _check(pairs: dict[str, str]) -> None:
    if len(pairs) < FEWEST:
        raise NotHeld(_("The question has fewer than two pairs. Please add some and import it again."))


def _matching(item: QtiItem, pairs: list[tuple[str, str]], spare: list[str]) -> FrozenItem:
    choices = dict.fromkeys([*(right for _left, right in pairs), *spare])
    ids = text_ids(choices)
    rows = [
        {"id": item.desk.id("row", place), "text": left, "choice": ids[right]}
        for place, (left, right) in enumerate(pairs, start=1)
    ]
    listed = [{"id": ids[text], "text": text} for text in choices]
    return item.item("matching", item.prompt(), rows=rows, choices=listed)


def _categorise(item: QtiItem, left: dict[str, str], right: dict[str, str], chosen: dict[str, str]) -> FrozenItem:
    ids = {key: item.desk.id("category", place) for place, key in enumerate(right, start=1)}
    places = {category: place for place, category in enumerate(ids.values())}
    categories = [{"id": ids[key], "text": text} for key, text in right.items()]
    cards: list[dict[str, Any]] = [
        {"id": item.desk.id("card", place), "text": text, "category": ids[chosen[key]]}
        for place, (key, text) in enumerate(left.items(), start=1)
    ]
    # Our editor keeps the cards of one category together.
    cards.sort(key=lambda card: places[card["category"]])
    return item.item("categorise", item.prompt(), categories=categories, cards=cards)
