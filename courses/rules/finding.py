"""One thing that content should do better, said so that its author knows what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What a rule found. `rule` is its short name, `message` a sentence for the author.

    `place` is the step, question or module it is about, from 1 (0: the whole); `words` are the words it stumbled over,
    so that whoever has the source can find the line.
    """

    rule: str
    message: str
    place: int = 0
    words: str = ""
