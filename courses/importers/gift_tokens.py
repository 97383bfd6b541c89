"""The outer grammar of GIFT: questions between blank lines, comments, escapes, title, format, braces.

Every step looks at each character a fixed number of times, whatever the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.importers.base import Unreadable
from courses.importers.wording import FORMS, Form, Misread

MOST_LINES = 200_000
LONGEST_QUESTION = 20_000
GAP = "_____"

_ESCAPE = re.compile(r"\\([\\:#={}~n])")
# Escaped signs wait as characters that no text has: `readable` took them out of the file.
_HELD = dict(zip("\\:#={}~n", map(chr, range(0xFDD0, 0xFDD8)), strict=True))
_RELEASED = {ord(held): "\n" if sign == "n" else sign for sign, held in _HELD.items()}
_TAG = re.compile(r"\[tag:((?:\\\]|[^\][<>`])+)\]")
_ID = re.compile(r"\[id:((?:\\\]|[^\][])+)\]")
_CATEGORY = "$CATEGORY:"


@dataclass
class Block:
    """The lines of one question as written, or a category line; `line` is where it begins."""

    line: int
    text: str
    tags: list[str] = field(default_factory=list)
    has_id: bool = False
    category: str | None = None


@dataclass(frozen=True)
class Parts:
    """A question taken apart, escapes still held. `answer` is None for a text without braces."""

    title: str
    form: Form
    prompt: str
    answer: str | None
    general: str


def blocks(text: str) -> Iterator[Block]:
    """Yield questions and categories in the order of the file. Comments are left out, but for the tags they name."""
    if text.count("\n") > MOST_LINES:
        raise Unreadable(_("This file has too many lines. Split it into smaller files."))
    lines: list[str] = []
    block = Block(0, "")
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            _read_comment(bare, block)
            continue
        if bare and not bare.startswith(_CATEGORY):
            block.line = block.line or number
            lines.append(line)
            continue
        if lines:
            block.text = "\n".join(lines)
            yield block
        lines, block = [], Block(0, "")
        if bare:
            yield Block(number, "", category=bare.removeprefix(_CATEGORY).strip())


def hold(text: str) -> str:
    """Return the text with every escaped sign replaced by a character that means nothing to the grammar."""
    return _ESCAPE.sub(lambda found: _HELD[found[1]], text) if "\\" in text else text


def release(text: str) -> str:
    """Return the text with its escaped signs as people read them."""
    return text.translate(_RELEASED)


def parts(text: str) -> Parts:
    """Take a question as written apart, or raise Misread."""
    if len(text) > LONGEST_QUESTION:
        raise Misread(_("This question is too long. Perhaps the empty line after a question is missing."))
    title, rest = _title(hold(text).strip())
    form, rest = marked(rest, "moodle")
    if "{" not in rest and "}" not in rest:
        return Parts(title, form, rest, None, "")
    start, end = rest.find("{"), rest.find("}")
    if rest.count("{") != 1 or rest.count("}") != 1 or end < start:
        raise Misread(
            _(
                "Curly brackets must come once and as a pair. Put an empty line between two questions, and write \\{ "
                "and \\} for brackets that belong to the text."
            )
        )
    answer, general = rest[start + 1 : end], ""
    if "####" in answer:
        answer, _sign, general = answer.rpartition("####")
    tail = rest[end + 1 :]
    prompt = rest[:start] + (GAP + tail if tail.strip() else "")
    return Parts(title, form, prompt, answer.strip(), general.strip())


def marked(text: str, default: Form) -> tuple[Form, str]:
    """Return the format that a text names in square brackets at its start, or the default, and the text after it."""
    bare = text.strip()
    for form in FORMS:
        if bare.startswith(f"[{form}]"):
            return form, bare[len(form) + 2 :].lstrip()
    return default, bare


def category_name(path: str) -> str:
    """Return the last part of a category's path that is a name of its own, or an empty text."""
    names = [name.strip() for name in hold(path).replace("//", "\0").split("/")]
    last = release(names[-1]).replace("\0", "/").strip()
    return "" if last.startswith("$") or last.casefold() == "top" else last


def _title(text: str) -> tuple[str, str]:
    end = text.find("::", 2) if text.startswith("::") else -1
    return (text[2:end].strip(), text[end + 2 :].strip()) if end >= 0 else ("", text)


def _read_comment(comment: str, block: Block) -> None:
    if "[tag:" in comment:
        block.tags += [tag.replace("\\]", "]").strip() for tag in _TAG.findall(comment)]
    block.has_id = block.has_id or _ID.search(comment) is not None
