"""Sentences in Python files, found in the syntax tree: a search by pattern would miss aliases and joined strings."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from cms.catalogue.message import Message

# Each function of gettext, and what its arguments are by place.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}
MODULE = "django.utils.translation"


def python_messages(source: str, file: str) -> Iterator[Message]:
    """Every sentence handed to a gettext function, under whatever name the file imports it.

    A variable is passed over, since its text is marked where it is written; raises ValueError for an f-string, whose
    text no catalogue can know.
    """
    tree = ast.parse(source, file)
    names = aliases(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := called(node, names)):
            arguments = dict(zip(FUNCTIONS[function], node.args, strict=False))
            if any(isinstance(argument, ast.JoinedStr) for argument in arguments.values()):
                raise ValueError(f"{file}:{node.lineno}: a sentence to be translated is an f-string; name its gaps.")
            texts = {part: argument.value for part, argument in arguments.items() if isinstance(argument, ast.Constant)}
            if "msgid" in texts:
                yield Message(texts["msgid"], texts.get("plural", ""), texts.get("context"), file)


def aliases(tree: ast.AST) -> dict[str, str]:
    """The file's own names for the functions, such as `_` for `gettext_lazy`."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == MODULE]
    return {
        alias.asname or alias.name: alias.name for node in imports for alias in node.names if alias.name in FUNCTIONS
    }


def called(node: ast.Call, names: dict[str, str]) -> str | None:
    """Which gettext function a call is of, or None: `_(…)` and `translation.gettext(…)` are both one."""
    if isinstance(node.func, ast.Name):
        return names.get(node.func.id)
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return node.func.attr if node.func.value.id == "translation" and node.func.attr in FUNCTIONS else None
    return None
