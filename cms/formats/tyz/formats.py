"""Dates and numbers as in Vietnamese."""

from cms.formats.vi.formats import *  # noqa: F403 - the names of a module of formats are what Django looks for.
