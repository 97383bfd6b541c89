"""The style a page needs, inside the page: one round trip shows it, and nothing on it waits for another file.

`cms/static/css/site.css` names the component files. Of all their rules a page gets those whose classes stand in it, in
the scripts it loads, or in a `data-classes` of a region that a script fills later. The content policy of the response
names the digest of exactly that style, so no other inline style can be slipped in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

# What a page's head holds until its style is known, which is when the whole page is there.
MARK = "/*style of this page*/"
SHEET = "css/site.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import "(?P<file>[^"]+)";')
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,])\s*")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_NOT = re.compile(r":not\([^()]*\)")
_GIVEN = re.compile(r'\b(?:class|data-classes)="([^"]*)"')
_SCRIPT = re.compile(r'<script[^>]* src="[^"]*?(js/[\w/]+?)(?:\.[0-9a-f]{12})?\.js"')
_QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Rule:
    """Selectors with the classes each of them needs; `inner` are the rules inside a condition such as `@media`."""

    head: str
    selectors: tuple[tuple[str, frozenset[str]], ...] = ()
    body: str = ""
    inner: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class PageStyle:
    """The style of a page and what the content policy calls it."""

    text: str
    digest: str


def page_style(html: str) -> PageStyle:
    """Return the style a page needs."""
    return _chosen(frozenset(_used(html) & _known_classes()))


@lru_cache(maxsize=512)
def _chosen(used: frozenset[str]) -> PageStyle:
    text = "".join(_written(rule, used) for rule in _rules())
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return PageStyle(text, f"'sha256-{digest}'")


def _used(html: str) -> set[str]:
    given = {word for match in _GIVEN.finditer(html) for word in match[1].split()}
    return given.union(*(_script_words(match[1]) for match in _SCRIPT.finditer(html)))


@cache
def _script_words(name: str) -> frozenset[str]:
    """Every word in quotes of a script: among them are the classes it gives to what it makes."""
    found = finders.find(f"{name}.js")
    quoted = _QUOTED.findall(Path(found).read_text()) if found else []
    return frozenset(word for parts in quoted for part in parts for word in _WORD.findall(part))


@cache
def _rules() -> tuple[Rule, ...]:
    sheet = Path(str(finders.find(SHEET)))
    return tuple(_read(_small(_whole(sheet))))


@cache
def _known_classes() -> frozenset[str]:
    rules = [each for rule in _rules() for each in (rule, *rule.inner)]
    return frozenset(name for rule in rules for _, needed in rule.selectors for name in needed)


def _whole(sheet: Path) -> str:
    """A sheet with the files it imports put in their places."""
    text = _COMMENT.sub("", sheet.read_text())
    return _IMPORT.sub(lambda found: _whole(sheet.parent / found["file"]), text)


def _small(text: str) -> str:
    return _AROUND.sub(r"\1", _SPACE.sub(" ", text)).replace(": ", ":").strip()


def _read(text: str) -> Iterator[Rule]:
    """Read rules one after the other; a condition holds rules, everything else holds declarations."""
    at = 0
    while (opening := text.find("{", at)) != -1:
        head, closing = text[at:opening].strip(), _closing(text, opening)
        body = text[opening + 1 : closing].rstrip(";")
        if head.startswith(("@media", "@supports")):
            yield Rule(head, inner=tuple(_read(body)))
        elif head.startswith("@keyframes"):
            # A movement bears the name of the class that moves.
            yield Rule(head, ((head, frozenset(head.split()[1:])),), body)
        elif head.startswith("@"):
            yield Rule(head, body=body)
        else:
            yield Rule(head, tuple((each, _needed(each)) for each in _split(head)), body)
        at = closing + 1


def _closing(text: str, opening: int) -> int:
    depth = 0
    for found in re.finditer(r"[{}]", text[opening:]):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return opening + found.start()
    return len(text)


def _split(head: str) -> list[str]:
    """Selectors of a list; a comma inside brackets belongs to its selector."""
    return re.split(r",(?![^(]*\))", head)


def _needed(selector: str) -> frozenset[str]:
    """The classes without which a selector fits nothing; one of several in brackets may be enough, so none of those."""
    plain = re.sub(r":(?:is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)", "", _NOT.sub("", selector))
    return frozenset(_CLASS.findall(plain))


def _written(rule: Rule, used: frozenset[str]) -> str:
    if rule.inner:
        inner = "".join(_written(each, used) for each in rule.inner)
        return f"{rule.head}{{{inner}}}" if inner else ""
    if not rule.selectors:
        return f"{rule.head}{{{rule.body}}}"
    fitting = [selector for selector, needed in rule.selectors if needed <= used]
    return f"{','.join(fitting)}{{{rule.body}}}" if fitting else ""
