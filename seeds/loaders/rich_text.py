"""The plain way of writing in the content files, turned into the rich text of the editor. Pure functions."""

from __future__ import annotations

import html
import re

from courses.html import clean
from courses.text import nfc

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:|tel:|/)[^\s()\"<>]+)\)")
_LISTS = {"ul": re.compile(r"-\s+(.*)"), "ol": re.compile(r"\d+[.)]\s+(.*)")}
_HEADING = re.compile(r"(#{2,3})\s+(.*)")


def rich_text(source: str) -> str:
    """Return HTML for paragraphs, bold, links, `- ` and `1. ` lists, `## ` and `### ` headings; anything else is text.

    A blank line ends a paragraph or a list; a line that begins no list joins the line before it.
    """
    chunks = re.split(r"\n\s*\n", nfc(source).strip())
    return clean("".join(_chunk(chunk) for chunk in chunks if chunk.strip()))


def inline(source: str) -> str:
    """Return HTML for one line of text: escaped, `**bold**` marked, `[words](address)` a link."""
    marked = _BOLD.sub(r"<b>\1</b>", html.escape(source.strip(), quote=False))
    return _LINK.sub(r'<a href="\2">\1</a>', marked)


def _chunk(chunk: str) -> str:
    """Cut a chunk where its kind of line changes, so that a list may follow its paragraph without a blank line."""
    pieces: list[tuple[str, list[str]]] = []
    for line in chunk.splitlines():
        kind, text = _kind(line.strip())
        goes_on = pieces and (kind == "" and pieces[-1][0] in {"p", *_LISTS})
        if goes_on and line.strip():
            pieces[-1][1][-1] += f" {text}"
        elif pieces and kind == pieces[-1][0] and kind in _LISTS:
            pieces[-1][1].append(text)
        else:
            pieces.append((kind or "p", [text]))
    return "".join(_element(kind, texts) for kind, texts in pieces)


def _kind(line: str) -> tuple[str, str]:
    """Return the element a line begins (empty: none of its own) and its text."""
    for name, pattern in _LISTS.items():
        if found := pattern.fullmatch(line):
            return name, found[1]
    if found := _HEADING.fullmatch(line):
        return f"h{len(found[1])}", found[2]
    return "", line


def _element(kind: str, texts: list[str]) -> str:
    if kind in _LISTS:
        return f"<{kind}>{''.join(f'<li>{inline(text)}</li>' for text in texts)}</{kind}>"
    return f"<{kind}>{inline(texts[0])}</{kind}>"
