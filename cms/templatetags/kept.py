"""What differs per person on a page that is rendered once for everybody."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cms.rendered.build import slot

register = template.Library()


@register.simple_tag(takes_context=True)
def person_button(context: dict[str, Any]) -> SafeString:
    """The way to one's own learning, with the person's name; its place only, where the page is kept."""
    mark = slot(context["request"], "person")
    if mark:
        return mark_safe(mark)  # noqa: S308 - a mark of ours, taken out again before anybody sees it.
    return render_to_string("components/person_button.html", context.flatten())
