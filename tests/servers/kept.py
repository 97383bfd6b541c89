"""Filled databases kept from one run to the next in the checkout, so that migrating is waited for once."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from tests.servers.databases import PostgresDatabases, SqliteFiles


class Layer(NamedTuple):
    """What is filled into the database that tests copy: its name, what fills it in, and the files that decide what."""

    name: str
    fill: Callable[[], None]
    sources: tuple[str, ...]


def fill_from(layers: Sequence[Layer], engine: SqliteFiles | PostgresDatabases, root: Path, place: Path) -> None:
    """Fill the connected empty database layer upon layer, and keep each in the folder ``place``.

    What was kept is taken instead, as long as the files under ``root`` that decide about it are the same.
    """
    *below, top = layers
    file = place / f"{top.name}-{digest(root, top.sources)}.{engine.kind}"
    name = Path(connection.settings_dict["NAME"]).stem
    if file.exists():
        engine.load(name, file)
        return
    if below:
        fill_from(below, engine, root, place)
    top.fill()
    # Closing the last connection brings SQLite's journal into the file.
    connection.close()
    for older in place.glob(f"{top.name}-*{file.suffix}"):
        older.unlink(missing_ok=True)
    part = file.with_suffix(f".{os.getpid()}")
    engine.save(name, part)
    part.replace(file)


def digest(root: Path, patterns: tuple[str, ...]) -> str:
    """Return a short hash of the files under ``root`` that match, with their names."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]
