"""Which language the words of a page are in, where it is not the language that speaks around them.

A page may only mirror one in another language, and a page in a language without an interface speaks Vietnamese until
somebody translates it. Voices and screen readers need to know which is which.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Page


def interface_language(code: str) -> str:
    """The language in which the platform itself speaks on pages in this one."""
    return code if code in dict(settings.INTERFACE_LANGUAGES) else settings.LANGUAGE_CODE


class Words:
    """The words of one page; each answer is a language code, empty where nothing needs to be said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.around = interface_language(page.locale.language_code)
        self.own = page.alias_of.locale.language_code if page.alias_of_id else page.locale.language_code
        self.original: Page | None = None
        if self.own != self.around and not page.alias_of_id:
            faces = type(page).objects.filter(translation_key=page.translation_key)
            self.original = faces.filter(locale__language_code=self.around).first()

    @property
    def title(self) -> str:
        """The language of the page's title and summary."""
        original = self.original
        return self._said(original is None or original.title != self.page.title)

    def blocks(self, blocks: Iterable[Any]) -> str:
        """The language of some blocks of a lesson: its own as soon as one of them says something of its own."""
        if self.original is None:
            return self._said(is_own=True)
        theirs = {str(block.id): _plain(block) for block in self.original.body}
        return self._said(any(theirs.get(str(block.id)) != _plain(block) for block in blocks))

    def _said(self, is_own: bool) -> str:
        return self.own if is_own and self.own != self.around else ""


def _plain(block: Any) -> Any:
    """What a block says; a recording or picture of another language is no word."""
    value = block.block.get_prep_value(block.value)
    return value | {"audio": None, "picture": None} if isinstance(value, dict) else value
