"""The parts of a Word file as trees: the document, its styles and lists, and the pictures it points to.

Names are compared without their namespace, because the strict and the transitional form of the format differ in
nothing else that matters here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.archives import open_zip, read_member
from courses.importers.base import LARGEST_FILE, Unreadable
from courses.importers.xml_tree import parse_xml

LARGEST_PICTURE = 5 * 1024 * 1024
MOST_TAGS = 400_000

_DOCUMENT = re.compile(r"word/document\d*\.xml")


@dataclass(frozen=True)
class Package:
    """An opened Word file. A part that is missing is None."""

    archive: zipfile.ZipFile
    document: Element
    styles: Element | None
    numbering: Element | None
    links: dict[str, str]
    """The member that each relation of the document leads to; one that leads out of the file is left out."""

    def picture(self, member: str) -> bytes:
        """Return the bytes of a picture, or raise Unreadable when it is missing, damaged or over 5 MB."""
        return read_member(self.archive, member, LARGEST_PICTURE)


def is_word(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is a Word document."""
    return document_name(archive) is not None


def document_name(archive: zipfile.ZipFile) -> str | None:
    """Return the name of the member that holds the text; programs on the web number it."""
    return next((name for name in archive.namelist() if _DOCUMENT.fullmatch(name)), None)


def open_package(data: bytes) -> Package:
    """Return the parts of a Word file, or raise Unreadable."""
    archive = open_zip(data)
    name = document_name(archive)
    if name is None:
        raise Unreadable(_("This is not a Word document. Save it in Word as .docx and upload it again."))
    document = _part(archive, name)
    if document is None or local(document) != "document":
        raise Unreadable(_damaged())
    folder, file = posixpath.split(name)
    return Package(
        archive=archive,
        document=document,
        styles=_part(archive, "word/styles.xml"),
        numbering=_part(archive, "word/numbering.xml"),
        links=_links(_part(archive, f"{folder}/_rels/{file}.rels")),
    )


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
    if element is None:
        return None
    return next((part for part in element if local(part) == name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of that name."""
    return (part for part in (() if element is None else element) if local(part) == name)


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute, whatever its namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def value_of(element: Element | None, name: str) -> str | None:
    """Return the `val` of the child of that name: the way Word writes most of its settings."""
    return attribute(child(element, name), "val")


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.NameToInfo:
        return None
    source = read_member(archive, name, LARGEST_FILE)
    # Counted before the tree is built: a tree takes many times the room of its source.
    if source.count(b"<") > MOST_TAGS:
        raise Unreadable(too_long())
    try:
        return parse_xml(source, MOST_TAGS)
    except Unreadable as error:
        raise Unreadable(_damaged()) from error


def _links(relations: Element | None) -> dict[str, str]:
    found = {}
    for relation in () if relations is None else relations:
        target, key = relation.get("Target"), relation.get("Id")
        if target and key and relation.get("TargetMode") != "External":
            found[key] = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
    return found


def too_long() -> str:
    """Return the refusal of a document with far more than one import's questions."""
    return _("This document is too long to be read at once. Split it into several files.")


def _damaged() -> str:
    return _("This Word document is damaged. Open it in Word, save it as .docx again, and upload the new copy.")
