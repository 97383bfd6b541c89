"""Translating pages: begun, sent out and taken in as PO files, brought up to date - always as drafts.

wagtail-localize keeps the frozen original, its sentences and their translations. Nothing here makes anything live.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import Any

import polib
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from courses.services.translated_draft import (
    changed_settings,
    draft_of,
    own_choices,
    remember_words,
    spelled_out,
    translated,
)

MARK = "X-WagtailLocalize-TranslationID"


class NotTaken(ValueError):
    """A file of translations that cannot be taken; its text is a sentence for the translator."""


@dataclass(frozen=True)
class Progress:
    """How much of a page is translated, and whether the original says something else by now."""

    total: int
    done: int
    behind: bool


@transaction.atomic
def begin_translation(*, page: Page, locale: Locale, below: bool = False, user: Any = None) -> Page:
    """Make a page translatable into a language, with all below it if so wished; return its face there.

    A page that is not there yet begins as a draft that says what the original says, a page that only mirrors another
    language becomes one of its own, and a page that is there stays as it is. Pages above are mirrored where missing.
    """
    begun: Page = _face(page.specific, locale, user)
    if below:
        for child in page.get_descendants().specific().order_by("path"):
            _face(child, locale, user)
    return begun


def translation_of(page: Page) -> Translation | None:
    """Where the page is a translation, what wagtail-localize knows of it; None for an original or a mirror of one."""
    if page.alias_of_id:
        return None
    begun = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
    found: Translation | None = begun.select_related("source", "target_locale").first()
    if found is not None:
        return found
    original = original_of(page)
    return None if original is None else _freeze(original, page.locale)


def original_of(page: Page) -> Page | None:
    """The same page in the language courses are written in; None where the page itself is in it, or alone."""
    if page.alias_of_id or page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    faces = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    found = faces.filter(alias_of=None).first()
    return None if found is None else found.specific


def progress_of(translation: Translation) -> Progress:
    """How far a translation is, its newest draft taken into account."""
    remember_words(translation, draft_of(translation))
    total, done = translation.get_progress()
    source = translation.source
    now = spelled_out(_as_shown(source.get_source_instance()))
    return Progress(total, done, behind=_said(now) != _said(source.as_instance()))


def written_po(translation: Translation) -> str:
    """The sentences of the original with their translations so far, for any program that edits PO files."""
    remember_words(translation, draft_of(translation))
    return str(translation.export_po())


@transaction.atomic
def take_po(*, translation: Translation, data: bytes, user: Any = None) -> int:
    """Make a new draft with the translations of a PO file; return how many of them did not fit.

    Recordings, pictures and whatever the file does not translate stay as they are. Raises NotTaken and changes nothing
    when this is no such file, one of another page, or its words cannot be stored.
    """
    file = _parsed(data)
    if file.metadata.get(MARK) != str(translation.uuid):
        raise NotTaken(_("This file was made for another page or language."))
    draft = draft_of(translation)
    _refuse_long_texts(file, draft)
    choices = own_choices(translation, draft)
    remember_words(translation, draft)
    left_out = len(translation.import_po(file, user=user, tool_name="PO"))
    _save(translated(translation, draft, choices), user)
    return left_out


@transaction.atomic
def take_over_changes(*, source: TranslationSource, user: Any = None) -> list[Page]:
    """Bring every translation of a page to what the original says now, as new drafts; return them.

    What was translated and still stands in the original stays translated; what is new or changed speaks the language
    of the original until somebody translates it. All languages go together, because they share the frozen original.
    """
    rows = list(Translation.objects.filter(source=source).select_related("target_locale"))
    drafts = [(row, draft_of(row)) for row in rows]
    kept = []
    for row, draft in drafts:
        remember_words(row, draft)
        kept.append(own_choices(row, draft))
    old = source.as_instance()
    TranslationSource.update_or_create_from_instance(spelled_out(_as_shown(source.get_source_instance())))
    changed = []
    for (row, draft), choices in zip(drafts, kept, strict=True):
        row.source.refresh_from_db()
        for name, value in changed_settings(old, row.source.as_instance()).items():
            setattr(draft, name, value)
        changed.append(_save(translated(row, draft, choices), user))
    return changed


def _face(page: Page, locale: Locale, user: Any) -> Page:
    """The page in a language, as a page of its own; what it was translated from is frozen at this moment."""
    there = page.get_translation_or_none(locale)
    if there is None:
        copying = CopyPageForTranslationAction(_as_shown(page), locale, copy_parents=True, user=user)
        there = copying.execute(skip_permission_checks=True)
    elif there.alias_of_id:
        there = ConvertAliasPageAction(there, user=user).execute(skip_permission_checks=True) or there
    else:
        return there
    _freeze(page, locale)
    return there


def _freeze(page: Page, locale: Locale) -> Translation:
    """Let wagtail-localize keep the original; it is told that this translation is not for its own editor."""
    source, _made = TranslationSource.get_or_create_from_instance(spelled_out(_as_shown(page.specific)))
    found, _made = Translation.objects.get_or_create(source=source, target_locale=locale, defaults={"enabled": False})
    return found


def _as_shown(page: Page) -> Page:
    """The page as learners read it; one that was never published as its author left it."""
    return page if page.live else page.get_latest_revision_as_object()


def _said(page: Page) -> list[tuple[str, Any]]:
    return [(segment.path, getattr(segment, "string", None)) for segment in extract_segments(page)]


def _parsed(data: bytes) -> polib.POFile:
    # polib takes a name or a text for the same argument: what came from outside must not be taken for a name.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(data)
        file.flush()
        try:
            return polib.pofile(file.name)
        except (OSError, UnicodeDecodeError) as error:
            raise NotTaken(_("This is no PO file.")) from error


def _refuse_long_texts(file: polib.POFile, page: Page) -> None:
    """Look before anything is stored: wagtail-localize writes a title on at once, and a database may refuse it."""
    limits = {field.name: getattr(field, "max_length", None) for field in page._meta.get_fields()}
    for entry in file:
        limit = limits.get(entry.msgctxt or "")
        if limit is not None and len(entry.msgstr) > limit:
            words = {"text": f"{entry.msgstr[:30]}…", "limit": limit}
            raise NotTaken(_("“%(text)s” is longer than %(limit)s characters.") % words)


def _save(draft: Page, user: Any) -> Page:
    try:
        draft.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise NotTaken(" ".join(error.messages)) from error
    return draft
