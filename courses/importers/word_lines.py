"""A line of a Word document as the importer sees it: pieces of text with their marks, pictures, and what was lost."""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from functools import cached_property

BOLD, ITALIC, UNDERLINE, COLOUR, HIGHLIGHT = "bold", "italic", "underline", "colour", "highlight"
MARKS = (BOLD, UNDERLINE, COLOUR, HIGHLIGHT)
"""The looks by which trainers mark a right answer, in the order they are named to them."""

_TAGS = ((BOLD, "b"), (ITALIC, "i"), (UNDERLINE, "b"))


@dataclass(frozen=True)
class Piece:
    """Some text of one look."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Picture:
    """A picture in the text: the relation that leads to it, and its description."""

    link: str
    alt: str


@dataclass(frozen=True)
class Line:
    """One line as a reader sees it. `label` is the number a list draws in front of it, and is not part of `text`.

    `depth` is the depth of that list; `table` is the HTML of a table that stands here instead of text.
    """

    pieces: tuple[Piece, ...] = ()
    label: str = ""
    depth: int = 0
    pictures: tuple[Picture, ...] = ()
    lost: frozenset[str] = frozenset()
    is_heading: bool = False
    is_first: bool = True
    table: str = ""

    @cached_property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not (self.pictures or self.table or self.label or self.text.strip())

    def part(self, start: int, end: int | None = None) -> Line:
        """Return the line from one character to another, without label; its pictures stay with its beginning."""
        kept, at = [], 0
        for piece in self.pieces:
            text = piece.text[max(0, start - at) : None if end is None else max(0, end - at)]
            at += len(piece.text)
            if text:
                kept.append(Piece(text, piece.marks))
        return replace(self, pieces=tuple(kept), label="", pictures=self.pictures if start == 0 else ())

    def without_label(self) -> Line:
        """Return the line as if it stood in no list."""
        return replace(self, label="")

    def stripped(self) -> Line:
        """Return the line without blanks at its ends."""
        text = self.text
        return self.part(len(text) - len(text.lstrip()), len(text.rstrip())) if text.strip() != text else self

    def marked(self, mark: str) -> bool:
        """Whether more than half of the letters have this mark."""
        letters = [(len("".join(piece.text.split())), mark in piece.marks) for piece in self.pieces]
        return 2 * sum(size for size, has_it in letters if has_it) > sum(size for size, _ in letters)

    def html(self, quiet: frozenset[str]) -> str:
        """Return the line as a paragraph of HTML; marks in `quiet` say nothing and are not shown."""
        if self.table:
            return self.table
        inner = "".join(_tagged(piece) for piece in _joined(self.pieces, quiet))
        return f"<p>{inner.strip()}</p>" if inner.strip() else ""


@dataclass
class Lines:
    """Builds the lines of one paragraph from its runs."""

    base: Line
    done: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def write(self, text: str, marks: frozenset[str]) -> None:
        """Add text, with a new line at every line end."""
        for place, part in enumerate(text.split("\n")):
            if place:
                self.end()
            if part:
                self.pieces.append(Piece(part, marks))

    def end(self) -> None:
        """Close a line; the first has the paragraph's label."""
        is_first = not self.done
        self.done.append(
            replace(
                self.base,
                pieces=tuple(self.pieces),
                pictures=tuple(self.pictures),
                lost=frozenset(self.lost),
                label=self.base.label if is_first else "",
                is_first=is_first,
            )
        )
        self.pieces, self.pictures, self.lost = [], [], set()


def _joined(pieces: tuple[Piece, ...], quiet: frozenset[str]) -> list[Piece]:
    """Return the pieces with neighbours of one look made one: Word cuts a word where it was once corrected."""
    shown = frozenset(mark for mark, _tag in _TAGS) - quiet
    groups: list[tuple[frozenset[str], list[str]]] = []
    for piece in pieces:
        marks = piece.marks & shown
        if groups and (groups[-1][0] == marks or not piece.text.strip()):
            groups[-1][1].append(piece.text)
        else:
            groups.append((marks, [piece.text]))
    return [Piece("".join(texts), marks) for marks, texts in groups]


def _tagged(piece: Piece) -> str:
    text = html.escape(" ".join(piece.text.split()), quote=False)
    before = " " if piece.text[:1].isspace() and text else ""
    after = " " if piece.text[-1:].isspace() else ""
    tags = list(dict.fromkeys(tag for mark, tag in _TAGS if mark in piece.marks)) if text else []
    opened = "".join(f"<{tag}>" for tag in tags)
    closed = "".join(f"</{tag}>" for tag in reversed(tags))
    return f"{before}{opened}{text}{closed}{after}"
