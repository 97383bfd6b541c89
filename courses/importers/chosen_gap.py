"""A gap to choose words for, with the ids our own editor gives it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from courses.importers.desk import Desk
from courses.items.arranged import text_ids
from courses.items.base import FrozenItem

FEWEST_WORDS = 2


def gap_id(place: int) -> str:
    """Return the id of the gap in this place of the text, from 1."""
    return f"g{place}"


def chosen_gap(desk: Desk, place: int, words: Sequence[str], right: str) -> FrozenItem:
    """Return the gap that offers the words, each once."""
    offered = list(dict.fromkeys(words))
    if len(offered) < FEWEST_WORDS or not all(offered):
        desk.fail(_("A gap to choose for needs at least two words. Please add some and import it again."))
    ids = text_ids(offered)
    options = [{"id": ids[word], "text": word} for word in offered]
    return {"id": gap_id(place), "kind": "chosen", "options": options, "right": ids[right]}
