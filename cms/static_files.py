"""Static files as they are served: our scripts in as few bytes as they can be sent in, doing the same as before."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_OURS = re.compile(r"^js/\w+(\.[0-9a-f]{12})?\.js$")
_HEAD = re.compile(r"(?:\s+|//[^\n]*\n|import\s[^;]*;)*")
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)


def small(module: str) -> str:
    """Return a module without comments and spaces, its own names short: half of it is left to send.

    Raises what the parser says of a module that no browser could read either.
    """
    # Go's runtime starts threads of its own, which no process that serves pages or forks should carry along.
    import minify  # noqa: PLC0415

    return str(minify.string("application/javascript", _closed(module)))


def _closed(module: str) -> str:
    """A module inside a function. Nobody else can see its names anyway, but only there they are made short."""
    body = _HEAD.sub("", module, count=1)
    head, names = module[: len(module) - len(body)], [found[2] for found in _EXPORT.finditer(module)]
    if not names:
        return f"{head}(async () => {{\n{body}\n}})();"
    given = ", ".join(names)
    body = _EXPORT.sub(r"\1 \2", body)
    # In a list a name stands once for the others and once, made short, for itself.
    return f"{head}export const [{given}] = (() => {{\n{body}\nreturn [{given}];\n}})();"


class SmallScriptsStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also makes the scripts of `cms/static/js` small as it takes them in.

    What they import they ask for by the name of its content, so that a phone may keep every script for good.
    """

    # Only in our own scripts: in those of others Django would take comments and templates for imports.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def _save(self, name: str, content: Any) -> str:
        if _OURS.match(name):
            content.seek(0)
            content = ContentFile(small(content.read().decode()).encode())
        return str(super()._save(name, content))
