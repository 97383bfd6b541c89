"""The databases of a test run: one is migrated (and perhaps seeded) once, every worker and every rewind copies it.

Wagtail's migrations take longer than most of the tests together, and flushing two hundred tables after a test that
really commits would also take away the root page. So nothing here flushes: such a test gets a fresh copy afterwards.
"""

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from tests.servers.process import clean_environment


class SqliteFiles:
    """Databases as files of the run's folder."""

    kind = "sqlite3"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str) -> str:
        """Return what settings call NAME."""
        return str(self.folder / f"{name}.sqlite3")

    def create(self, name: str) -> None:
        """Make way for an empty database; SQLite makes the file itself."""
        self.drop(name)

    def copy(self, source: str, name: str) -> None:
        """Make a database equal to ``source``, to which nobody is connected."""
        shutil.copyfile(self.place(source), self.place(name))

    def drop(self, name: str) -> None:
        """Remove a database with its journals, if it exists."""
        for suffix in ("", "-wal", "-shm"):
            Path(self.place(name) + suffix).unlink(missing_ok=True)

    def save(self, name: str, file: Path) -> None:
        """Write a database, to which nobody is connected, into a file."""
        shutil.copyfile(self.place(name), file)

    def load(self, name: str, file: Path) -> None:
        """Fill an empty database with what was written into a file."""
        shutil.copyfile(file, self.place(name))


class PostgresDatabases:
    """Databases of the run's PostgreSQL, whose programs lie in a folder."""

    def __init__(self, url: str, programs: Path) -> None:
        self.url = url
        self.programs = programs
        with psycopg.connect(url, dbname="postgres") as server:
            # What a newer version wrote, an older one may not read.
            self.kind = f"postgresql{server.info.server_version}"

    def place(self, name: str) -> str:
        """Return what settings call NAME."""
        return name

    def create(self, name: str) -> None:
        """Make an empty database, in place of an older one of that name."""
        self.drop(name)
        self._run("CREATE DATABASE {}", name)

    def copy(self, source: str, name: str) -> None:
        """Make a database equal to ``source``, to which nobody is connected."""
        # Copying files beats writing them through the log: a third of the time for an empty site.
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)

    def drop(self, name: str) -> None:
        """Remove a database, if it exists, though a thread of a test may still be connected."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def save(self, name: str, file: Path) -> None:
        """Write a database into a file."""
        self._call("pg_dump", "--format=custom", f"--file={file}", self._address(name))

    def load(self, name: str, file: Path) -> None:
        """Fill an empty database with what was written into a file."""
        self._call("pg_restore", "--exit-on-error", f"--dbname={self._address(name)}", str(file))

    def _address(self, name: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run([self.programs / program, *arguments], env=clean_environment(), check=True)  # noqa: S603 - PostgreSQL's own.

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url, dbname="postgres", autocommit=True) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


class WorkerDatabase:
    """The database one worker tests on: a copy of a template, and after a rewind another copy under a new name."""

    def __init__(self, engine: SqliteFiles | PostgresDatabases, folder: Path, worker: str) -> None:
        self.engine = engine
        self.folder = folder
        self.worker = worker
        self.numbers = count(1)
        self.template = ""
        self.current = ""

    def open(self, template: str, fill: Callable[[], None]) -> None:
        """Switch Django to a copy of ``template``; the first worker to ask fills the template, the others wait."""
        ready = self.folder / f"{template}.ready"
        with _only_one(self.folder / f"{template}.lock"):
            if not ready.exists():
                self.engine.create(template)
                self._connect_to(template)
                fill()
                self._close()
                ready.touch()
        self.template = template
        self.rewind()

    def rewind(self) -> None:
        """Switch Django to a fresh copy, as if no test had run."""
        # A new name each time: a thread that still holds the old copy can neither see nor harm the new one.
        used, self.current = self.current, f"{self.template}_{self.worker}_{next(self.numbers)}"
        with _only_one(self.folder / f"{self.template}.lock"):
            self.engine.copy(self.template, self.current)
        self._connect_to(self.current)
        # Only now: a late request of a live server would open a pool on the old name again.
        self._close()
        if used:
            self.engine.drop(used)

    def close(self) -> None:
        """Disconnect and remove the worker's copy."""
        self._close()
        if self.current:
            self.engine.drop(self.current)

    def _connect_to(self, name: str) -> None:
        # Every thread's connection shares this dictionary, so threads of a live server follow.
        connections["default"].settings_dict["NAME"] = self.engine.place(name)

    def _close(self) -> None:
        connection = connections["default"]
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
