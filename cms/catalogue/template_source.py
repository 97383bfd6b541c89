"""Sentences in templates: Django turns a template into gettext calls, and the calls are read here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.utils.translation.template import templatize

from cms.catalogue.message import Message
from cms.catalogue.python_source import FUNCTIONS

_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)")


def template_messages(source: str, file: str) -> Iterator[Message]:
    """Every sentence of translate, blocktranslate and `_("…")`, trimmed and with its per cent signs as Django asks."""
    for function, literals in _CALL.findall(templatize(source, origin=file)):
        # One literal is read as itself, several as a tuple.
        texts = ast.literal_eval(f"({literals},)")
        parts = dict(zip(FUNCTIONS["gettext" if function == "_" else function], texts, strict=False))
        yield Message(parts["msgid"], parts.get("plural", ""), parts.get("context"), file)
