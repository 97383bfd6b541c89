"""The environment of the process: the only module that reads it.

Every variable a site may set is declared through one of these readers, so that a wrong value stops the start with
its name instead of surfacing later as an odd behaviour.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the content of the file that ``<name>_FILE`` points to (for mounted secrets)."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable; anything that is neither stops the start."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """Return a whole-number variable."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, sqlite_path: Path) -> dict[str, Any]:
    """Return the Django database named by a URL, or the embedded SQLite when the variable is absent."""
    url = os.environ.get(name, "")
    if not url:
        return sqlite(sqlite_path)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/database")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # The pool must exceed the threads of one process, or the last of them waits until it times out.
    options["pool"] = {"min_size": 1, "max_size": number("DATABASE_POOL", 16), "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return SQLite in the only mode in which no write is lost and no writer meets "database is locked".

    The file's folder is made when it is missing, so that a fresh clone starts.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
        },
    }


def identity_providers() -> list[dict[str, Any]]:
    """Return the OpenID Connect providers a site offers (VNeID, provincial sign-on), none unless it names them."""
    return [
        {
            "provider_id": key.lower(),
            "name": text(f"OIDC_{key}_NAME"),
            "client_id": text(f"OIDC_{key}_CLIENT_ID"),
            "secret": text(f"OIDC_{key}_SECRET"),
            "settings": {"server_url": text(f"OIDC_{key}_URL"), "oauth_pkce_enabled": True},
        }
        for key in (word.upper() for word in words("OIDC_PROVIDERS"))
    ]
