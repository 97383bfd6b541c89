"""What a screen reader says on fifteen pages, in order, kept as text files that people read when they change.

A page that speaks differently fails with the lines that differ. Where the change is meant, write the files anew and
read them: ``RENEW_SPOKEN=1 .venv/bin/python -m pytest -n0 --engine=postgres tests/journeys/test_spoken.py``
"""

import difflib
import os
import re
from pathlib import Path

from tests.journeys.tour import tour
from tests.servers import chromium

SNAPSHOTS = Path(__file__).with_name("snapshots")
PAGES = 15
# What differs from one run to the next.
CHANGING = {
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}": "UUID",
    r"/giay-chung-nhan/[^/\s\"]+/": "/giay-chung-nhan/CODE/",
    r"giay-chung-nhan%2F[^%\s\"]+%2F": "giay-chung-nhan%2FCODE%2F",
    r"\b\d{1,2}/\d{1,2}/20\d\d\b": "DD/MM/YYYY",
    r"\b20\d\d\b": "YYYY",
    r"\b\d{1,2}:\d{2}\b": "HH:MM",
    r"\b\d{1,3}(?:[.,]\d+)?\s[kKM]B\b": "SIZE",
}


def test_fifteen_pages_speak_as_they_did(new_context, live_server):
    page = new_context(**chromium.phone()).new_page()
    spoken = {name: steady(page.locator("body").aria_snapshot()) for name in tour(page, live_server.url)}
    assert len(spoken) == PAGES
    if os.environ.get("RENEW_SPOKEN"):
        renew(spoken)
    assert [line for name, text in spoken.items() for line in differences(name, text)] == []


def steady(text: str) -> str:
    """The text without what differs from one run to the next."""
    for pattern, name in CHANGING.items():
        text = re.sub(pattern, name, text)
    return text + "\n"


def differences(name: str, text: str) -> list[str]:
    """The lines in which a page differs from what is kept of it."""
    file = SNAPSHOTS / f"{name}.txt"
    kept = file.read_text() if file.exists() else ""
    return list(
        difflib.unified_diff(kept.splitlines(), text.splitlines(), f"kept {name}", f"now {name}", n=1, lineterm="")
    )


def renew(spoken: dict[str, str]) -> None:
    """Write the files anew."""
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, text in spoken.items():
        (SNAPSHOTS / f"{name}.txt").write_text(text)
