"""The site's own icons, drawn inside the page: no second request before they show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SPRITE = "icons/sprite.svg"
FALLBACK = "courses"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)"([^>]*)>(.*?)</symbol>', re.DOTALL)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the drawing of a name in the sprite; an unknown name shows a book."""
    drawings = _drawings()
    return drawings.get(name) or drawings[FALLBACK]


@cache
def _drawings() -> dict[str, SafeString]:
    """Every icon by its name; the sprite is a file of the project, so what stands in it is safe."""
    sprite = Path(str(finders.find(SPRITE))).read_text()
    return {
        name: mark_safe(  # noqa: S308 - a drawing of the project's own.
            f'<svg class="icon"{shape} aria-hidden="true" focusable="false">{paths}</svg>'
        )
        for name, shape, paths in _SYMBOL.findall(sprite)
    }
