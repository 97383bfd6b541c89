"""The text of an item of QTI as HTML, without what is asked in it."""

from __future__ import annotations

import html
from collections.abc import Callable
from xml.etree.ElementTree import Element

Replace = Callable[[Element], str | None]

_KEPT = {"img": ("src", "alt"), "a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope")}
_VOID = {"img", "br", "hr"}


def inner_html(element: Element, replace: Replace) -> str:
    """Return the content of an element as HTML; `replace` gives the HTML for a child, or None to write it as it is."""
    pieces = [html.escape(element.text or "", quote=False)]
    for child in element:
        made = replace(child)
        pieces += [_outer(child, replace) if made is None else made, html.escape(child.tail or "", quote=False)]
    return "".join(pieces)


def _outer(element: Element, replace: Replace) -> str:
    tag = str(element.tag)
    if tag == "object" and element.get("type", "").startswith("image/"):
        alt = " ".join("".join(element.itertext()).split())
        return f'<img src="{html.escape(element.get("data", ""))}" alt="{html.escape(alt)}">'
    kept = (name for name in _KEPT.get(tag, ()) if element.get(name) is not None)
    attributes = "".join(f' {name}="{html.escape(element.get(name, ""))}"' for name in kept)
    if tag in _VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{inner_html(element, replace)}</{tag}>"
