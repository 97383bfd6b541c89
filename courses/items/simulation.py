"""A walk through the screens of a phone. Frozen: `"mode"` (guided, practice or test) and `"screens"`.

`screens` is [{"id", "task": str, "picture"?: {"image", "alt"}, "hint"?: str, "places": [{"id", "text", "x", "y", "w",
"h": decimal strings, "correct": bool, "hint"?: str}]}]. Response: `{"taps": {screen id: [place id, …]}}`, every tap in
its order, "-" for one beside all places. The first tap of a screen counts: whoever makes another has been told a hint
by then. A quiz shows it as a test whatever its mode; `practised` is what a lesson shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.items.arranged import in_seed_order
from courses.items.base import (
    WRONG,
    FrozenItem,
    ItemType,
    Response,
    ResponseError,
    filled,
    no_answer,
    picture_of,
    text_of,
    thaw_picture,
)
from courses.items.hotspot_block import FEWEST_PLACES
from courses.items.simulation_block import FEWEST_SCREENS, PRACTICE, TEST, SimulationBlock
from courses.items.taps import (
    SIDES,
    checked_point,
    frozen_sides,
    is_on_picture,
    place_at,
    posted_tap,
    thawed_sides,
)

BESIDE = "-"
MOST_TAPS = 20


class Simulation(ItemType):
    """Points in part: the screens whose first tap is right over all screens."""

    name = "simulation"
    label = gettext_lazy("Phone screens to tap through")
    icon = "mobile-alt"
    order = 115
    block_class = SimulationBlock
    answer_key = "taps"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the screens and their places, each under the id of its block."""
        children = getattr(value.get("screens"), "bound_blocks", ())
        return {"mode": value.get("mode") or PRACTICE, "screens": [_freeze_screen(child) for child in children]}

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the screens as raw children that keep their ids."""
        return {"mode": item["mode"], "screens": [_thaw_screen(screen) for screen in item["screens"]]}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """There must be screens, each with a task, a picture and named places, at least one of them right."""
        screens = item.get("screens") or []
        found = [] if len(screens) >= FEWEST_SCREENS else [_("The question needs at least two screens.")]
        parts = [screen.get("id") for screen in screens]
        parts += [place.get("id") for screen in screens for place in screen.get("places") or []]
        if len({part or "" for part in parts} - {""}) < len(parts):
            found.append(_("Two places have the same identifier, or one has none."))
        for number, screen in enumerate(screens, start=1):
            found += [_on_screen(number, sentence) for sentence in _screen_faults(screen)]
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the screens in their order, the names of places mixed by the seed; where they are is the answer."""
        screens = [_shown(screen) | {"places": _named(screen, seed)} for screen in item["screens"]]
        return super().public(item, seed) | {"mode": TEST, "screens": screens}

    def practised(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add places, hints and the explanation, unless the author wants a test in the lesson too."""
        shown = self.public(item, seed)
        if item["mode"] == TEST:
            return shown
        screens = [
            _shown(screen) | filled({"hint": screen.get("hint")}) | {"places": _told_places(screen, seed)}
            for screen in item["screens"]
        ]
        return shown | {"mode": item["mode"], "screens": screens, "explanation": item["explanation"]}

    def is_judged(self, item: FrozenItem) -> bool:
        """A test is; guided and practice tell every tap at once and end when the last screen is done."""
        return bool(item["mode"] == TEST)

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return the response of the taps kept in `name-<screen id>` with the new one, if there is one.

        Kept taps are place ids or points `x;y`, parted by commas; in a test a point is kept in `name-<screen id>-at`.
        The new tap is a place id in `name`, or `name.x` and `name.y`, on the screen `name-screen`. `name-again` begins
        anew.
        """
        if data.get(f"{name}-again"):
            return {}
        taps = {screen["id"]: _kept(data, f"{name}-{screen['id']}") for screen in item["screens"]}
        point, here = posted_tap(data, name), data.get(f"{name}-screen") or ""
        new = f"{point['x']};{point['y']}" if point else data.get(name)
        if new:
            taps[here] = [*taps.get(here, []), new]
        return self.check_answer(item, {screen: given for screen, given in taps.items() if given})

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse screens and places the item does not have; a point becomes the place it meets."""
        if not isinstance(answer, Mapping) or not all(isinstance(given, list) for given in answer.values()):
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        screens = {screen["id"]: screen for screen in item["screens"]}
        if set(answer) - set(screens) or any(len(given) > MOST_TAPS for given in answer.values()):
            raise ResponseError(_gone())
        taps = {key: [_place_id(screen, tap) for tap in answer.get(key) or []] for key, screen in screens.items()}
        kept = {key: given for key, given in taps.items() if given}
        return {"taps": kept} if kept else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the part of the screens whose first tap is right."""
        return Decimal(first_taps_right(item, response)) / len(item["screens"]) if item["screens"] else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the words for each wrong first tap, then how many were right."""
        said = []
        for number, screen in enumerate(item["screens"], start=1):
            place = _first_place(screen, response)
            if place is not None and place.get("hint") and not place["correct"]:
                said.append(_on_screen(number, place["hint"]))
        return [*said, told_taps(first_taps_right(item, response), len(item["screens"]))]

    def chance(self, item: FrozenItem) -> Decimal:
        """Return the share of right places among the names of a screen, on average."""
        shares = [
            Decimal(sum(bool(place["correct"]) for place in screen["places"])) / len(screen["places"])
            for screen in item["screens"]
        ]
        return sum(shares, WRONG) / len(shares) if shares else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return the name of the right place on each screen."""
        return _numbered(
            next((place["text"] for place in screen["places"] if place["correct"]), "–") for screen in item["screens"]
        )

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the name of the place tapped first on each screen; a dash where none was."""
        taps = response.get("taps") or {}
        if not taps:
            return no_answer()
        return _numbered(_tapped_text(screen, taps.get(screen["id"]) or []) for screen in item["screens"])


def first_taps_right(item: FrozenItem, response: Response) -> int:
    """Return on how many screens the first tap was right; a screen of `practised` says "right" for "correct"."""
    places = (_first_place(screen, response) for screen in item["screens"])
    return sum(place is not None and is_right(place) for place in places)


def is_right(place: FrozenItem) -> bool:
    """Return whether a place, frozen or practised, is right."""
    return bool(place.get("correct") or place.get("right"))


def told_taps(right: int, total: int) -> str:
    """Return a sentence that counts the right first taps."""
    sentence = ngettext(
        "%(right)d of %(total)d screen is right at the first tap.",
        "%(right)d of %(total)d screens are right at the first tap.",
        total,
    )
    return sentence % {"right": right, "total": total}


def _freeze_screen(child: Any) -> FrozenItem:
    value = child.value
    places = getattr(value.get("places"), "bound_blocks", ())
    return (
        {"id": child.id, "task": text_of(value, "task")}
        | filled({"picture": picture_of(value.get("picture")), "hint": text_of(value, "hint")})
        | {"places": [_freeze_place(place) for place in places]}
    )


def _freeze_place(child: Any) -> FrozenItem:
    place = {"id": child.id, "text": text_of(child.value, "text")} | frozen_sides(child.value)
    return place | {"correct": bool(child.value.get("correct"))} | filled({"hint": text_of(child.value, "hint")})


def _thaw_screen(screen: FrozenItem) -> dict[str, Any]:
    places = [
        {"type": "item", "id": place["id"], "value": _thaw_place(place) | thawed_sides(place)}
        for place in screen["places"]
    ]
    picture, hint = thaw_picture(screen.get("picture")), screen.get("hint", "")
    value = {"task": screen["task"], "picture": picture, "hint": hint, "places": places}
    return {"type": "item", "id": screen["id"], "value": value}


def _thaw_place(place: FrozenItem) -> dict[str, Any]:
    return {"text": place["text"], "correct": place["correct"], "hint": place.get("hint", "")}


def _screen_faults(screen: FrozenItem) -> list[str]:
    places, picture = screen.get("places") or [], screen.get("picture") or {}
    checks = [
        (not screen.get("task"), _("It does not say what to do.")),
        (not picture, _("It has no picture.")),
        (bool(picture) and not picture.get("alt"), _("The picture has no words for people who cannot see it.")),
        (len(places) < FEWEST_PLACES, _("The question needs at least two places.")),
        (any(not place.get("text") for place in places), _("A place has no name.")),
        (not all(is_on_picture(place) for place in places), _("A place is not wholly on the picture.")),
        (not any(place.get("correct") for place in places), _("No place is marked as right.")),
    ]
    return [sentence for is_wrong, sentence in checks if is_wrong]


def _shown(screen: FrozenItem) -> dict[str, Any]:
    picture = screen.get("picture")
    shown = {"image": picture["image"], "alt": picture["alt"]} if picture else None
    return {"id": screen["id"], "task": screen["task"]} | filled({"picture": shown})


def _named(screen: FrozenItem, seed: int) -> list[FrozenItem]:
    return in_seed_order(seed, screen["id"], screen["places"])


def _told_places(screen: FrozenItem, seed: int) -> list[FrozenItem]:
    places = {place["id"]: place for place in screen["places"]}
    return [
        shown
        | {side: places[shown["id"]][side] for side in SIDES}
        | filled({"right": places[shown["id"]]["correct"] or None, "hint": places[shown["id"]].get("hint")})
        for shown in _named(screen, seed)
    ]


def _kept(data: Mapping[str, Any], name: str) -> list[str]:
    """The point of a picture tapped in a test is newer than a name chosen before: its script takes the name away."""
    return [tap for tap in (data.get(name) or data.get(f"{name}-at") or "").split(",") if tap]


def _place_id(screen: FrozenItem, tap: Any) -> str:
    if isinstance(tap, str) and ";" in tap:
        x, _between, y = tap.partition(";")
        place = place_at(screen["places"], checked_point({"x": x, "y": y}))
        return place["id"] if place else BESIDE
    if not isinstance(tap, str) or tap not in {BESIDE, *(place["id"] for place in screen["places"])}:
        raise ResponseError(_gone())
    return tap


def _first_place(screen: FrozenItem, response: Response) -> FrozenItem | None:
    first = next(iter((response.get("taps") or {}).get(screen["id"]) or []), None)
    return next((place for place in screen["places"] if place["id"] == first), None)


def _tapped_text(screen: FrozenItem, taps: list[str]) -> str:
    if not taps:
        return "–"
    names = {place["id"]: place["text"] for place in screen["places"]} | {BESIDE: _("A spot beside all the places")}
    return names.get(taps[0], "–")


def _numbered(texts: Iterable[str]) -> str:
    return "; ".join(f"({number}) {text}" for number, text in enumerate(texts, start=1))


def _on_screen(number: int, sentence: str) -> str:
    return _("Screen %(number)d: %(sentence)s") % {"number": number, "sentence": sentence}


def _gone() -> str:
    return _("This choice is not among the places any more. Please choose again.")
