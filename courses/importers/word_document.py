"""A Word document as a row of lines and tables, in the order in which they are read."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from courses.importers.word_lines import Line
from courses.importers.word_numbering import numbering_of
from courses.importers.word_package import Package, child, local
from courses.importers.word_runs import Reader
from courses.importers.word_styles import styles_of

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


@dataclass
class Table:
    """A table: rows of cells, each the lines of its paragraphs. A table inside a cell is read as lines of it."""

    rows: list[list[list[Line]]] = field(default_factory=list)

    def texts(self) -> list[list[str]]:
        """Return the text of every cell on one line."""
        return [[" ".join(" ".join(labelled(line) for line in cell).split()) for cell in row] for row in self.rows]

    def html(self) -> str:
        """Return the table as HTML."""
        rows = (
            "".join(f"<td>{html.escape(text, quote=False)}</td>" for text in row) for row in self.texts() if any(row)
        )
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def blocks_of(package: Package) -> Iterator[Line | Table]:
    """Yield the lines and tables of a document."""
    reader = Reader(styles_of(package.styles), numbering_of(package.numbering))
    body = child(package.document, "body")
    return iter(()) if body is None else _blocks(body, reader)


def labelled(line: Line) -> str:
    """Return the text of a line behind the label of its list."""
    return f"{line.label} {line.text}" if line.label else line.text


def _blocks(parent: Element, reader: Reader) -> Iterator[Line | Table]:
    for part in parent:
        name = local(part)
        if name == "p":
            yield from reader.lines(part)
        elif name == "tbl":
            yield _table(part, reader)
        elif name in _WRAPPERS:
            yield from _blocks(part, reader)
        elif name == "AlternateContent":
            yield from _blocks(next(iter(part), part), reader)


def _table(element: Element, reader: Reader) -> Table:
    return Table([[_cell(cell, reader) for cell in _inside(row, "tc")] for row in _rows(element)])


def _rows(table: Element) -> Iterator[Element]:
    # A row that was deleted while changes were tracked is still in the file.
    return (row for row in _inside(table, "tr") if child(child(row, "trPr"), "del") is None)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    for part in parent:
        if local(part) == name:
            yield part
        elif local(part) in _WRAPPERS:
            yield from _inside(part, name)


def _cell(cell: Element, reader: Reader) -> list[Line]:
    lines: list[Line] = []
    for block in _blocks(cell, reader):
        if isinstance(block, Line):
            lines.append(block)
        else:
            lines.extend(line for row in block.rows for inner in row for line in inner)
    return [line for line in lines if not line.is_empty]
