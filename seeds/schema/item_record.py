"""A question as a content file holds it: its frozen form, with names in place of what only the loader knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.items import ITEM_TYPES, FrozenItem
from seeds.illustrations.vocabulary import Scene

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class PictureFile:
    """A picture by its path below the folder of images, without ending (`cd-06/cover`), and its alternative text.

    `scene` is what the illustration kit draws it from, None for a picture drawn by hand; `track` is set on a cover.
    """

    picture: str
    alt: str
    scene: Scene | None = field(default=None, compare=False)
    track: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class PartId:
    """Stands for the id of a part of an item (an option, a row, a step) by its path of keys below the item."""

    path: Path


@dataclass(frozen=True)
class ItemFile:
    """A question. `own` are the frozen keys of its type, `more` the filled ones among those every type may have.

    In both, a PartId stands where an id belongs and a PictureFile where a picture does.
    """

    key: str
    type: str
    prompt: str
    hint: str = ""
    explanation: str = ""
    points: int = 1
    own: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    line: int = field(default=1, compare=False)

    @property
    def pictures(self) -> list[PictureFile]:
        """The pictures of the question and its parts."""
        return [each for each in _leaves([self.own, self.more]) if isinstance(each, PictureFile)]

    def frozen(
        self, id_of: Callable[[Path], str], picture_of: Callable[[PictureFile], FrozenItem | None]
    ) -> FrozenItem:
        """Return the frozen item, its prompt as written in the file.

        `id_of` gives the id for a path of keys that begins with the item's, `picture_of` the frozen form of a picture,
        None while it is not drawn.
        """

        def filled_in(value: Any) -> Any:
            if isinstance(value, PartId):
                return id_of((self.key, *value.path))
            if isinstance(value, PictureFile):
                return picture_of(value)
            if isinstance(value, Mapping):
                known = {key: filled_in(each) for key, each in value.items()}
                return {key: each for key, each in known.items() if each is not None}
            return [filled_in(each) for each in value] if isinstance(value, list | tuple) else value

        graded = ITEM_TYPES[self.type].graded
        common = {
            "id": id_of((self.key,)), "type": self.type, "prompt": self.prompt,
            "points": str(self.points) if graded else "0", "hint": self.hint, "explanation": self.explanation,
        }  # fmt: skip
        return common | filled_in(self.more) | filled_in(self.own)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
