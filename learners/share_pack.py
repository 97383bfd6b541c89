"""What is sent on when somebody wants another to see a page: its address, a QR of it, and a short text."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings

from learners.certificates.qr import qr_drawing

# What a message list on a phone shows of a message.
LONGEST_TEXT = 60


def share_pack(*, title: str, path: str) -> dict[str, Any]:
    """Return `title`, the full `url` of the path, its `qr`, a `text` of at most 60 characters and an `sms` address."""
    url = settings.WAGTAILADMIN_BASE_URL + path
    text = shortened(title)
    # The body is the text with the address; %0A is a line of its own, so that a phone makes it a link.
    return {
        "title": title,
        "url": url,
        "qr": qr_drawing(url),
        "text": text,
        "sms": f"sms:?&body={quote(text)}%0A{quote(url)}",
    }


def shortened(text: str) -> str:
    """Return the text within 60 characters, cut between words where there are any."""
    if len(text) <= LONGEST_TEXT:
        return text
    kept = text[: LONGEST_TEXT - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,:;–-") + "…"
