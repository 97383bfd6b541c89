"""A film as a phone is offered it, and how far its versions are for its trainer."""

from __future__ import annotations

from typing import Any

from django import template

from courses.enums import VersionKind
from courses.models import CourseMedia
from courses.services.film_versions import progress_of, versions_of

register = template.Library()


@register.simple_tag
def film_of(media: CourseMedia) -> dict[str, Any]:
    """Return {"url", "size", "width", "height", "poster", "others", "is_original"}.

    `url` is the smallest film there is; while none is made, the film as it was uploaded. `others` are {"label", "url",
    "size"}: the medium film and the sound alone.
    """
    ready = versions_of(media)
    small, poster = ready.get(VersionKind.SMALL), ready.get(VersionKind.POSTER)
    poster_url = media.thumbnail.url if media.thumbnail else poster.file.url if poster else ""
    measures = {"width": 640, "height": 360} if small is None else {"width": small.width, "height": small.height}
    kinds = (VersionKind.MEDIUM, VersionKind.SOUND)
    others = [ready[kind] for kind in kinds if kind in ready]
    return measures | {
        "url": small.file.url if small else media.url,
        "size": small.size if small else media.file.size,
        "poster": poster_url,
        "others": [{"label": VersionKind(each.kind).label, "url": each.file.url, "size": each.size} for each in others],
        "is_original": small is None,
    }


@register.simple_tag
def film_progress(media: CourseMedia) -> list[dict[str, Any]]:
    """Return how far each version of a film is, nothing for sound."""
    return progress_of(media)
