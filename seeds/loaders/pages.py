"""Putting pages in place without ever overwriting what a person edited."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision

from courses.index_tasks import indexed_once
from seeds.loaders.arrangement import was_taken_off
from seeds.loaders.items import meaning
from seeds.loaders.tally import Tally


@dataclass(frozen=True)
class Wanted:
    """A page as the files describe it; `key` is its translation key, `related` its lists of other rows."""

    kind: str
    model: type[Page]
    key: UUID
    locale: Locale
    values: dict[str, Any]
    related: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """The fields the files decide, in a form that can be compared with a stored revision."""
        lists = {name: sorted(row.pk for row in rows) for name, rows in self.related.items()}
        return {name: _plain(self.model, name, value) for name, value in self.values.items()} | lists


@dataclass(frozen=True)
class Placed:
    """A page in its place; `revision` is the one written just now, None when there was nothing to write."""

    page: Page
    revision: Revision | None = None


def place(wanted: Wanted, parent: Page, tally: Tally) -> Placed:
    """Return the page, made or brought up to date as an unpublished revision; a page a person edited stays as it is."""
    rows = wanted.model._default_manager.filter(translation_key=wanted.key, locale=wanted.locale)
    page = rows.select_related("latest_revision").first()
    if page is None:
        return _create(wanted, parent, tally)
    if page.alias_of_id:
        # So far the page only showed another language's; now the files hold words of its own.
        ConvertAliasPageAction(page).execute()
    stored = page.latest_revision
    if stored is None or is_edited(page, stored, wanted):
        tally.note(wanted.kind, "kept")
        tally.say(f"  giữ bản đã sửa: {page.title}")
        return Placed(page)
    if _says_the_same(_chosen(stored.content, wanted), wanted) and not was_taken_off(page):
        tally.note(wanted.kind, "unchanged")
        return Placed(page)
    tally.note(wanted.kind, "updated")
    return Placed(page, _fill(page, wanted).save_revision())


@indexed_once()
def place_and_publish(wanted: Wanted, parent: Page, tally: Tally) -> Page:
    """Place a page that stands alone and publish what was written, before anything is placed below it.

    A revision publishes the page object it was made from, and that one does not count children placed since.
    """
    placed = place(wanted, parent, tally)
    if placed.revision is not None:
        placed.revision.publish()
        placed.page.refresh_from_db()
    return placed.page


def place_alias(kind: str, source: Page, parent: Page, locale: Locale, tally: Tally) -> Page:
    """Show a page under a parent of another language too, until somebody translates it; return that face of it."""
    shown = type(source)._default_manager.filter(translation_key=source.translation_key, locale=locale).first()
    tally.note(kind, "unchanged" if shown else "created")
    return shown or source.create_alias(
        parent=parent, update_slug=source.slug, update_locale=locale, reset_translation_key=False
    )


def is_edited(page: Page, stored: Revision, wanted: Wanted) -> bool:
    """Whether a person wrote the latest revision, or the page differs from what its revision says."""
    return stored.user_id is not None or (
        page.live and _chosen(stored.content, wanted) != _chosen(page.serializable_data(), wanted)
    )


def _create(wanted: Wanted, parent: Page, tally: Tally) -> Placed:
    page = _fill(wanted.model(translation_key=wanted.key, locale=wanted.locale, live=False), wanted)
    parent.add_child(instance=page)
    tally.note(wanted.kind, "created")
    return Placed(page, page.save_revision())


def _fill(page: Page, wanted: Wanted) -> Page:
    for name, value in [*wanted.values.items(), *wanted.related.items()]:
        setattr(page, name, json.dumps(value) if _is_stream(wanted.model, name) else value)
    return page


def _says_the_same(chosen: dict[str, Any], wanted: Wanted) -> bool:
    """Whether a revision says what the files say; the same questions may be written down in another way."""
    return chosen == wanted.content or meaning(chosen) == meaning(wanted.content)


def _chosen(content: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
    """The fields the files decide, taken from the content of a revision or page."""
    lists = {name: sorted(content.get(name) or []) for name in wanted.related}
    return {name: _plain(wanted.model, name, content.get(name)) for name in wanted.values} | lists


def _plain(model: type[Page], name: str, value: Any) -> Any:
    if _is_stream(model, name):
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime.datetime):
        return DjangoJSONEncoder().default(value.astimezone(datetime.UTC))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return getattr(value, "pk", value)


def _is_stream(model: type[Page], name: str) -> bool:
    return isinstance(model._meta.get_field(name), StreamField)
