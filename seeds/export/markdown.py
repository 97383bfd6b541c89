"""The rich text of the editor, written the plain way of the content files: the inverse of `seeds.loaders.rich_text`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from courses.html import is_safe_url

_BLOCKS = {"p": "", "h2": "## ", "h3": "### ", "h4": "### "}
_LISTS = ("ul", "ol")


def markdown(source: str) -> str:
    """Return paragraphs, lists and headings divided by blank lines, with `**bold**` and `[words](address)`.

    Italics become plain text, a line break begins a paragraph, a list inside a list joins it.
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_block()
    return "\n\n".join(reader.chunks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.chunks: list[str] = []
        self.lists: list[tuple[str, list[str]]] = []
        self.mark = ""
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag == "br":
            self.end_block()
            self.mark = _BLOCKS.get(tag, self.mark)
        elif tag in _LISTS:
            self.end_block()
            self.lists.append((tag, []))
        elif tag == "li":
            self.end_block()
        elif tag in {"b", "strong"}:
            self.text += "**"
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.links.append(address if is_safe_url(address) and not re.search(r"[\s()]", address) else "")
            self.text += "[" if self.links[-1] else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"b", "strong"}:
            self.text += "**"
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.text += f"]({address})" if address else ""
        elif tag in _BLOCKS or tag == "li":
            self.end_block()
        elif tag in _LISTS and self.lists:
            self.end_block()
            self._end_list()

    def handle_data(self, data: str) -> None:
        self.text += data

    def end_block(self) -> None:
        """Write down the text read so far as a paragraph, a heading or an entry of the list it stands in."""
        # White space inside the marks would be shown as stars.
        text = re.sub(r"\*\*(\s*)(.+?)(\s*)\*\*", r"\1**\2**\3", " ".join(self.text.split())).replace("****", "")
        self.text = ""
        if text.strip() and self.lists:
            self.lists[-1][1].append(text.strip())
        elif text.strip():
            self.chunks.append(f"{self.mark}{text.strip()}")
        self.mark = ""

    def _end_list(self) -> None:
        tag, entries = self.lists.pop()
        if self.lists:
            self.lists[-1][1].extend(entries)
            return
        marks = ("- " if tag == "ul" else f"{number}. " for number in range(1, len(entries) + 1))
        if entries:
            self.chunks.append("\n".join(f"{mark}{entry}" for mark, entry in zip(marks, entries, strict=False)))
