"""The numbers that content is measured by, all in one place."""

from __future__ import annotations

STEPS = (3, 7)
LESSON_WORDS = (150, 350)
LESSON_MINUTES = (3, 15)
CITIZEN_SENTENCE, OTHER_SENTENCE = 12, 20
"""Words in a sentence, on average over a lesson, at most."""
WORDS_A_MINUTE = 120
READING_SLACK = 1
"""Minutes by which the reading time written down may differ from the one counted."""

LEAST_BANK, LEAST_DRAWN, LEAST_KINDS, LEAST_ITEMS_OF_OUTCOME = 18, 12, 3, 4
TELLING_ITEMS = 4
"""From so many single choices on, right options that always stand in one place or are always longest tell."""

RUN_OF_WORDS = 5
MOST_SHARED = 0.15
"""Share of the runs of words that two lessons, or two questions, of different courses may have in common."""
LEAST_SHARED_RUNS = 8
"""Fewer shared runs are one turn of phrase or the name of a law, not a copy."""
MOST_SHARED_IN_COURSE = 0.5
"""The same for two questions of one course, which speak about one thing."""

CITIZEN_TRACKS = frozenset({"CD", "PN", "DT", "TC"})
"""The courses, by the first letters of their code, that are written for people who read little."""


def for_citizens(code: str) -> bool:
    """Whether a course is written for people who read little, which its code tells."""
    return code.partition("-")[0] in CITIZEN_TRACKS


def longest_sentence(code: str) -> int:
    """How many words a sentence of this course has on average, at most."""
    return CITIZEN_SENTENCE if for_citizens(code) else OTHER_SENTENCE
