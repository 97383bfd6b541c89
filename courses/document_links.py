"""Links to files inside rich text: whoever pays by the megabyte sees what a heavy one weighs before opening it."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler

TOLD_FROM_BYTES = 100_000


class WeighedDocumentLink(DocumentLinkHandler):
    """Wagtail's link to a document; a heavy one begins with its kind and weight, which belong to what is tapped."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tags; a link whose document is gone leads nowhere."""
        return [_opening(document) if document else "<a>" for document in cls.get_many(attrs_list)]


def _opening(document: Any) -> str:
    tag = format_html('<a href="{}">', document.url)
    size = document.get_file_size() or 0
    if size <= TOLD_FROM_BYTES:
        return tag
    return tag + format_html("({} · {}) ", document.file_extension.upper(), filesizeformat(size))
