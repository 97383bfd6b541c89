"""The right place on a picture, tapped or chosen by its name. Frozen: `"picture"` and `"places"`.

`places` is [{"id": str, "text": str, "x", "y", "w", "h": decimal strings, "correct": bool}]: a rectangle in per cent
of the picture, from its upper left corner. Response: `{"place": id}`, or `{"point": {"x", "y"}}` in per cent for a tap
beside all the places.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items.arranged import in_seed_order
from courses.items.base import RIGHT, WRONG, FrozenItem, ItemType, Response, ResponseError, no_answer, text_of
from courses.items.hotspot_block import FEWEST_PLACES, HotspotBlock
from courses.items.taps import checked_point, frozen_sides, is_on_picture, place_at, posted_tap, thawed_sides


class Hotspot(ItemType):
    """All the points for a right place, none otherwise."""

    name = "hotspot"
    label = gettext_lazy("Place on a picture")
    icon = "crosshairs"
    order = 110
    block_class = HotspotBlock
    answer_key = "place"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the places, each under the id of its block."""
        children = value.get("places")
        return {"places": [_freeze_place(child) for child in (children.bound_blocks if children is not None else ())]}

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the places as raw children that keep their ids."""
        return {
            "places": [
                {
                    "type": "item",
                    "id": place["id"],
                    "value": {"text": place["text"], "correct": place["correct"]} | thawed_sides(place),
                }
                for place in item["places"]
            ]
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """There must be a picture and named places on it, at least one of them right."""
        places = item.get("places") or []
        found = [] if item.get("picture") else [_("The question has no picture to tap on.")]
        if len(places) < FEWEST_PLACES:
            found.append(_("The question needs at least two places."))
        if any(not place.get("text") for place in places):
            found.append(_("A place has no name."))
        if len({place.get("id") or "" for place in places} - {""}) < len(places):
            found.append(_("Two places have the same identifier, or one has none."))
        if not all(is_on_picture(place) for place in places):
            found.append(_("A place is not wholly on the picture."))
        if not any(place.get("correct") for place in places):
            found.append(_("No place is marked as right."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the names of the places, in an order that depends on the seed; where they are is the answer."""
        return super().public(item, seed) | {"places": in_seed_order(seed, item["id"], item["places"])}

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return the response of a tap (`name.x`, `name.y`, `name-size`), of a name chosen, or of the point kept.

        The newest comes first: a tap sends the form at once, and a name is chosen after the page has shown the point.
        """
        tap = posted_tap(data, name)
        if tap:
            return self.check(item, {"point": tap})
        if data.get(name):
            return self.check(item, {"place": data[name]})
        x, between, y = (data.get(f"{name}-point") or "").partition(";")
        return self.check(item, {"point": {"x": x, "y": y}}) if between else {}

    def check(self, item: FrozenItem, response: Any) -> Response:
        """Return the place, or the point when it lies beside all places."""
        if isinstance(response, Mapping) and set(response) == {"point"}:
            point = checked_point(response["point"])
            place = place_at(item["places"], point)
            return {"place": place["id"]} if place else {"point": point}
        return super().check(item, response)

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse a place the item does not have."""
        if not isinstance(answer, str) or answer not in {place["id"] for place in item["places"]}:
            raise ResponseError(_("This choice is not among the places any more. Please choose again."))
        return {"place": answer}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for a right place, else 0."""
        right = {place["id"] for place in item["places"] if place["correct"]}
        return RIGHT if response.get("place") in right else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Say that a tap met no place."""
        return [_("You tapped beside all the places that can be chosen.")] if "point" in response else []

    def chance(self, item: FrozenItem) -> Decimal:
        """Return the share of right places among the names to choose from."""
        return Decimal(sum(bool(place["correct"]) for place in item["places"])) / len(item["places"])

    def right_answer(self, item: FrozenItem) -> str:
        """Return the names of the right places."""
        return "; ".join(place["text"] for place in item["places"] if place["correct"])

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the name of the place, or that the tap met none."""
        if "point" in response:
            return _("A spot beside all the places")
        names = [place["text"] for place in item["places"] if place["id"] == response.get("place")]
        return names[0] if names else no_answer()


def _freeze_place(child: Any) -> FrozenItem:
    correct = bool(child.value.get("correct"))
    return {"id": child.id, "text": text_of(child.value, "text")} | frozen_sides(child.value) | {"correct": correct}
