"""Texts with gaps as Moodle's cloze questions."""

from __future__ import annotations

import html
import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from courses.exporters.moodle_xml.sheet import Sheet
from courses.importers.cloze import escaped, guarded
from courses.importers.moodle_xml.gaps import TEXT_OPENING
from courses.importers.wildcards import escaped as without_wildcards
from courses.items.base import FrozenItem
from courses.items.gap_text import pieces


def gap_fill(sheet: Sheet) -> None:
    """Write the text after the question, each gap in Moodle's notation."""
    item = sheet.item
    gaps = {gap["id"]: gap for gap in item["gaps"]}
    paragraphs = [
        "".join(
            _gap(sheet, gaps[piece]) if kind == "gap" else guarded(_html(piece))
            for kind, piece in pieces(paragraph, {*gaps})
        )
        for paragraph in re.split(r"\n\s*\n", item["text"])
    ]
    outer = sheet.question.find("questiontext")
    text = outer.find("text") if outer is not None else None
    if outer is not None and text is not None:
        text.text = guarded(text.text or "")
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        sheet.add_html(outer, f"{TEXT_OPENING}{body}</div>")
    ways = {str(n): gap["matching"] for n, gap in enumerate(item["gaps"], start=1) if _is_unaccented(gap)}
    if ways:
        sheet.extras["gap_matching"] = ways
        sheet.lost.append(_("answers without tone marks"))
    if item.get("shared"):
        sheet.extras["shared"] = True


def _gap(sheet: Sheet, gap: FrozenItem) -> str:
    weight = Decimal(gap.get("weight", "1"))
    whole = max(1, int(weight.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
    if weight != whole:
        sheet.warn(_("A gap counts %(whole)s in Moodle, where weights are whole numbers.") % {"whole": whole})
    if gap["kind"] == "number":
        return f"{{{whole}:NUMERICAL:={gap['answer']}:{gap['tolerance']}}}"
    if gap["kind"] == "chosen":
        options = "~".join(f"{'=' * (each['id'] == gap['right'])}{_inside(each['text'])}" for each in gap["options"])
        return f"{{{whole}:MULTICHOICE:{options}}}"
    kind = "SHORTANSWER_C" if gap["matching"] == "strict" else "SHORTANSWER"
    return f"{{{whole}:{kind}:{'~'.join(f'={without_wildcards(_inside(text))}' for text in gap['accepted'])}}}"


def _is_unaccented(gap: FrozenItem) -> bool:
    return gap["kind"] == "typed" and gap["matching"] == "unaccented"


def _html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _inside(text: str) -> str:
    return escaped(html.escape(text, quote=False))
