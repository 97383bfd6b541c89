"""What is missing in authored blocks, in sentences: approval looks where no form will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block, StreamValue
from wagtail.blocks.base import get_error_json_data


def stream_faults(stream: StreamValue) -> list[str]:
    """Sentences naming block, field and fault, as publishing through the editor finds them; none when it is whole."""
    try:
        stream.stream_block.clean(stream)
    except ValidationError as error:
        data = get_error_json_data(error)
    else:
        return []
    whole = [str(message) for message in data.get("messages", [])]
    for place, fault in sorted((int(place), fault) for place, fault in (data.get("blockErrors") or {}).items()):
        block = stream[place].block
        where = _("block %(number)s (%(kind)s)") % {"number": place + 1, "kind": block.label}
        whole += [f"{where}: {sentence}" for sentence in _sentences(block, fault)]
    return whole


def _sentences(block: Block | None, data: Mapping[str, Any]) -> Iterator[str]:
    """The messages of a tree of faults, each behind the labels of the fields that lead to it."""
    yield from (str(message) for message in data.get("messages") or [])
    below = data.get("blockErrors") or {}
    rows = below.items() if isinstance(below, Mapping) else enumerate(below)
    for name, fault in rows:
        if not fault:
            continue
        child = getattr(block, "child_blocks", {}).get(name) or getattr(block, "child_block", None)
        label = f"{child.label}: " if child is not None and child.label else ""
        yield from (f"{label}{sentence}" for sentence in _sentences(child, fault))
