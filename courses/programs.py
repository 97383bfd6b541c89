"""Programs of the machine that make sound and film: found by name, run without a shell, never longer than they may."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

# Less than a worker's limit for a task, so that a film that takes too long is told instead of the worker being killed.
LONGEST_SECONDS = 240


class ProgramMissing(Exception):
    """The program is not installed on this machine."""


class ProgramFailed(Exception):
    """The program refused its input or took too long; its last words are for the log, not for people."""


def is_there(*names: str) -> bool:
    """Return whether every program is installed."""
    return all(shutil.which(name) for name in names)


def run(name: str, arguments: Sequence[str], *, given: bytes = b"", seconds: int = LONGEST_SECONDS) -> bytes:
    """Run a program and return what it wrote. Raises ProgramMissing and ProgramFailed."""
    program = shutil.which(name)
    if program is None:
        raise ProgramMissing(name)
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours to name, and no shell reads the arguments.
            [program, *arguments], input=given, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(f"{name} took longer than {seconds} s") from error
    except subprocess.CalledProcessError as error:
        raise ProgramFailed(f"{name}: {error.stderr.decode(errors='replace')[-300:]}") from error
    return done.stdout
