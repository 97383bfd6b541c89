"""Names that never change: pages, blocks and options get the same UUID on every machine and in every run."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from seeds.schema.fields import UUID_SHAPE

# The root of all names made here; changing it would cut every learner's record from its content.
NAMESPACE = UUID("6f1de63e-6a0c-5c0e-9f6f-0f6c6a1d7e51")


def key_of(*parts: str | int) -> UUID:
    """Return the UUIDv5 of a path of names, for example a course code, "quiz" and an item key."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def block_id(*parts: str | int) -> str:
    """Return the id of a block: the key of its path, as text.

    A path that ends with a UUID is one whose block was made in the CMS: that is its id.
    """
    last = str(parts[-1])
    return last if re.fullmatch(UUID_SHAPE, last) else str(key_of(*parts))
