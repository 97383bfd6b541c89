"""The catalogue files: read, brought up to what the code says, written, compiled; same input, same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import polib

from cms.catalogue.message import Key, Message

# No dates and no names: a catalogue built twice is the same file.
HEADER = {
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
WIDTH = 120


def read(path: Path) -> polib.POFile:
    """The catalogue at `path`; an empty one if there is none yet."""
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def merged(messages: Iterable[Message], known: polib.POFile, offered: Iterable[polib.POFile] = ()) -> polib.POFile:
    """A catalogue of exactly these sentences with the translations known, and for those without one, the first offered.

    What the code no longer says stays behind as a removed entry, so that a sentence that returns is not written twice.
    """
    translations: dict[Key, str] = {}
    for catalogue in (known, *offered):
        for entry in catalogue:
            if text := vietnamese(entry):
                translations.setdefault((entry.msgctxt, entry.msgid), text)
    by_key: dict[Key, list[Message]] = defaultdict(list)
    for message in messages:
        by_key[message.key].append(message)
    entries = [_entry(same, translations.get(key, "")) for key, same in by_key.items()]
    entries += [_removed(entry) for entry in known if (entry.msgctxt, entry.msgid) not in by_key and vietnamese(entry)]
    return in_order(entries)


def in_order(entries: Iterable[polib.POEntry]) -> polib.POFile:
    """These entries sorted by their English, under the house's header; removed ones come last."""
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = dict(HEADER)
    catalogue.extend(sorted(entries, key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or "")))
    return catalogue


def vietnamese(entry: polib.POEntry) -> str:
    """The translation, whether the entry counts or not: Vietnamese has one form for every number."""
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def compiled(catalogue: polib.POFile) -> bytes:
    """The bytes of the `.mo` file; removed, uncertain and empty entries are not in it."""
    return catalogue.to_binary()


def write(catalogue: polib.POFile, path: Path) -> None:
    """Write the `.po` at `path` and its `.mo` beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{catalogue}\n", "utf-8")
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def _entry(same: list[Message], translation: str) -> polib.POEntry:
    message, plural = same[0], next((message.plural for message in same if message.plural), "")
    entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context, msgid_plural=plural)
    # Files without line numbers: a sentence that moves down a file changes nothing here.
    entry.occurrences = [(file, "") for file in sorted({message.file for message in same})]
    entry.flags = ["python-format"] if "%(" in message.msgid + plural else []
    if plural:
        entry.msgstr_plural = {0: translation}
    else:
        entry.msgstr = translation
    return entry


def _removed(entry: polib.POEntry) -> polib.POEntry:
    entry.obsolete, entry.occurrences = True, []
    return entry
