"""Dates and numbers as in Vietnamese."""

from cms.formats.vi.formats import *  # noqa: F403 - Django reads formats as the names of a module, and these are all of them.
