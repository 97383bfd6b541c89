"""What an author fills in for a walk through the screens of a phone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.hotspot_block import FEWEST_PLACES, PlaceBlock, beyond_picture
from courses.items.image_block import ImageBlock
from courses.items.item_block import ItemBlock, item_layout

FEWEST_SCREENS = 2
GUIDED, PRACTICE, TEST = "guided", "practice", "test"
MODES = [
    (GUIDED, gettext_lazy("Guided: the right place is marked and the hint is told")),
    (PRACTICE, gettext_lazy("Practice: a wrong tap gets its hint, then one goes on")),
    (TEST, gettext_lazy("Test: one tap a screen, told at the end")),
]


class TapTargetBlock(PlaceBlock):
    """A place on a screen, whether it is right, and what a wrong tap is told."""

    hint = CharBlock(
        required=False,
        max_length=200,
        label=gettext_lazy("Words for whoever taps here wrongly"),
        help_text=gettext_lazy("Say what this place would do, such as: This goes back to the first screen."),
    )

    class Meta:
        icon = "crosshairs"
        label = gettext_lazy("Place")


class ScreenBlock(StructBlock):
    """One screen of the phone: what to do on it, its picture and the places that can be tapped."""

    task = CharBlock(
        max_length=200,
        label=gettext_lazy("What to do"),
        help_text=gettext_lazy("One action in everyday words, such as: Open the messages."),
    )
    picture = ImageBlock(
        required=False,
        label=gettext_lazy("Picture of the screen"),
        help_text=gettext_lazy("Its words say everything that can be read on the screen."),
    )
    hint = CharBlock(required=False, max_length=200, label=gettext_lazy("Hint for this screen"))
    places = ListBlock(
        TapTargetBlock(),
        label=gettext_lazy("Places"),
        help_text=gettext_lazy(
            "Right and wrong places, two at least. Where two overlap, a tap counts for the smaller."
        ),
    )

    class Meta:
        icon = "mobile-alt"
        label = gettext_lazy("Screen")


class SimulationBlock(ItemBlock):
    """A walk through screens, each answered by tapping the right place."""

    mode = ChoiceBlock(
        choices=MODES,
        default=PRACTICE,
        label=gettext_lazy("How it is practised in a lesson"),
        help_text=gettext_lazy("In a quiz it is always a test."),
    )
    screens = ListBlock(
        ScreenBlock(),
        label=gettext_lazy("Screens"),
        help_text=gettext_lazy("In the order in which they are tapped through, two at least."),
    )

    class Meta:
        icon = "mobile-alt"
        label = gettext_lazy("Phone screens to tap through")
        form_layout = item_layout("mode", "screens")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a place that reaches beyond its picture."""
        return _by_screen(value, lambda screen: _places_beyond(screen["places"]))

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for enough screens, each with its picture, its places and a right one among them."""
        if len(value["screens"]) < FEWEST_SCREENS:
            sentence = ValidationError(_("Write at least two screens."))
            return {"screens": ListBlockValidationError(non_block_errors=[sentence])}
        return _by_screen(value, _missing_in_screen)


def _by_screen(value: Any, errors_of: Any) -> dict[str, ValidationError]:
    found = {n: errors for n, screen in enumerate(value["screens"]) if (errors := errors_of(screen))}
    errors = {n: StructBlockValidationError(block_errors=each) for n, each in found.items()}
    return {"screens": ListBlockValidationError(block_errors=errors)} if errors else {}


def _places_beyond(places: Any) -> dict[str, ValidationError]:
    errors = {n: found for n, place in enumerate(places) if (found := beyond_picture(place))}
    return {"places": ListBlockValidationError(block_errors=errors)} if errors else {}


def _missing_in_screen(screen: Any) -> dict[str, ValidationError]:
    errors: dict[str, ValidationError] = {}
    if screen["picture"] is None:
        asked = {"image": ValidationError(_("Choose the picture of this screen."))}
        errors["picture"] = StructBlockValidationError(block_errors=asked)
    elif not screen["picture"].contextual_alt_text:
        asked = {"alt_text": ValidationError(_("Say in words what can be read on this screen."))}
        errors["picture"] = StructBlockValidationError(block_errors=asked)
    sentence = ""
    if len(screen["places"]) < FEWEST_PLACES:
        sentence = _("Write at least two places.")
    elif not any(place["correct"] for place in screen["places"]):
        sentence = _("Tick the place that is right.")
    if sentence:
        errors["places"] = ListBlockValidationError(non_block_errors=[ValidationError(sentence)])
    return errors
