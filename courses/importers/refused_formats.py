"""Files that are not read, told by their first bytes, and for each the way to a file that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"\x1f\x8b", "packed"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "program"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
_OPEN_DOCUMENTS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}


def nature_of(data: bytes) -> str:
    """Return what a file is when it is of a known kind that is not read; nothing for any other."""
    if data.startswith(_OLD_OFFICE):
        # The names of an old office file's streams stand in its directory, two bytes a letter.
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "office")
    if data[4:8] == b"ftyp":
        return "media"
    kind = next((kind for start, kind in _BEGINNINGS if data.startswith(start)), "")
    # Two letters begin many a text; a picture or a program also has zero bytes.
    return kind if kind and (len(_start(data)) > 2 or b"\0" in data[:200]) else ""


def refusal_of_archive(names: Sequence[str], mimetype: str, name: str) -> str:
    """Return the refusal of an archive that holds no document we read. `mimetype` is what OpenDocument says it is."""
    kind = next((kind for word, kind in _OPEN_DOCUMENTS.items() if f"opendocument.{word}" in mimetype), "")
    if not kind and any(member.startswith("ppt/") for member in names):
        kind = "odp"
    return refusal(kind or "packed", name)


def refusal(nature: str, name: str) -> str:
    """Return the sentence that names the file, says what it is and how to come to one that can be read."""
    shown = name.replace("\\", "/").rpartition("/")[2][-80:] or _("The file")
    return _sentences()[nature]() % {"name": shown}


def _start(data: bytes) -> bytes:
    return next((start for start, _kind in _BEGINNINGS if data.startswith(start)), b"")


def _sentences() -> dict[str, Callable[[], str]]:
    return {
        "doc": lambda: _("“%(name)s” is an old Word file (.doc). Open it in Word and save it as .docx."),
        "xls": lambda: _("“%(name)s” is an old Excel file (.xls). Open it in Excel and save it as .xlsx."),
        "odt": lambda: _("“%(name)s” is an OpenDocument text (.odt). Open it in LibreOffice and save it as .docx."),
        "ods": lambda: _("“%(name)s” is an OpenDocument sheet (.ods). Open it in LibreOffice and save it as .xlsx."),
        "odp": lambda: _("“%(name)s” is a presentation. Copy the questions into a Word document and save it as .docx."),
        "rtf": lambda: _("“%(name)s” is an RTF file. Open it in Word and save it as .docx."),
        "pdf": lambda: _("“%(name)s” is a PDF. Open it in Word, check the questions, and save it as .docx."),
        "html": lambda: _("“%(name)s” is a web page. Copy the questions into a Word document and save it as .docx."),
        "xml": lambda: _("“%(name)s” is XML, but neither Moodle XML nor QTI. Export the questions as Moodle XML."),
        "text": lambda: _(
            "No questions were recognised in “%(name)s”. Use Word, the Excel template, GIFT, Aiken or Moodle XML."
        ),
        "office": lambda: _("“%(name)s” is a file of an old office program. Save it as .docx or .xlsx."),
        "locked": lambda: _("“%(name)s” is protected with a password. Save it without one and upload it again."),
        "packed": lambda: _("“%(name)s” is a packed archive. Unpack it and upload the files in it one by one."),
        "picture": lambda: _("“%(name)s” is a picture. Type the questions into a Word document and save it as .docx."),
        "media": lambda: _("“%(name)s” is a sound, a film or a picture. Upload a file with questions instead."),
        "program": lambda: _("“%(name)s” is a program or a database. Upload a file with questions instead."),
    }
