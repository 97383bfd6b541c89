"""Pictures on pages: in the newest format a browser knows, no wider than shown, after a tap for whoever saves data."""

from __future__ import annotations

from typing import Any

from django import template

from courses.models import CourseImage
from courses.services.phone_pictures import files_of

register = template.Library()

FULL_WIDTH = "(min-width: 640px) 656px, 100vw"


@register.inclusion_tag("components/phone_picture.html", takes_context=True)
def phone_picture(
    context: dict[str, Any],
    image: CourseImage | None,
    sizes: str = FULL_WIDTH,
    alt: str | None = None,
    lazy: bool = True,
) -> dict[str, Any]:
    """Show a picture in its formats and widths, as wide as `sizes` tells, each file 30 kB at most.

    `alt` is that of the block unless given. For whoever saves data it is a link that tells its size, and the script
    puts the picture in its place. A picture that is gone leaves nothing.
    """
    files = files_of(image) if image else None
    if image is None or files is None:
        return {}
    last, on_paper = files["jpeg"][-1], context.get("on_paper")
    saver = bool(context.get("saver")) and not on_paper
    return {
        "alt": image.contextual_alt_text if alt is None and hasattr(image, "contextual_alt_text") else alt or "",
        "sources": [(f"image/{kind}", made) for kind, made in files.items() if kind != "jpeg"],
        "fallback": files["jpeg"],
        "url": last.url,
        "width": last.width,
        "height": last.height,
        "sizes": sizes,
        "lazy": lazy and not on_paper,
        "saver": saver,
        "light": files["webp"][0] if saver else None,
    }
