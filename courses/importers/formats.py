"""Which reader a file needs, told by its content: names lie, and browsers send any type."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable

from django.utils.translation import gettext as _

from courses.importers import aiken, gift, moodle_xml, qti, spreadsheet, word
from courses.importers.archives import open_zip, read_member
from courses.importers.base import LARGEST_FILE, Reading, Unreadable
from courses.importers.encodings import decode
from courses.importers.refused_formats import nature_of, refusal, refusal_of_archive
from courses.importers.word_package import is_word
from courses.text import fold

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 100_000
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_QTI_ROOTS = {"assessmentitem", "qti-assessment-item", "assessmenttest", "qti-assessment-test", "manifest"}
_AIKEN = re.compile(r"^[ \t]*(?:ANSWER|ĐÁP ÁN)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_GIFT = re.compile(r"\{[^{}]*[=~#]")
_COLUMNS = re.compile(r"[,;\t]")

Read = Callable[[bytes], Reading]


def read_file(data: bytes, name: str) -> Reading:
    """Return what a file holds, by whichever reader its content needs.

    `name` only names the file in a refusal. Raises Unreadable for an empty file, one over 10 MB, a format that is
    not read here, and whatever the reader itself refuses.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("This file is larger than 10 MB. Split it into smaller files and upload them one by one."))
    bare = data.removeprefix(codecs.BOM_UTF8)
    if not bare.strip(b"\0 \t\r\n") or bare in _UTF_16:
        raise Unreadable(_("This file is empty. Please choose another one."))
    return _reader(data, bare, name)(data)


def _reader(data: bytes, bare: bytes, name: str) -> Read:
    if data.startswith(_ZIP):
        return _reader_of_archive(open_zip(data), name)
    nature = nature_of(data)
    if nature:
        raise Unreadable(refusal(nature, name))
    if _is_markup(bare):
        return _reader_of_markup(bare, name)
    return _reader_of_text(decode(data), name)


def _reader_of_archive(archive: zipfile.ZipFile, name: str) -> Read:
    names = archive.namelist()
    if is_word(archive):
        return word.read
    if any(member.startswith("xl/") for member in names):
        return spreadsheet.read
    if any(member.rpartition("/")[2].lower() == "imsmanifest.xml" for member in names):
        return qti.read
    kind = read_member(archive, "mimetype", 200).decode("latin-1") if "mimetype" in names else ""
    raise Unreadable(refusal_of_archive(names, kind, name))


def _is_markup(bare: bytes) -> bool:
    head = bare[:_HEAD]
    if head.startswith(_UTF_16):
        head = head.replace(b"\0", b"")[2:]
    return head.lstrip().startswith(b"<")


def _reader_of_markup(bare: bytes, name: str) -> Read:
    head = bare[:_HEAD]
    encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8"
    root = _ROOT.search(_COMMENT.sub("", head.decode(encoding, errors="ignore")))
    tag = root[1].lower() if root else ""
    if tag == "quiz":
        return moodle_xml.read
    if tag in _QTI_ROOTS:
        return qti.read
    raise Unreadable(refusal("html" if tag in {"html", "body", "head"} else "xml", name))


def _reader_of_text(text: str, name: str) -> Read:
    head = next((line for line in text[:_HEAD].splitlines() if line.strip()), "")
    if _COLUMNS.search(head) and "cau hoi" in fold(head):
        return spreadsheet.read
    if _GIFT.search(text):
        return gift.read
    if _AIKEN.search(text):
        return aiken.read
    if "{" in text:
        return gift.read
    if name.lower().endswith((".csv", ".tsv")):
        return spreadsheet.read
    raise Unreadable(refusal("text", name))
