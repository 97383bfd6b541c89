"""Whether a file is what its name says: pure functions over names and bytes."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import BinaryIO

HEAD_BYTES = 4096
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
SIGNATURES: dict[str, tuple[tuple[int, bytes], ...]] = {
    "pdf": ((0, b"%PDF-"),),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xfa"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xe3")),
    "m4a": ((4, b"ftyp"),),
    "mp4": ((4, b"ftyp"),),
    "ogg": ((0, b"OggS"),),
    "png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "jpg": ((0, b"\xff\xd8\xff"),),
    "jpeg": ((0, b"\xff\xd8\xff"),),
    "gif": ((0, b"GIF8"),),
    "webp": ((8, b"WEBP"),),
    "vtt": ((0, b"WEBVTT"), (0, b"\xef\xbb\xbfWEBVTT")),
}
# Text that a browser would run as a page.
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<body", b"<head", b"<iframe")


def is_what_its_name_says(name: str, file: BinaryIO) -> bool:
    """Whether the content of an open file fits the ending of its name; an ending nobody knows does not fit.

    The file is left at its beginning.
    """
    kind = PurePath(name).suffix.lower().removeprefix(".")
    file.seek(0)
    head = file.read(HEAD_BYTES)
    fits = (
        _is_office(file, OFFICE_PARTS[kind])
        if kind in OFFICE_PARTS
        else _is_plain_text(head)
        if kind in {"txt", "csv"}
        else any(head[start : start + len(mark)] == mark for start, mark in SIGNATURES.get(kind, ()))
    )
    file.seek(0)
    return fits


def _is_office(file: BinaryIO, part: str) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return part in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _is_plain_text(head: bytes) -> bool:
    # A text editor on Windows may have written UTF-16, whose letters hold zero bytes; without its mark none may.
    is_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    bare = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf")
    return (is_utf16 or b"\x00" not in head) and not bare.lstrip().lower().startswith(MARKUP)
