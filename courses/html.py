"""Rich text made safe: an allowlist of tags, and a check of our own for every address.

The only importer of bleach. What leaves `clean` may be marked safe in a template; what leaves `plain` is text
and is escaped there like any other.
"""

import html
import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

import bleach

TAGS = frozenset(
    {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "h2", "h3", "h4", "a"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_BLOCKS = TAGS - {"b", "strong", "i", "em", "a"}
_CELL_ATTRIBUTES = {"colspan": r"[1-9][0-9]?", "rowspan": r"[1-9][0-9]?", "scope": r"col|row"}
# The joiner inside a picture sign of several people is a format character that text needs.
_STAYS = frozenset("\n\t\u200d")


def clean(source: str) -> str:
    """Return the HTML with nothing but the tags, attributes and addresses that rich text may have.

    Text inside a tag that is not allowed stays, without the tag. A link with a refused address stays as a link
    without one. Cleaning twice changes nothing.
    """
    cleaner = bleach.Cleaner(tags=TAGS, attributes=_is_kept, protocols=SCHEMES, strip=True, strip_comments=True)
    return str(cleaner.clean(without_hidden(source)))


def plain(source: str) -> str:
    """Return the text of some HTML on one line, entities resolved. It is text: escape it before showing it."""
    reader = _TextReader()
    reader.feed(clean(source))
    reader.close()
    return " ".join("".join(reader.pieces).split())


def lines(source: str) -> list[str]:
    """Return the text of some HTML block by block - paragraphs, list entries, headings - without empty ones."""
    reader = _TextReader("\n")
    reader.feed(clean(source))
    reader.close()
    told = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return [line for line in told if line]


def is_safe_url(url: str) -> bool:
    """Tell whether a link may lead to this address: http, https, mailto, tel, or a path that starts with one "/"."""
    address = html.unescape(url).strip(" ")
    if not address or "\\" in address or any(_is_hidden(c) or c.isspace() for c in address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    scheme, colon, rest = address.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        return False
    return _has_plain_host(address) if scheme.lower().startswith("http") else bool(rest.strip("/"))


def _has_plain_host(address: str) -> bool:
    """A host right after "//", and no user name before it that could pass for one."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc


def without_hidden(text: str) -> str:
    """Return the text without characters that nobody sees or that hide others; line ends and tabs stay."""
    # A text has few different characters, however long it is.
    hidden = {character for character in set(text) - _STAYS if _is_hidden(character)}
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def _is_hidden(character: str) -> bool:
    """Control characters, format characters such as those that turn the direction of writing, and what is no character.

    The last are those that Unicode keeps for a program's own use (section 23.7).
    """
    point = ord(character)
    is_none = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return is_none or unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def _is_kept(tag: str, name: str, value: str) -> bool:
    """Keep an attribute only when its value is wholly understood.

    bleach's own check lets any scheme through when only digits follow it, and takes "//host" for a path; so both
    checks must agree before an address stays.
    """
    if tag == "a":
        return name == "href" and is_safe_url(value)
    return tag in {"td", "th"} and re.fullmatch(_CELL_ATTRIBUTES.get(name, "(?!)"), value) is not None


class _TextReader(HTMLParser):
    """Gathers the text of cleaned HTML, with a blank or a line's end wherever one block ends and another begins."""

    def __init__(self, between: str = " ") -> None:
        super().__init__(convert_charrefs=True)
        self.between = between
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append(self.between)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append(self.between)

    def handle_data(self, data: str) -> None:
        # A line broken in the source is no line's end.
        self.pieces.append(data.replace("\n", " "))
