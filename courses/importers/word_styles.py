"""How letters look: what a run says of itself, over what its styles say, over what the document says.

Word, LibreOffice and Google Docs write the same look in different ways: a switch may be absent, empty, "1" or "true",
may be turned off again with "0", and a highlighted word may be highlighted or shaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import Element

from courses.importers.word_package import attribute, child, local, value_of

Look = Mapping[str, str]
"""What is said about letters: bold, italic, underline, colour, highlight, place, hidden and font; "" turns one off."""

NO_LOOK: Look = {}
_OFF = {"0", "false", "off", "none"}
_SWITCHES = {"b": "bold", "i": "italic", "vanish": "hidden"}
# Far more than a document written by hand has.
MOST_STYLES = 2000
_LONGEST_CHAIN = 20
# How far apart the channels of a colour must be for a reader to see a colour and not a grey.
_VIVID = 0x50


@dataclass
class Styles:
    """The styles of a document: how each looks, and what list and rank it gives a paragraph."""

    looks: dict[str, Look] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)
    usual: Look = field(default_factory=dict)
    usual_paragraph: str = ""

    def look(self, style: str | None) -> Look:
        """Return how letters look in a style; an unknown one says nothing."""
        return self.looks.get(style or "", NO_LOOK)


def styles_of(part: Element | None) -> Styles:
    """Return the styles of a document, each with what it inherits."""
    found = Styles()
    if part is None:
        return found
    defaults = child(child(part, "docDefaults"), "rPrDefault")
    found.usual = look_of(child(defaults, "rPr"))
    listed_styles = islice((style for style in part if local(style) == "style"), MOST_STYLES)
    own = {attribute(style, "styleId") or "": style for style in listed_styles}
    for key, style in own.items():
        chain = _chain(own, key)
        look: dict[str, str] = {}
        for ancestor in chain:
            look |= look_of(child(ancestor, "rPr"))
            listed = list_of(child(ancestor, "pPr"))
            if listed is not None:
                found.lists[key] = listed
        found.looks[key] = look
        if any(_is_heading(ancestor) for ancestor in chain):
            found.headings.add(key)
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
            found.usual_paragraph = key
    return found


def look_of(properties: Element | None) -> dict[str, str]:
    """Return what run properties say, and nothing about what they leave open."""
    look: dict[str, str] = {}
    for part in () if properties is None else properties:
        name, value = local(part), attribute(part, "val")
        if name in _SWITCHES:
            look[_SWITCHES[name]] = "" if value in _OFF else "1"
        elif name == "u":
            look["underline"] = "" if value is None or value in _OFF else "1"
        elif name == "color":
            look["colour"] = value.lower() if value and is_vivid(value) else ""
        elif name == "highlight":
            look["highlight"] = "" if value in {None, "none", "white", "black"} else "1"
        elif name == "shd":
            look["highlight"] = "1" if is_vivid(attribute(part, "fill") or "") else look.get("highlight", "")
        elif name == "vertAlign":
            look["place"] = value if value in {"subscript", "superscript"} else ""
        elif name == "rFonts":
            look["font"] = attribute(part, "ascii") or attribute(part, "hAnsi") or attribute(part, "cs") or ""
    return {key: value for key, value in look.items() if key != "font" or value}


def list_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the depth from 0 that paragraph properties name; ("0", …) takes a paragraph out of one."""
    listed = child(properties, "numPr")
    number = value_of(listed, "numId")
    depth = value_of(listed, "ilvl") or "0"
    return None if number is None else (number, int(depth) if depth in set("012345678") else 0)


def is_vivid(colour: str) -> bool:
    """Whether a colour such as "FF0000" is seen as one, and not as black, grey or white."""
    try:
        channels = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(channels) == len("rgb") and max(channels) - min(channels) >= _VIVID


def _chain(own: dict[str, Element], key: str) -> list[Element]:
    """Return a style and those it stands on, the farthest first."""
    chain: list[Element] = []
    while key in own and len(chain) < _LONGEST_CHAIN and own[key] not in chain:
        chain.append(own[key])
        key = value_of(own[key], "basedOn") or ""
    return chain[::-1]


def _is_heading(style: Element) -> bool:
    name = (value_of(style, "name") or "").casefold()
    return name.startswith(("heading", "title", "subtitle")) or child(child(style, "pPr"), "outlineLvl") is not None
