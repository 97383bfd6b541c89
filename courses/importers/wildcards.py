"""Moodle's stars in short answers: "*" stands for any text, and after a backslash for itself."""

from __future__ import annotations

import re

_WILDCARD = re.compile(r"(?<!\\)\*")


def has_wildcard(answer: str) -> bool:
    """Whether a star in the answer stands for any text."""
    return _WILDCARD.search(answer) is not None


def without_escapes(answer: str) -> str:
    """Return the answer with every star as a star alone."""
    return answer.replace("\\*", "*")


def escaped(answer: str) -> str:
    """Return the answer with every star standing for itself."""
    return answer.replace("*", "\\*")
