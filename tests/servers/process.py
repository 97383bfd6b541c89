"""A server program of the tests: run by an unprivileged user, on a free loopback port, stopped at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 30
STOP_SECONDS = 10


class ServerMissing(Exception):
    """A server cannot be had on this machine; the message is one sentence that says which and what to do."""


@dataclass
class Server:
    """A running server, where it listens, and the folder it may write to."""

    name: str
    program: Path
    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the process and remove its folder; safe to call twice."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def is_root() -> bool:
    """Return whether this process may, and therefore must, hand its servers to another user."""
    return os.geteuid() == 0


def unprivileged() -> dict[str, Any]:
    """Return the subprocess arguments that drop root: PostgreSQL refuses to run as root, and nothing needs it."""
    if not is_root():
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def open_to_all(path: Path) -> bool:
    """Return whether any user can reach and run this program: every folder above it can be passed through."""
    path = path.resolve()
    return bool(path.stat().st_mode & 0o005 == 0o005 and all(parent.stat().st_mode & 0o001 for parent in path.parents))


def new_folder(name: str) -> Path:
    """Return a new private folder that belongs to the user who will run the server."""
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 - only a place for mkdtemp.
    place = next((place for place in places if not is_root() or (place.is_dir() and open_to_all(place))), places[0])
    folder = Path(tempfile.mkdtemp(prefix=f"hoc-so-{name}-", dir=place))
    owner = unprivileged()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    return folder


def copy_for_all(trees: list[Path], destination: Path) -> None:
    """Copy folders side by side to a place the unprivileged user can read, whatever the modes they came with."""
    for tree in trees:
        shutil.copytree(tree, destination / tree.name, symlinks=True)
    for path in [destination, *destination.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o004 | path.stat().st_mode >> 6 & 0o001))


def free_port() -> int:
    """Return a port of the loopback address that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment() -> Mapping[str, str]:
    """Return the environment of a server: nothing of the person who started the tests but the search path."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def start(name: str, command: Callable[[int], list[str]], folder: Path, answers: Callable[[int], bool]) -> Server:
    """Start a server and return once it answers; another port is tried when somebody took the first one meanwhile."""
    for _attempt in range(3):
        port = free_port()
        arguments = command(port)
        # Both outputs go nowhere: a server that inherits a pipe keeps a piped test run open for ever.
        process = subprocess.Popen(  # noqa: S603 - the program was found by this package.
            arguments,
            cwd=folder,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **unprivileged(),
        )
        server = Server(name, Path(arguments[0]), port, folder, process)
        if _wait(server, answers):
            return server
    shutil.rmtree(folder, ignore_errors=True)
    raise ServerMissing(f"{name} ({arguments[0]}) did not start within {START_SECONDS} seconds.")


def _wait(server: Server, answers: Callable[[int], bool]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        with suppress(OSError):
            if answers(server.port):
                return True
        time.sleep(0.05)
    if server.process.poll() is None:
        server.process.kill()
        server.process.wait()
    return False
