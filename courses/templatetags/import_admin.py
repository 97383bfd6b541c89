"""What the screen of an import shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from courses.services.imported_pictures import with_images
from courses.templatetags.bank_admin import right_answer

# Django reads every library of tags for the first page; this one would bring every importer with it.
if TYPE_CHECKING:
    from courses.services.preview_import import Candidate

register = template.Library()


@register.filter
def is_ticked(candidate: Candidate, chosen: set[int] | None) -> bool:
    """Whether a question of a file is ticked: as just sent, else as suggested."""
    return candidate.suggested if chosen is None else candidate.number in chosen


@register.filter
def answer_of(candidate: Candidate) -> str:
    """The right answer that was read from the file, for the trainer to compare; nothing where none was."""
    if candidate.item is None or not (candidate.importable or candidate.present):
        return ""
    return right_answer(with_images(candidate.item, {}))
