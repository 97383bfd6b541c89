"""How items are shown."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.images.models import SourceImageIOError

from courses.html import clean
from courses.models import CourseImage, CourseRendition
from courses.text import format_number

register = template.Library()

KEPT_SECONDS = 60 * 60 * 24
# A screen of a phone, with all else of its step, stays below 25 kB.
KILOBYTES = 24

# From this width on a picture fills a phone's screen; narrower ones stand side by side.
SCREEN_WIDTH = 320


@register.filter
def cleaned(source: str) -> SafeString:
    """Rich text of an item, cleaned again where it is shown."""
    return mark_safe(clean(source or ""))  # noqa: S308 - the one cleaner of the house made it.


@register.filter
def in_digits(number: str) -> str:
    """A decimal string the Vietnamese way: "1.50" is 1,5. What is no number stays as it is."""
    try:
        return format_number(Decimal(number))
    except InvalidOperation:
        return number


@register.simple_tag
def item_form(question: dict[str, Any]) -> SafeString:
    """A question's field for a learner; one that is not answered yet is rendered once for all who see the same.

    `question` has `item` (public), `template`, `field_name` and `response`. When many begin at the same minute, all
    that is rendered per person is the frame around it.
    """
    shown = {name: question[name] for name in ("item", "field_name", "response")}
    if question["response"]:
        return render_to_string(question["template"], shown)
    canonical = json.dumps([shown, question["template"], get_language()], sort_keys=True)
    key = f"item:{hashlib.sha256(canonical.encode()).hexdigest()}"
    cached: SafeString | None = caches["pages"].get(key)
    if cached is None:
        cached = render_to_string(question["template"], shown)
        caches["pages"].set(key, cached, KEPT_SECONDS)
    return cached


@register.simple_tag
def item_picture(picture: dict[str, Any] | None, width: int = 360, lazy: bool = True) -> str:
    """An item's picture ({"image": primary key, "alt": text}) as an `img` for a phone, nothing when it is gone.

    `width` is how wide it is shown on a phone, in CSS pixels; screens with finer pixels load one of twice the width.
    Give `lazy=False` on paper: a printer does not scroll.
    """
    shown = _renditions(picture, width, 2 * width)
    if picture is None or not shown:
        return ""
    small, large = shown
    return format_html(
        '<img src="{}" srcset="{} {}w, {} {}w" sizes="{}" width="{}" height="{}" alt="{}"{}>',
        large.url, small.url, small.width, large.url, large.width,
        "100vw" if width >= SCREEN_WIDTH else f"{width}px",
        large.width, large.height, picture["alt"], format_html(' loading="{}"', "lazy") if lazy else "",
    )  # fmt: skip


@register.simple_tag
def fixed_picture(picture: dict[str, Any] | None, width: int) -> dict[str, Any] | None:
    """An item's picture as {"url", "width", "height"} to be shown exactly that wide, None when it is gone.

    The file has twice the pixels, for the fine screens of phones.
    """
    shown = _renditions(picture, 2 * width)
    if not shown:
        return None
    [large] = shown
    return {"url": large.url, "width": width, "height": round(width * large.height / large.width)}


def _renditions(picture: dict[str, Any] | None, *widths: int) -> list[CourseRendition]:
    """One rendition for each width; none at all without the picture or its file."""
    image = CourseImage.objects.filter(pk=picture["image"]).first() if picture else None
    if image is None:
        return []
    specs = [f"format-webp|width-{width}|fits-{KILOBYTES}" for width in widths]
    try:
        made = image.get_renditions(*specs)
    except SourceImageIOError:
        return []
    return [made[spec] for spec in specs]
