"""What a learner answered so far, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(given: Mapping[str, str] | None, part_id: str) -> str:
    """Return what was given for a part of the answer, empty when nothing was."""
    return (given or {}).get(part_id, "")


@register.filter
def place_of(response: Mapping[str, Any], step_id: str) -> int:
    """Return a step's place from 1 on, by the order given or by places that make no order yet; 0 for none."""
    order = response.get("order") or []
    return order.index(step_id) + 1 if step_id in order else (response.get("places") or {}).get(step_id, 0)
