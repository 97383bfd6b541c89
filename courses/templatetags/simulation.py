"""How a walk through phone screens stands: which screen comes next, and what the last tap is told."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from courses.items.simulation import first_taps_right, is_right
from courses.items.simulation_block import TEST

register = template.Library()


@register.simple_tag
def walk(item: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    """Return {"test", "screens", "done", "told", "words"} of a simulation's public or practised view.

    Each screen gets `kept` (its taps, parted by commas), `said` (what its last wrong tap is told) and `here` (whether
    it is the next one to tap); of a test every screen is open. `words` is `told` with {right} and {total} unfilled.
    """
    taps, test = (response or {}).get("taps") or {}, item["mode"] == TEST
    screens = [screen | _standing(screen, taps.get(screen["id"]) or []) for screen in item["screens"]]
    following = next((screen["id"] for screen in screens if not screen["finished"]), None)
    words = _("Done. Right at the first tap: {right} of {total} screens.")
    return {
        "test": test,
        "screens": [screen | {"here": test or screen["id"] == following} for screen in screens],
        "done": following is None,
        "words": words,
        "told": "" if test else words.format(right=first_taps_right(item, response), total=len(screens)),
    }


def _standing(screen: dict[str, Any], taps: list[str]) -> dict[str, Any]:
    places = {place["id"]: place for place in screen["places"]}
    finished = any(is_right(places[tap]) for tap in taps if tap in places)
    said = ""
    if taps and not finished:
        said = places.get(taps[-1], {}).get("hint") or screen.get("hint") or _("Not here. Look at the screen again.")
    return {"kept": ",".join(taps), "first": taps[0] if taps else "", "finished": finished, "said": said}
