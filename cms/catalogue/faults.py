"""What is wrong with a catalogue, each fault as one sentence that names what to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from cms.catalogue.message import Message
from cms.catalogue.store import compiled, read, vietnamese

_GAPS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+")


def faults_of_own(messages: Iterable[Message], path: Path) -> Iterator[str]:
    """Sentences of the code that the catalogue at `path` misses or no longer needs, and all faults of the file."""
    keys = {message.key for message in messages}
    kept = {(entry.msgctxt, entry.msgid) for entry in read(path) if not entry.obsolete}
    yield from (f"Missing in {path.name}: {_said(*key)}" for key in sorted(keys - kept, key=str))
    yield from (f"No longer in the code: {_said(*key)}" for key in sorted(kept - keys, key=str))
    yield from faults_of_file(path)


def faults_of_borrowed(path: Path, known: Iterable[polib.POFile]) -> Iterator[str]:
    """Entries for sentences that no installed package says, and all faults of the file."""
    said = {(entry.msgctxt, entry.msgid) for catalogue in known for entry in catalogue}
    kept = [(entry.msgctxt, entry.msgid) for entry in read(path) if not entry.obsolete]
    yield from (f"Said by no installed package: {_said(*key)}" for key in kept if key not in said)
    yield from faults_of_file(path)


def faults_of_file(path: Path) -> Iterator[str]:
    """Untranslated and uncertain entries, gaps that differ, and a `.mo` that is not what the `.po` compiles to."""
    catalogue = read(path)
    for entry in catalogue:
        if not entry.obsolete and (fault := _fault_of_entry(entry)):
            yield f"{fault}: {_said(entry.msgctxt, entry.msgid)}"
    mo = path.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        yield f"Not compiled from {path.name} as it is now: {mo.name}"


def _fault_of_entry(entry: polib.POEntry) -> str | None:
    text = vietnamese(entry)
    if not text:
        return "Not translated"
    if entry.fuzzy:
        return "Marked as uncertain"
    # "One course" may leave its number out; the one Vietnamese form stands for every number and may not.
    english = entry.msgid_plural or entry.msgid
    if set(_GAPS.findall(english)) != set(_GAPS.findall(text)):
        return "Other gaps than the English"
    if (english[0] == "\n", english[-1] == "\n") != (text[0] == "\n", text[-1] == "\n"):
        return "Other line breaks around it than the English"
    return None


def _said(context: str | None, msgid: str) -> str:
    return f"{msgid!r}" if context is None else f"{msgid!r} ({context})"
