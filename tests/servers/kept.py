"""A filled SQLite database kept from one run to the next, for people who run tests all day; never used in CI."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connection


def kept(fill: Callable[[], None], file: Path) -> Callable[[], None]:
    """Return what fills the connected database from ``file``, or, the first time, fills it and keeps it there."""

    def refill() -> None:
        database = Path(connection.settings_dict["NAME"])
        if file.exists():
            shutil.copyfile(file, database)
            return
        fill()
        # Closing the last connection brings the journal into the file.
        connection.close()
        for older in file.parent.glob(f"{file.stem.partition('-')[0]}-*"):
            older.unlink(missing_ok=True)
        part = file.with_suffix(".part")
        shutil.copyfile(database, part)
        part.replace(file)

    return refill


def digest(root: Path, patterns: tuple[str, ...]) -> str:
    """Return a short hash of the files under ``root`` that match, with their names."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]
