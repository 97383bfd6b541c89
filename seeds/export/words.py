"""What two files of one course do not have in common: the words of a translation."""

from __future__ import annotations

from typing import Any

from seeds.export.lessons import Left

BOTH = {"vi", "en"}
NO_PLACE = "“{name}” có {words} mục ở bản dịch và {original} ở bản gốc: tệp dịch chỉ ghi được khi bằng nhau."


def words_over(words: dict[str, Any], original: dict[str, Any]) -> tuple[dict[str, Any], Left]:
    """Return what has to be laid over the original's data to get the words, and what cannot be."""
    left: Left = []
    return _mapping(words, original, left), left


def _mapping(words: dict[str, Any], original: dict[str, Any], left: Left) -> dict[str, Any]:
    """The entries that differ, with the key where there is one; empty when nothing does."""
    found: dict[str, Any] = {}
    for name in original.keys() & words.keys() if set(original) != BOTH else ():
        said = _differing(name, words[name], original[name], left)
        if said:
            found[name] = said
    if not found:
        return {}
    in_order = {name: found[name] for name in original if name in found}
    return ({"key": original["key"]} if "key" in original else {}) | in_order


def _differing(name: str, words: Any, original: Any, left: Left) -> Any:
    if words == original:
        return None
    if isinstance(words, dict) and isinstance(original, dict):
        return _mapping(words, original, left)
    if isinstance(words, list) and any(isinstance(each, dict) for each in original):
        return _entries(name, words, original, left)
    return words


def _entries(name: str, words: list[Any], original: list[Any], left: Left) -> list[Any] | None:
    if len(words) != len(original):
        left.append(NO_PLACE.format(name=name, words=len(words), original=len(original)))
        return None
    return [_mapping(*pair, left) for pair in zip(words, original, strict=True)]
