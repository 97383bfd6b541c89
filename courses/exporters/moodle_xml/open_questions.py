"""Essays, files to hand in and information as Moodle writes them."""

from __future__ import annotations

import html

from django.utils.translation import gettext as _

from courses.exporters.moodle_xml.sheet import HTML, PLAIN, Sheet
from courses.importers.moodle_xml.open_questions import RUBRIC_OPENING
from courses.importers.outside_html import from_plain
from courses.items.essay import USUAL_LIMIT

_MEGABYTE = 1024 * 1024


def essay(sheet: Sheet) -> None:
    """Write an essay, its criteria and sample among the notes for markers."""
    item, words = sheet.item, sheet.item.get("words") or {}
    _response(sheet, "plain", [("attachments", "0"), ("attachmentsrequired", "0")])
    sheet.values([("minwordlimit", words.get("least", 0)), ("maxwordlimit", words.get("most", 0))])
    _grader_info(sheet)
    if item["longest"] != USUAL_LIMIT:
        sheet.extras["longest"] = item["longest"]
        sheet.lost.append(_("the most characters"))
    if "sample" in item:
        sheet.extras["sample"] = item["sample"]


def file_upload(sheet: Sheet) -> None:
    """Write a question answered by one file."""
    item = sheet.item
    _response(sheet, "noinline", [("attachments", "1"), ("attachmentsrequired", "1")])
    sheet.value("maxbytes", item["megabytes"] * _MEGABYTE)
    sheet.value("filetypeslist", ",".join(f".{kind}" for kind in item["accept"]))
    _grader_info(sheet)


def information(sheet: Sheet) -> None:
    """Write nothing more: a description is its text."""


def _response(sheet: Sheet, kind: str, attachments: list[tuple[str, str]]) -> None:
    required = "0" if kind == "noinline" else "1"
    sheet.values([("responseformat", kind), ("responserequired", required), ("responsefieldlines", "15")])
    sheet.values(attachments)
    sheet.text("responsetemplate", "", PLAIN)


def _grader_info(sheet: Sheet) -> None:
    rows = "".join(
        f"<tr><td>{html.escape(row['text'], quote=False)}</td><td>{row['points']}</td></tr>"
        for row in sheet.item["rubric"]
    )
    sheet.text("graderinfo", f"{RUBRIC_OPENING}{rows}</table>{from_plain(sheet.item.get('sample', ''))}", HTML)
