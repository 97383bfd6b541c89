"""Texts from a file as our items hold them: a cleaned prompt, an option on one line, a note that keeps its lines."""

from __future__ import annotations

import html
import re
from typing import Literal

from django.utils.translation import gettext as _

from courses.html import without_hidden
from courses.importers.base import Unreadable
from courses.importers.outside_html import MOST_MARKS, Cleaner, TooTangled, left_out_sentence, piece
from courses.text import nfc

Form = Literal["html", "moodle", "markdown", "plain"]
FORMS: tuple[Form, ...] = ("html", "moodle", "markdown", "plain")

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!|&(?:#[0-9]|#[xX][0-9A-Fa-f]|[A-Za-z])[0-9A-Za-z]*;")
_BLOCK = re.compile(r"<(?:p|ul|ol|li|table|caption|thead|tbody|tfoot|tr|th|td|h[234]|div|pre)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s|>|[-*+]\s|\d+\.\s|```)|`|\]\(", re.MULTILINE)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|(?<!\w)__([^_\n]+)__(?!\w)")
_ITALIC = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)|(?<!\w)_([^_\n]+)_(?!\w)")
# Options and notes are read in another way than prompts, each at a price of its own however short it is. A thousand
# questions with ten options and ten notes each stay below.
_LARGEST_SUM_OF_NOTES = 4_500_000
_PRICE_OF_A_NOTE, _PRICE_OF_A_MARK = 150, 40


class Misread(Exception):
    """Nothing can be made of this question; its text is a sentence for the trainer."""


def readable(text: str) -> str:
    """Return the text with line ends as "\\n" and without characters that are not seen or that hide others."""
    return without_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return the text with a blank for each line end; other blanks inside stay as they are."""
    return " ".join(line.strip() for line in text.strip().split("\n"))


def losses(text: str, form: Form) -> list[str]:
    """Return a sentence for everything in a text from a file that our rich text cannot hold, or raise Misread."""
    if text.count("<") > 2 * MOST_MARKS:
        raise Misread(_too_tangled())
    simple = piece(text if form in {"html", "moodle"} else text.replace("<", ""))
    kinds = simple.left_out | ({"picture"} if simple.pictures or (form == "markdown" and "![" in text) else set())
    found = [left_out_sentence(kind) for kind in sorted(kinds)]
    if form == "markdown" and _MARKDOWN.search(text):
        found.append(_("Of the Markdown marks only bold and italic were taken over. Please check how the text reads."))
    return found


def paragraphs(text: str) -> str:
    """Return plain text as HTML, each line that is not blank as a paragraph."""
    lines = (line.strip() for line in text.split("\n"))
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


class Wordings:
    """Turns the texts of one file into ours. Raises Unreadable when there is more than can be cleaned in good time,
    and Misread for a single text that has too much of it."""

    def __init__(self) -> None:
        self._cleaner = Cleaner()
        self._spent_on_notes = 0

    def prompt(self, text: str, form: Form) -> str:
        """Return a question's text as cleaned HTML in paragraphs; blank text is empty."""
        # Whatever its form, an item's text is cleaned again when the item is asked for its faults.
        self._pay(text)
        if form in {"html", "moodle"} and _MARKUP.search(text):
            return self._cleaned(text, form)
        self._pay(text)
        if form == "markdown":
            return _ITALIC.sub(_italic, _BOLD.sub(_bold, paragraphs(nfc(text))))
        return paragraphs(nfc(one_line(text) if form == "html" else text))

    def line(self, text: str, form: Form) -> str:
        """Return an option, a row or another short text as plain text on one line."""
        return one_line(self.note(text, form))

    def note(self, text: str, form: Form) -> str:
        """Return an explanation or a feedback as plain text; line ends stay unless the text is HTML."""
        if not text or text.isspace():
            return ""
        self._spent_on_notes += len(text) + _PRICE_OF_A_NOTE + _PRICE_OF_A_MARK * text.count("<")
        if self._spent_on_notes > _LARGEST_SUM_OF_NOTES:
            raise Unreadable(_("The file holds too much text for one import. Please split it into several files."))
        if form in {"html", "moodle"} and _MARKUP.search(text):
            if text.count("<") > 2 * MOST_MARKS:
                raise Misread(_too_tangled())
            try:
                return self._cleaner.lines(piece(text).source)
            except TooTangled as reason:
                raise Misread(_too_tangled()) from reason
        return nfc(" ".join(text.split()) if form == "html" else text.strip())

    def _cleaned(self, text: str, form: Form) -> str:
        source = piece(text).source
        if form == "moodle" and not _BLOCK.search(source):
            source = source.replace("\n", "<br>")
        try:
            cleaned = self._cleaner.prompt(source)
        except TooTangled as reason:
            raise Misread(_too_tangled()) from reason
        return cleaned if _BLOCK.search(cleaned) or not cleaned else f"<p>{cleaned}</p>"

    def _pay(self, text: str) -> None:
        try:
            self._cleaner.pay(text)
        except TooTangled as reason:
            raise Misread(_too_tangled()) from reason


def _too_tangled() -> str:
    return _("A text of this question is too long or has too much formatting. Please shorten it.")


def _bold(found: re.Match[str]) -> str:
    return f"<b>{found[1] or found[2]}</b>"


def _italic(found: re.Match[str]) -> str:
    return f"<i>{found[1] or found[2]}</i>"
