"""HTML of other programs made into ours: cleaned prompts, lines of plain text, and the pictures taken out of it.

Cleaning is slow for HTML that was tangled on purpose, so a piece, and all pieces of a file together, have a bound.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import accumulate
from urllib.parse import unquote

from django.utils.translation import gettext as _

from courses.html import clean, plain
from courses.importers.base import Unreadable
from courses.text import nfc

LONGEST_PIECE = 50_000
MOST_MARKS = 400
LARGEST_SUM = 1_500_000
MOST_IMAGES = 100
_PRICE_OF_A_MARK = 40
# Formatting that stays open is opened anew in every block after it: the work would grow with the square.
_MOST_OPEN = 20
_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.I)

# Markup of which the text can be told without building a tree; anything else is cleaned first.
_SIMPLE = re.compile(r"[^<>]*(?:</?(?:p|br|b|strong|i|em|u|ul|ol|li)(?:\s[^<>]*)?>[^<>]*)*", re.I)
_ODD_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|#39|[A-Za-z](?:acute|grave|circ|tilde));|\s|$)")
_TAG = re.compile(r"<[^<>]*>")
_IMG = re.compile(r"(?:<p\b[^<>]*>\s*)?<img\b([^<>]*)>(?:\s*</p>)?", re.I)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_NOISE = re.compile(r"</?(?:span|font|small|big|center|section|article|header|footer|o:p)\b[^<>]*>", re.I)
_CODE = re.compile(r"<(style|script)\b[^<>]*>[^<]*</\1\s*>", re.I)
_DIV = re.compile(r"<(/?)(?:div|pre|blockquote|h1|h5|h6)\b[^<>]*>", re.I)
_RAISED = re.compile(r"<(sup|sub)\b[^<>]*>([0-9+\-=()n ]{1,12})</\1\s*>", re.I)
_ABOVE = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_BELOW = str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ")
_BLANKS = str.maketrans("\n\t\r\xa0", "    ")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.I)
_BLOCK = re.compile(r"</?(?:p|ul|ol|li|h2|h3|h4|table|caption|thead|tbody|tfoot|tr|th|td)\b[^<>]*>", re.I)
_LEFT_OUT = {
    "picture": re.compile(r"<(?:img|svg|canvas)\b", re.I),
    "media": re.compile(r"<(?:audio|video|iframe|object|embed)\b", re.I),
    "raised": re.compile(r"<su[bp]\b", re.I),
    "formula": re.compile(r"<math\b|\\\(|\\\[|\$\$"),
}


class TooTangled(Exception):
    """One piece of HTML is too long or has too many tags to be cleaned in good time."""


@dataclass(frozen=True)
class Img:
    """A picture as the HTML names it."""

    src: str
    alt: str


@dataclass
class Piece:
    """Some HTML without what we can keep elsewhere: its pictures, and the kinds of things that will be lost."""

    source: str
    pictures: list[Img] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def piece(source: str) -> Piece:
    """Return HTML with its pictures taken out and simplified to what our rich text knows."""
    if "<" not in source:
        return Piece(source.strip(), [], {"formula"} if _LEFT_OUT["formula"].search(source) else set())
    pictures: list[Img] = []

    def take(found: re.Match[str]) -> str:
        if len(pictures) < MOST_IMAGES:
            pictures.append(_img(found[1]))
        is_whole = found[0][:2].lower() == "<p" and found[0].lower().endswith("</p>")
        return "" if is_whole else _without_img(found[0])

    rest = _IMG.sub(take, source)
    rest = _DIV.sub(r"<\1p>", _NOISE.sub("", _CODE.sub("", rest)))
    rest = _RAISED.sub(_small_digits, rest).strip()
    return Piece(rest, pictures, {kind for kind, pattern in _LEFT_OUT.items() if pattern.search(rest)})


def left_out_sentence(kind: str) -> str:
    """Return what a trainer is told about a thing that plain rich text does not hold."""
    return {
        "picture": _("A drawing or picture in the text was not taken over. Please add it again."),
        "media": _("Sound, video or an embedded page was not taken over. Please add it to the lesson instead."),
        "raised": _("Raised or lowered letters now stand on the line. Please check the text."),
        "formula": _("A formula stands as it was typed, not as a formula. Please check the text."),
    }[kind]


def from_plain(text: str) -> str:
    """Return plain text as HTML: a blank line begins a paragraph."""
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if part.strip()]
    return "".join(f"<p>{html.escape(part.strip(), quote=False).replace(chr(10), '<br>')}</p>" for part in paragraphs)


class Cleaner:
    """Cleans the pieces of one file and keeps count of how much that was."""

    def __init__(self) -> None:
        self.spent = 0

    def prompt(self, source: str) -> str:
        """Return cleaned HTML in NFC. Raises TooTangled for one piece, Unreadable when the file has too much of it."""
        self.pay(source)
        return clean(nfc(source)).strip()

    def lines(self, source: str, between: str = "\n") -> str:
        """Return plain text in NFC; where a block ends stands `between`, where a line breaks a new line."""
        is_simple = len(source) <= LONGEST_PIECE and _is_simple(source)
        html_source, words = (source, _words) if is_simple else (self.prompt(source), plain)
        blocks = ("\n".join(filter(None, map(words, _LINE_BREAK.split(block)))) for block in _BLOCK.split(html_source))
        return nfc(between.join(filter(None, blocks)))

    def pay(self, source: str) -> None:
        """Count a piece. Raises TooTangled for one piece, Unreadable when the file has too much of it."""
        marks = source.count("<") + source.count("&")
        if marks > MOST_MARKS or len(source) > LONGEST_PIECE or _most_open(source) > _MOST_OPEN:
            raise TooTangled
        self.spent += len(source) + _PRICE_OF_A_MARK * marks
        if self.spent > LARGEST_SUM:
            raise Unreadable(_("The file holds too much text for one import. Please split it into several files."))


def _is_simple(source: str) -> bool:
    visible = html.unescape(source).translate(_BLANKS)
    return visible.isprintable() and not _ODD_ENTITY.search(source) and _SIMPLE.fullmatch(source) is not None


def _words(source: str) -> str:
    """Return the text of simple markup on one line. It is text: whoever shows it escapes it."""
    return " ".join(html.unescape(_TAG.sub("", source)).split())


def _most_open(source: str) -> int:
    """Return how many formatting tags are open at once where most are."""
    return max(accumulate(-1 if found[1] else 1 for found in _FORMATTING.finditer(source)), default=0)


def _img(attributes: str) -> Img:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return Img(unquote(found.get("src", "")).strip(), nfc(" ".join(found.get("alt", "").split())))


def _without_img(tag: str) -> str:
    return re.sub(r"<img\b[^<>]*>", "", tag, flags=re.I)


def _small_digits(found: re.Match[str]) -> str:
    return found[2].translate(_ABOVE if found[1].lower() == "sup" else _BELOW)
