"""A lesson cut into screens: one step or one practice question at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue

BEGINS_A_SCREEN = {"step", "practice"}


@dataclass
class Screen:
    """What a learner sees at once; `number` counts from 1."""

    number: int
    blocks: list[Any] = field(default_factory=list)

    @property
    def step_number(self) -> int:
        """The number printed beside the step's title."""
        return self.number


def screens_of(body: StreamValue) -> list[Screen]:
    """Cut a body: a step or a practice question begins a screen, every other block joins the one before.

    A lesson without any block has one empty screen, so that a half-written draft can be previewed.
    """
    screens: list[Screen] = []
    for block in body:
        if not screens or (block.block_type in BEGINS_A_SCREEN and screens[-1].blocks):
            screens.append(Screen(len(screens) + 1))
        screens[-1].blocks.append(block)
    return screens or [Screen(1)]
