"""Zip files from outside: the table of contents is judged before a single member is unpacked."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from courses.importers.base import Unreadable

MOST_NAMES = 2000
LARGEST_TOTAL = 50 * 1024 * 1024
LARGEST_RATIO = 100
# Below this size a high ratio is normal: a short text that repeats itself.
SMALL_MEMBER = 1024 * 1024

_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_SIZE = 30
_ENCRYPTED = 0x1
# What a broken member makes zipfile and zlib raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return the archive once its table of contents is found harmless, or raise Unreadable.

    Refused are: more than 2,000 names, more than 50 MB declared, a member over 1 MB packed tighter than 1 : 100,
    names that lead out of the archive, the same name twice, links, encryption, unusual packing, and members that
    share bytes. An archive inside the archive is a member like any other; nothing here opens it.
    """
    # Counted before zipfile builds an object for each name; archives inside this one may have names of their own.
    if data.count(_ENTRY) > 4 * MOST_NAMES:
        raise Unreadable(_too_many())
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise Unreadable(_damaged()) from error
    members = archive.infolist()
    if len(members) > MOST_NAMES:
        raise Unreadable(_too_many())
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise Unreadable(_too_large())
    for member in members:
        _check(member)
    if len({member.filename for member in members}) < len(members):
        raise Unreadable(_strange())
    _check_ranges(data, members)
    return archive


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return the bytes of a member, or raise Unreadable: it is missing, damaged or longer than `limit` bytes."""
    try:
        with archive.open(name) as member:
            content = member.read(limit + 1)
    except _BROKEN as error:
        raise Unreadable(_damaged()) from error
    if len(content) > limit:
        raise Unreadable(_too_large())
    if len(content) != archive.getinfo(name).file_size:
        raise Unreadable(_damaged())
    return content


def _check(member: zipfile.ZipInfo) -> None:
    """Refuse a member whose entry alone shows that it is not meant to be read."""
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(_("This file is protected with a password. Save it without a password and upload it again."))
    if not _stays_inside(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable(_strange())
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(_strange())
    if member.file_size > max(SMALL_MEMBER, LARGEST_RATIO * member.compress_size):
        raise Unreadable(_too_large())


def _stays_inside(name: str) -> bool:
    # zipfile cuts a name at a zero byte, so the name as written is looked at.
    if not name or "\\" in name or "\0" in name or ":" in name.split("/")[0]:
        return False
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


def _check_ranges(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Refuse members that lie over each other or beyond the file: the same bytes would be unpacked many times."""
    end_before = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        start = member.header_offset
        header = data[start : start + _LOCAL_HEADER_SIZE] if start >= 0 else b""
        if len(header) < _LOCAL_HEADER_SIZE or not header.startswith(_LOCAL_HEADER):
            raise Unreadable(_damaged())
        name_size, extra_size = struct.unpack("<HH", header[26:])
        end = start + _LOCAL_HEADER_SIZE + name_size + extra_size + member.compress_size
        if start < end_before:
            raise Unreadable(_strange())
        if end > len(data):
            raise Unreadable(_damaged())
        end_before = end


def _damaged() -> str:
    return _("This file is damaged or was not uploaded completely. Open it, save it again, and upload the new copy.")


def _strange() -> str:
    return _(
        "This file was not packed by an office program, so it was not opened. Save it again and upload the new copy."
    )


def _too_many() -> str:
    return _("This file holds too many parts. Split it into smaller files and upload them one by one.")


def _too_large() -> str:
    return _("This file becomes too large when unpacked. Make its pictures smaller or split it, and upload it again.")
