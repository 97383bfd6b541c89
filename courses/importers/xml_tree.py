"""XML from outside: a tree of bounded size, without a DTD, entities or anything fetched from elsewhere."""

from __future__ import annotations

import codecs
import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from courses.importers.base import LARGEST_FILE, Unreadable

DEEPEST = 60
MOST_NODES = 200_000
_MOST_MARKS = 1_000_000
_MOST_ATTRIBUTES = 300_000
_ATTRIBUTE = re.compile(rb"=\s*[\"']")
# Text pasted from other programs brings signs that XML forbids and that mean nothing: a vertical tab, a form feed.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _TooLarge(Exception):
    """The tree is deeper or has more elements than any real file."""


class _BoundedBuilder(TreeBuilder):
    """Builds the tree and stops as soon as it grows beyond its bounds, before it fills the memory."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.left = most
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.left -= 1
        self.depth += 1
        if self.left < 0 or self.depth > DEEPEST:
            raise _TooLarge
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, most_nodes: int = MOST_NODES) -> Element:
    """Return the root of an XML file. Raises Unreadable for what is no XML, is broken, or is larger than allowed."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("The file is too large. Please split it into files of at most 10 MB."))
    plain, encoding = _prepared(data)
    if plain.count(b"<") > _MOST_MARKS or sum(1 for _found in _ATTRIBUTE.finditer(plain)) > _MOST_ATTRIBUTES:
        raise Unreadable(_tangled())
    parser = DefusedXMLParser(target=_BoundedBuilder(most_nodes), encoding=encoding, forbid_dtd=True)
    try:
        parser.feed(plain)
        root = parser.close()
    except ParseError as error:
        raise Unreadable(_broken(error)) from error
    except DefusedXmlException as error:
        raise Unreadable(
            _("The file defines its own entities or a DTD. Please export it again without them.")
        ) from error
    except _TooLarge as error:
        raise Unreadable(_tangled()) from error
    except (LookupError, ValueError) as error:
        raise Unreadable(_("The file names an encoding that is not known. Please save it as UTF-8.")) from error
    if not isinstance(root, Element):
        raise Unreadable(_("The file holds no questions. Please export it again."))
    return root


def local_name(tag: object) -> str:
    """Return the name of a tag without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _prepared(data: bytes) -> tuple[bytes, str | None]:
    """Return the bytes without forbidden signs, and the encoding when the file's own word about it no longer holds."""
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16").encode().translate(None, _CONTROLS), "utf-8"
        except UnicodeError as error:
            raise Unreadable(_("The file is cut short or damaged. Please export it again.")) from error
    if b"\x00" in data[:4]:
        return data, None
    return data.translate(None, _CONTROLS), None


def _broken(error: ParseError) -> str:
    line = getattr(error, "position", (1, 0))[0]
    return _(
        "The file is damaged or cut short near line %(line)s, so it cannot be read as XML. Please export it again."
    ) % {"line": line}


def _tangled() -> str:
    return _("The file holds far more parts than a set of questions needs. Please export fewer questions at a time.")
