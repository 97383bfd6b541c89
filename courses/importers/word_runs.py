"""From the runs of a paragraph to its lines: text in its look, tabs, breaks, pictures, and what cannot be kept."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from courses.importers.base import Unreadable
from courses.importers.encodings import from_font
from courses.importers.word_lines import BOLD, COLOUR, HIGHLIGHT, ITALIC, UNDERLINE, Line, Lines, Picture
from courses.importers.word_numbering import BULLET, Numbering
from courses.importers.word_package import attribute, child, local, too_long, value_of
from courses.importers.word_styles import Look, Styles, list_of, look_of

# A thousand questions with all their options and notes take less than half of these.
MOST_PARAGRAPHS = 20_000
MOST_TEXT = 1_500_000
# What was lost, as `Line.lost` names it.
DELETED, TEXT_BOX, NOTE, FORMULA, HIDDEN, RAISED = "deleted", "text box", "note", "formula", "hidden", "raised"

_SHOWN = {"bold": BOLD, "italic": ITALIC, "underline": UNDERLINE, "colour": COLOUR, "highlight": HIGHLIGHT}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference", "endnoteReference"}
_GONE = {"del", "moveFrom"}
_WRAPPERS = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
_PICTURES = {"drawing", "pict", "object"}
# The ticks and boxes of the Wingdings fonts, by their place in the font.
_TICKS = {0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0x52: "☑", 0x51: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Reader:
    """Reads the paragraphs of one document in their order, because its lists count them."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.paragraphs_left = MOST_PARAGRAPHS
        self.text_left = MOST_TEXT

    def lines(self, paragraph: Element) -> list[Line]:
        """Return the lines of a paragraph; a soft line break begins a new one. Raises Unreadable beyond all measure."""
        properties = child(paragraph, "pPr")
        style = value_of(properties, "pStyle") or self.styles.usual_paragraph
        look = {**self.styles.usual, **self.styles.look(style)}
        label, depth = self._label(properties, style, look)
        is_heading = style in self.styles.headings or child(properties, "outlineLvl") is not None
        lines = Lines(Line(label=label, depth=depth, is_heading=is_heading))
        self._read(paragraph, look, lines)
        lines.end()
        self.paragraphs_left -= len(lines.done)
        self.text_left -= sum(len(piece.text) for line in lines.done for piece in line.pieces)
        if self.paragraphs_left < 0 or self.text_left < 0:
            raise Unreadable(too_long())
        return lines.done

    def _label(self, properties: Element | None, style: str, look: Look) -> tuple[str, int]:
        number, depth = list_of(properties) or self.styles.lists.get(style) or ("0", 0)
        label = self.numbering.label(number, depth) if number != "0" else ""
        return (label if label == BULLET else from_font(label.strip(), look.get("font", ""))), depth

    def _read(self, parent: Element, look: Look, lines: Lines) -> None:
        for part in parent:
            name = local(part)
            if name == "r":
                self._run(part, look, lines)
            elif name in _WRAPPERS:
                self._read(part, look, lines)
            elif name == "AlternateContent":
                self._read(_choice(part), look, lines)
            elif name in _GONE and any(local(text) in {"delText", "t"} for text in part.iter()):
                lines.lost.add(DELETED)
            elif name in {"oMath", "oMathPara"}:
                lines.lost.add(FORMULA)
                lines.write("".join(text.text or "" for text in part.iter() if local(text) == "t"), frozenset())

    def _run(self, run: Element, look: Look, lines: Lines) -> None:
        properties = child(run, "rPr")
        whole = {**look, **self.styles.look(value_of(properties, "rStyle")), **look_of(properties)}
        if whole.get("hidden"):
            lines.lost.add(HIDDEN)
            return
        marks = frozenset(mark for key, mark in _SHOWN.items() if whole.get(key))
        self._content(run, whole, marks, lines)

    def _content(self, run: Element, look: Look, marks: frozenset[str], lines: Lines) -> None:
        texts: list[str] = []
        for part in run:
            name = local(part)
            if name == "t":
                texts.append(part.text or "")
            elif name in _SIGNS:
                texts.append(_SIGNS[name])
            elif name == "sym":
                texts.append(_sign(part))
            elif name in _NOTES:
                lines.lost.add(NOTE)
            elif name in _PICTURES or name == "AlternateContent":
                _look_into(_choice(part) if name == "AlternateContent" else part, lines)
        text = from_font("".join(texts), look.get("font", ""))
        lines.write(_placed(text, look.get("place", ""), lines), marks)


def _choice(alternatives: Element) -> Element:
    """Return the first of several forms of one thing."""
    return next(iter(alternatives), alternatives)


def _look_into(drawing: Element, lines: Lines) -> None:
    """Note the pictures of a drawing, and whether it holds text that is left out."""
    alt = ""
    for part in drawing.iter():
        name = local(part)
        if name == "docPr":
            alt = attribute(part, "descr") or ""
        elif name == "shape":
            alt = attribute(part, "alt") or alt
        elif name == "t" and (part.text or "").strip():
            lines.lost.add(TEXT_BOX)
        elif name in {"blip", "imagedata"}:
            link = attribute(part, "embed") or attribute(part, "id") or attribute(part, "link")
            if link:
                lines.pictures.append(Picture(link, " ".join(alt.split())))


def _sign(part: Element) -> str:
    try:
        code = int(attribute(part, "char") or "", 16) & 0xFF
    except ValueError:
        return ""
    font = attribute(part, "font") or ""
    return _TICKS.get(code, "") if font.startswith("Wingdings") else from_font(chr(code), font)


def _placed(text: str, place: str, lines: Lines) -> str:
    """Return raised and lowered digits as the signs that Unicode has for them; what has none is noted."""
    if not place or not text.strip():
        return text
    signs = text.translate(_RAISED if place == "superscript" else _LOWERED)
    if any(new == old for new, old in zip(signs, text, strict=True) if not old.isspace()):
        lines.lost.add(RAISED)
        return text
    return signs
