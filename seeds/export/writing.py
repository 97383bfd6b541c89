"""Plain data as the YAML that people write: short things on one line, texts of several lines as blocks."""

from __future__ import annotations

from typing import Any

import yaml

WIDTH = 150


class Flow(dict[str, Any]):
    """A mapping written on one line."""


class Row(list[Any]):
    """A list written on one line."""


class Number(str):
    """A number by its digits, written without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


def _number(dumper: yaml.SafeDumper, data: Number) -> yaml.Node:
    tag = "float" if "." in data else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", str(data))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Number, _number)
_Dumper.add_representer(
    Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), True)
)
_Dumper.add_representer(Row, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


def written(data: dict[str, Any]) -> str:
    """Return the text of a content file."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
