"""A page as a phone stores it: the parts that go into the frame, and the files they show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from cms.rendered.build import NobodysRequest

_PICTURE = re.compile(r"<picture>(?P<sources>.*?)(?P<img><img [^>]*>)\s*</picture>", re.DOTALL)
# Every phone that has a service worker reads WebP.
_WEBP = re.compile(r"<source (?=[^>]*image/webp)[^>]*srcset=\"([^\"]+)\"")
_CHOICES = re.compile(r'\s(?:src|srcset|sizes)="[^"]*"')
# A stored form is never posted, and a token would make the same page differ every time.
_TOKEN = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')
_SPACE = re.compile(r"\s*\n\s*")
_FILE = re.compile(r'<(?P<tag>img|audio|input|script)\b[^>]*? src="(?P<url>/(?:media|static)/[^"]+)"')
_KINDS = {"audio": "audio", "script": "script"}
# A script is a few lines, and which file of a release it is does not matter for what is told about the size.
SCRIPT_BYTES = 1500


def stored_page(
    title: str, screens: Iterable[Mapping[str, str]], scripts: Iterable[str], **more: str
) -> dict[str, Any]:
    """Return {title, header, sub, screens: [{main, nav}], scripts}; all are HTML."""
    header = html.escape(title)
    tags = "".join(
        f'<script type="module" src="{staticfiles_storage.url(f"js/{name}.js")}"></script>' for name in scripts
    )
    return {"title": header, "header": header, "sub": "", "screens": list(screens), "scripts": tags} | more


def rendered(template: str, context: dict[str, Any], request: NobodysRequest) -> str:
    """Render a part for nobody in particular: one size of each picture, no needless white space."""
    text = render_to_string(template, context, request)
    return _SPACE.sub("\n", _PICTURE.sub(_one_size, _TOKEN.sub("", text))).strip()


def _one_size(found: re.Match[str]) -> str:
    """The largest of the sizes made for phones."""
    sizes = _WEBP.search(found["sources"])
    if sizes is None:
        return found[0]
    largest = sizes[1].split(",")[-1].split()[0]
    return _CHOICES.sub("", found["img"]).replace("<img", f'<img src="{largest}"', 1)


def files_of(pages: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return {url, bytes, kind} of every picture, sound and script of the pages; a file that is missing is left out."""
    texts = [screen["main"] for page in pages.values() for screen in page["screens"]]
    uses = [use for text in texts for use in _FILE.finditer(text)]
    found = {html.unescape(use["url"]): _KINDS.get(use["tag"], "picture") for use in uses}
    rows = ({"url": url, "bytes": _size(url), "kind": kind} for url, kind in sorted(found.items()))
    return [row for row in rows if row["bytes"] is not None]


def _size(url: str) -> int | None:
    if not url.startswith("/media/"):
        return SCRIPT_BYTES
    try:
        return int(default_storage.size(url.removeprefix("/media/")))
    except FileNotFoundError:
        return None
