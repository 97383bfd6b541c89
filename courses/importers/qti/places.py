"""Places on a picture, from shapes in pixels to rectangles in per cent."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.qti.item import QtiItem
from courses.importers.shares import WHOLE, number
from courses.items.base import FrozenItem
from courses.numbers import canonical

FEWEST_PLACES = 2
_FINEST = Decimal("0.01")


def hotspot(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return places on a picture; round and slanted shapes become the rectangles around them."""
    answers = item.answers_for(interaction)
    picture = next((each for each in interaction.iter() if each.tag in {"object", "img"}), None)
    width, height = (_size(picture, side) for side in ("width", "height"))
    prompt = item.prompt()
    if picture is None or not width or not height:
        raise NotHeld(_("The picture does not say its width and height. Please make the question anew."))
    name = item.keep_file(picture.get("data") or picture.get("src") or "")
    if name is None:
        raise NotHeld(_("The picture of the question is missing in the file. Please add it and import it again."))
    alt = picture.get("alt") or " ".join("".join(picture.itertext()).split())
    item.desk.picture = None
    item.desk.set_picture(name, alt)
    places = []
    elements = list(interaction.iter("hotspotchoice"))
    item.desk.bound(elements)
    for place, element in enumerate(elements, start=1):
        sides = _rectangle(item, element, width, height)
        text = element.get("hotspotlabel") or item.text(element) or _("Place %(number)s") % {"number": place}
        correct = answers.percent(element.get("identifier", "")) > 0
        places.append({"id": item.desk.id("place", place), "text": text.strip(), **sides, "correct": correct})
    _check(item, places)
    return item.item("hotspot", prompt, places=places)


def _check(item: QtiItem, places: list[dict[str, object]]) -> None:
    if len(places) < FEWEST_PLACES:
        item.desk.fail(_("The question needs at least two places on the picture. Please add one and import it again."))
    if sum(bool(place["correct"]) for place in places) > 1:
        item.desk.warn(_("Any of the right places is a full answer here; one is chosen."))


def _rectangle(item: QtiItem, element: Element, width: Decimal, height: Decimal) -> dict[str, str]:
    shape = element.get("shape", "rect").lower()
    coordinates = element.get("coords", "").replace(" ", ",").split(",")
    item.desk.bound(coordinates)
    numbers = [number(text) for text in coordinates if text]
    coords = [value for value in numbers if value is not None]
    if len(coords) != len(numbers) or shape not in {"rect", "circle", "ellipse", "poly"}:
        raise NotHeld(_("A place on the picture has a shape that cannot be read. Please make the question anew."))
    if shape == "circle" and len(coords) == len("xyr"):
        x, y, radius = coords
        coords = [x - radius, y - radius, x + radius, y + radius]
    elif shape == "ellipse" and len(coords) == len("xyhv"):
        x, y, across, down = coords
        coords = [x - across, y - down, x + across, y + down]
    if shape != "rect":
        item.desk.warn(_("Round and slanted places became the rectangles around them."))
    return _per_cent(coords[::2], coords[1::2], width, height)


def _per_cent(xs: list[Decimal], ys: list[Decimal], width: Decimal, height: Decimal) -> dict[str, str]:
    if not xs or not ys:
        raise NotHeld(_("A place on the picture has a shape that cannot be read. Please make the question anew."))
    left, right = (_share(edge, width) for edge in (min(xs), max(xs)))
    top, bottom = (_share(edge, height) for edge in (min(ys), max(ys)))
    if left >= right or top >= bottom:
        raise NotHeld(_("A place is not wholly on the picture. Please correct it and import the question again."))
    sides = {"x": left, "y": top, "w": right - left, "h": bottom - top}
    return {side: canonical(value) for side, value in sides.items()}


def _share(edge: Decimal, whole: Decimal) -> Decimal:
    return min(max(edge / whole * WHOLE, Decimal(0)), WHOLE).quantize(_FINEST)


def _size(picture: Element | None, side: str) -> Decimal | None:
    value = number(picture.get(side, "").removesuffix("px")) if picture is not None else None
    return value if value and value > 0 else None
