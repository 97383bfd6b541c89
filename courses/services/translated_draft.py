"""The draft of a translated page beside the frozen original that wagtail-localize keeps of it.

wagtail-localize would write translations straight into the live page. Here they become a new draft and nothing else,
so that what learners read changes only where the course is approved. What it knows of a text is keyed by a path of
block ids, such as `body.<step>.picture.alt_text`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Choices = dict[str, Any]
"""What a translated page has of its own besides translated sentences, by path: its recordings, pictures and files."""


def spelled_out(page: Page) -> Page:
    """Return the page with every field of every block named, as the editor writes it.

    wagtail-localize stumbles over a picture or a text that is stored as nothing, and over words about no picture.
    """
    for name in stream_names(page):
        stream = getattr(page, name)
        setattr(page, name, _spelled(stream.stream_block, _raw(page, name)))
    return page


def draft_of(translation: Translation) -> Page:
    """The newest draft of the translated page."""
    page = translation.get_target_instance()
    return spelled_out(page.get_latest_revision_as_object())


def remember_words(translation: Translation, draft: Page) -> None:
    """Let wagtail-localize know what the draft says where it says something else than the original."""
    theirs = _words(draft)
    known = {(row.translation_of_id, row.context_id): row for row in _translations(translation)}
    for path, segments in _originals(translation).items():
        words = theirs.get(path, [])
        if len(words) != len(segments):
            continue
        for segment, text in zip(segments, words, strict=True):
            row = known.get((segment.string_id, segment.context_id))
            _remember(translation, segment, row, text)


def own_choices(translation: Translation, draft: Page) -> Choices:
    """What the draft has of its own that is no translated sentence: media, and text put together in another way."""
    originals = _originals(translation)
    source = translation.source.as_instance()
    media = _media(source)
    found = {path: value for path, value in _media(draft).items() if media.get(path) != value}
    for path, words in _words(draft).items():
        if len(words) != len(originals.get(path, [])):
            found[path] = _read(draft, path)
    return found


def translated(translation: Translation, draft: Page, choices: Choices) -> Page:
    """Return the draft with all that is translated by now, in the order of the original, and its own choices."""
    made = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    spelled_out(made)
    for field in get_translatable_fields(type(draft)):
        if field.is_translated(draft):
            setattr(draft, field.field_name, getattr(made, field.field_name))
    for path, value in choices.items():
        _put(draft, path, value)
    return draft


def changed_settings(old: Page, new: Page) -> dict[str, Any]:
    """What is no text and differs between two states of the original, such as a pass mark."""
    names = [field.field_name for field in get_translatable_fields(type(new)) if not field.is_translated(new)]
    plain = [name for name in names if name != "slug" and isinstance(new._meta.get_field(name), models.Field)]
    return {name: getattr(new, name) for name in plain if getattr(old, name) != getattr(new, name)}


def stream_names(page: Page) -> list[str]:
    """The fields of a page that hold blocks."""
    return [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]


def _spelled(block: blocks.Block, value: Any) -> Any:
    if isinstance(block, blocks.StreamBlock):
        return [row | {"value": _spelled(block.child_blocks[row["type"]], row["value"])} for row in value]
    if isinstance(block, blocks.ListBlock):
        return [row | {"value": _spelled(block.child_block, row["value"])} for row in value]
    if isinstance(block, blocks.StructBlock):
        return {name: _spelled(block.child_blocks[name], part) for name, part in value.items()}
    return "" if value is None and isinstance(block, blocks.CharBlock | blocks.TextBlock) else value


def _remember(translation: Translation, segment: StringSegment, row: StringTranslation | None, text: str) -> None:
    if text != segment.string.data:
        if row is None or row.data != text:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": text, "translation_type": "manual", "has_error": False, "field_error": ""},
            )
    elif row is not None and row.data != text and not row.has_error:
        row.delete()


def _translations(translation: Translation) -> models.QuerySet[StringTranslation]:
    return StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )


def _originals(translation: Translation) -> dict[str, list[StringSegment]]:
    """The sentences of the original by path, in their order."""
    found: dict[str, list[StringSegment]] = defaultdict(list)
    rows = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    for row in rows.order_by("order"):
        found[row.context.path].append(row)
    return found


def _words(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _media(page: Page) -> dict[str, Any]:
    """What is chosen in the blocks of a page; addresses of links, whose paths are in quotes, go with their text."""
    chosen = [segment for segment in extract_segments(page) if isinstance(segment, OverridableSegmentValue)]
    return {segment.path: segment.data for segment in chosen if "." in segment.path and "'" not in segment.path}


def _raw(page: Page, name: str) -> list[dict[str, Any]]:
    """The blocks of a field as they are stored; reading each block's value is what names all its fields."""
    return [child.get_prep_value() for child in getattr(page, name)]


def _read(page: Page, path: str) -> Any:
    name, *way = path.split(".")
    if not way:
        return getattr(page, name)
    place: Any = _raw(page, name)
    for part in way:
        place = _inside(place, part)
    return place


def _put(page: Page, path: str, value: Any) -> None:
    """Put a value at a path; where the original holds no such block any more there is nothing to put it into."""
    name, *way = path.split(".")
    if not way:
        setattr(page, name, value)
        return
    stream = _raw(page, name)
    place: Any = stream
    for part in way[:-1]:
        place = _inside(place, part)
    if isinstance(place, dict) and way[-1] in place:
        place[way[-1]] = value
    elif isinstance(place, list):
        for row in place:
            if row.get("id") == way[-1]:
                row["value"] = value
    setattr(page, name, stream)


def _inside(place: Any, part: str) -> Any:
    """What a list of blocks holds under an id, or a block under a field's name; None where there is no such thing."""
    if isinstance(place, list):
        return next((row.get("value") for row in place if isinstance(row, dict) and row.get("id") == part), None)
    return place.get(part) if isinstance(place, dict) else None
