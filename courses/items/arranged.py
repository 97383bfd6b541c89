"""What items share in which parts are put together: their order on the screen, their ids, and answers as pairs of ids.

An answer of several fields is a JSON object from the id of each part (a gap, a row, a card) to what was given for it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.items.base import FrozenItem, ResponseError
from courses.text import search_folded

# A page may show each part on its own line; where it does not, the line break reads as a blank.
SEPARATOR = ";\n"


def in_seed_order(seed: int, item_id: str, parts: Iterable[FrozenItem]) -> list[FrozenItem]:
    """Return the parts as `{"id", "text"}` in an order that depends on the seed and their ids and nothing else."""

    def place(part: FrozenItem) -> bytes:
        # A digest and not `random`: the order must be the same in every Python, for as long as the attempt is kept.
        return hashlib.sha256(f"{seed}:{item_id}:{part['id']}".encode()).digest()

    return [{"id": part["id"], "text": part["text"]} for part in sorted(parts, key=place)]


def text_ids(texts: Iterable[str]) -> dict[str, str]:
    """Return an id for each text that follows from nothing but the text, so it tells neither place nor key.

    Correcting capitals, blanks or tone marks keeps the id, so that answers given before still count when they are
    marked again; another wording is another id. Texts that differ in such marks alone are told apart by them.
    """
    different = set(texts)
    alike = Counter(map(search_folded, different))
    return {
        text: _digest(f"~{folded}" if alike[folded := search_folded(text)] == 1 else f"={text}") for text in different
    }


def texts_by_id(parts: Iterable[FrozenItem]) -> dict[str, str]:
    """Return the text of each part by its id."""
    return {part["id"]: part["text"] for part in parts}


def posted_pairs(data: Mapping[str, Any], name: str, ids: Iterable[str]) -> dict[str, Any]:
    """Return what a form posted for each part, in fields called `name`, a hyphen and the part's id; blanks left out."""
    posted = {part_id: data.get(f"{name}-{part_id}") for part_id in ids}
    return {part_id: value for part_id, value in posted.items() if value}


def checked_pairs(answer: Any, offered: Mapping[str, Container[str]]) -> dict[str, str]:
    """Return the pairs in the item's order, blank ones left out, or raise ResponseError.

    `offered` says what may be given for each part. An unknown part, or something else than what is offered, is refused.
    """
    if not isinstance(answer, Mapping):
        raise ResponseError(_("This answer could not be read. Please choose or write it again."))
    for part_id, given in answer.items():
        if part_id not in offered or not isinstance(given, str) or (given and given not in offered[part_id]):
            raise ResponseError(_("This choice is not among the options any more. Please choose again."))
    return {part_id: answer[part_id] for part_id in offered if answer.get(part_id)}


def told_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs in words, one after the other."""
    return SEPARATOR.join(f"{part} → {given}" for part, given in pairs)


def tally(right: int, total: int) -> list[str]:
    """Return a sentence that counts what is right, when that is neither nothing nor all."""
    if not 0 < right < total:
        return []
    sentence = ngettext("%(right)d of %(total)d is right.", "%(right)d of %(total)d are right.", right)
    return [sentence % {"right": right, "total": total}]


def part_faults(parts: Iterable[FrozenItem]) -> list[str]:
    """Return what is wrong with the texts and ids of the parts of one list."""
    kept = list(parts)
    texts = [text_in(part) for part in kept]
    found = []
    if not all(texts):
        found.append(_("A line is empty."))
    if len(set(texts) - {""}) < len([text for text in texts if text]):
        found.append(_("Two lines say the same."))
    if len({part.get("id") or "" for part in kept} - {""}) < len(kept):
        found.append(_("Two lines have the same identifier, or one has none."))
    return found


def text_in(part: FrozenItem) -> str:
    """Return a part's text without blanks at its ends, empty when it has none."""
    return str(part.get("text") or "").strip()


def _digest(text: str) -> str:
    return f"c{hashlib.sha256(text.encode()).hexdigest()[:12]}"
