"""Parts of others' packages that are not read before something of them is used, or not at all.

They would be a tenth of the memory of each process, whatever it does.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

# Security keys, with all of `fido2` and `cryptography` behind them: allauth imports this wherever a second factor may
# be asked for, though the only factors here are codes (MFA_SUPPORTED_TYPES).
LATE = {"allauth.mfa.webauthn.internal.auth"}
# A decoder of HEIC photos, which Wagtail's picture library takes in where it finds it; such files are refused
# (WAGTAILIMAGES_EXTENSIONS), and what reads no hostile file cannot be hurt by one.
NEVER = {"pillow_heif"}


def hold_back() -> None:
    """Arrange it for this process; said twice, it is done once."""
    for name in NEVER:
        # Import then raises ModuleNotFoundError, as where the package is not installed.
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # What the language's reference asks for.
    if not any(isinstance(finder, LateFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LateFinder())


class LateFinder(MetaPathFinder):
    """Finds the modules of `LATE` where they always were."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname in LATE else None
        if spec is not None and spec.loader is not None:
            spec.loader = LateLoader(spec.loader)
        return spec


class LateLoader(Loader):
    """Gives a module without content, which reads itself as soon as anything of it is asked for."""

    def __init__(self, real: Loader) -> None:
        self.real = real
        self.lock = RLock()
        self.begun = False

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        def of(name: str) -> Any:
            # Whoever looks through all modules asks for such names, and wants nothing of this one.
            if name.startswith("__"):
                raise AttributeError(name)
            # A second thread waits here until the first one has read the whole of it.
            with self.lock:
                if not self.begun:
                    self.begun = True
                    self.real.exec_module(module)
            try:
                return vars(module)[name]
            except KeyError:
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}") from None

        module.__getattr__ = of  # type: ignore[method-assign]  # A module's own way to be asked (PEP 562).
