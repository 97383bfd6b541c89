"""Streams of blocks whose migrations do not spell out every block."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BlockStreamField(StreamField):
    """A StreamField whose migrations hold no block definitions.

    A block is code, not a column: with the stock field every new type of item, help text or label would be a
    migration of three tables that changes nothing in the database.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the blocks out."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
