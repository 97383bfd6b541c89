"""A field of an item that decides what is right or how it is counted: the same in every language."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import CharBlock


class KeyBlock(CharBlock):
    """Text that is never offered for translation: a number, a weight, a code."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Return nothing to translate; wagtail-localize asks every block that has this method."""
        return []
