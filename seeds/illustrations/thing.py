"""What a thing is to the composition: how it is drawn, how large, and where such things belong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Nature(Enum):
    """Where a thing belongs in a scene."""

    HAND = "held before the chest, else standing in front"
    DESK = "standing in front, on a table or on the ground"
    BADGE = "an emblem on a white disc in the air"
    SIGN = "an emblem that is its own shape, in the air"
    FLYING = "in the air as it is"
    LARGE = "on the ground outdoors; indoors an emblem on a disc"


@dataclass(frozen=True)
class Thing:
    """A drawing about its middle, `width` by `height`; `@accent` stands for the colour the scene chooses."""

    nature: Nature
    width: float
    height: float
    drawing: str
