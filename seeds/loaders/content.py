"""The content folder: where each file is and how it is read."""

from __future__ import annotations

import csv
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parent.parent / "content"


class ContentFolder:
    """One folder of content files; every answer is plain data in NFC as the files hold it."""

    def __init__(self, root: Path = CONTENT) -> None:
        self.root = root

    @property
    def images(self) -> Path:
        """The folder of pictures."""
        return self.root / "images"

    @cached_property
    def site(self) -> dict[str, Any]:
        """Names, owner and consent texts."""
        return self._yaml("site.yaml")

    @cached_property
    def taxonomy(self) -> dict[str, Any]:
        """Audiences and competence frameworks."""
        return self._yaml("taxonomy.yaml")

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        """Pages of text and notices."""
        return self._yaml("pages.yaml")

    def units(self, name: str) -> list[dict[str, str]]:
        """The rows of one table of units."""
        with (self.root / "units" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def courses(self) -> list[dict[str, Any]]:
        """All courses, each after those it builds on, else in the order of the tracks and their codes."""
        found = {path.stem: self._yaml(f"courses/{path.name}") for path in (self.root / "courses").glob("*.yaml")}
        tracks = self.site["tracks"]
        order = sorted(found, key=lambda code: (self._place(tracks, code), code))
        graph = {code: [each for each in found[code]["prerequisites"] if each in found] for code in order}
        return [found[code] for code in TopologicalSorter(graph).static_order()]

    @staticmethod
    def _place(tracks: list[str], code: str) -> int:
        track = code.partition("-")[0]
        return tracks.index(track) if track in tracks else len(tracks)

    def _yaml(self, name: str) -> Any:
        # The C reader understands the same files ten times faster; it is missing only where PyYAML was built without it.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load((self.root / name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe ones.
