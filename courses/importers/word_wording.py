"""The texts of a question as our items hold them: its prompt as HTML, everything else as plain text."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from courses.html import without_hidden
from courses.importers.desk import Desk, NotHeld
from courses.importers.outside_html import TooTangled
from courses.importers.word_lines import BOLD, ITALIC, UNDERLINE, Line
from courses.importers.word_numbering import BULLET
from courses.text import nfc

_WORDINGS = re.compile(r"\s*[;|]\s*|\s+hoặc\s+")


def prompt_html(desk: Desk, lines: list[Line]) -> str:
    """Return the question as cleaned HTML; a look that all of it has says nothing. Raises NotHeld when too long."""
    pieces = [piece for line in lines for piece in line.pieces if piece.text.strip()]
    quiet = frozenset(mark for mark in (BOLD, ITALIC, UNDERLINE) if all(mark in piece.marks for piece in pieces))
    if UNDERLINE not in quiet and any(UNDERLINE in piece.marks for piece in pieces):
        desk.warn(_("Underlined words are shown in bold. Please check the text."))
    source = "".join(_paragraph(line, quiet) for line in lines)
    try:
        return desk.sheet.cleaner.prompt(source)
    except TooTangled as error:
        raise NotHeld(
            _("A text of this question is too long or has too much formatting. Please shorten it.")
        ) from error


def one_line(text: str) -> str:
    """Return plain text on one line in NFC, without characters that are not seen."""
    return " ".join(without_hidden(nfc(text)).split())


def several_lines(text: str) -> str:
    """Return plain text in NFC with its line ends, without characters that are not seen."""
    return "\n".join(filter(None, (one_line(line) for line in text.split("\n"))))


def wordings(values: list[str]) -> list[str]:
    """Return the accepted wordings of a short answer, each once: several stand with “;” or “hoặc” between them."""
    parts = (part.strip(" .") for value in values for part in _WORDINGS.split(value))
    return list(dict.fromkeys(part for part in parts if part))


def _paragraph(line: Line, quiet: frozenset[str]) -> str:
    source = line.html(quiet)
    is_bulleted = line.label == BULLET and not line.table
    return source.replace("<p>", f"<p>{BULLET} ", 1) if is_bulleted else source
