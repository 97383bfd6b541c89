"""The content folder: where each file is and how it is read."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from seeds.schema import (
    OTHER,
    BankFile,
    CourseFile,
    Fault,
    Taxonomy,
    Translations,
    check_content,
    read_banks,
    read_taxonomy,
    read_translations,
)

CONTENT = Path(__file__).resolve().parent.parent / "content"


class ContentFolder:
    """One folder of content files; what is in no file of its own schema comes as plain data."""

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

    def begun(self, wanted: Collection[str]) -> dict[str, set[str]]:
        """Which of these courses are laid out in further languages with Vietnamese words, by language."""
        found = {language: set(codes) & set(wanted) for language, codes in self.site.get("begun", {}).items()}
        return {language: codes for language, codes in found.items() if codes}

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Audiences, tracks and competence frameworks; raises FaultyFile."""
        return read_taxonomy(self.root / "taxonomy.yaml")

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        """Pages of text and notices."""
        return self._yaml("pages.yaml")

    @cached_property
    def demo(self) -> dict[str, Any]:
        """The people of the demonstration."""
        return self._yaml("demo.yaml")

    def units(self, name: str) -> list[dict[str, str]]:
        """The rows of one table of units."""
        with (self.root / "units" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def checked(self) -> tuple[list[CourseFile], list[Fault]]:
        """The courses that can be read, and every fault of the course files and the taxonomy."""
        return check_content(self.root)

    @cached_property
    def banks(self) -> list[BankFile]:
        """The item banks; raises FaultyFile."""
        return read_banks(self.root)

    @cached_property
    def translations(self) -> Translations:
        """What of the courses and banks is written in English too."""
        return read_translations(self.root, OTHER)

    @property
    def courses(self) -> list[CourseFile]:
        """All courses, each after those it builds on, else in the order of the tracks and their codes."""
        place = {track.code: track.order for track in self.taxonomy.tracks}
        found = {course.code: course for course in self.checked[0]}
        order = sorted(found, key=lambda code: (place.get(code.partition("-")[0], len(place)), code))
        placed: dict[str, CourseFile] = {}
        for code in order:
            self._place(found[code], found, placed)
        return list(placed.values())

    def _place(self, course: CourseFile, found: dict[str, CourseFile], placed: dict[str, CourseFile]) -> None:
        """Put a course after everything it builds on; the check has refused circles."""
        for code in course.prerequisites:
            if code in found and code not in placed:
                self._place(found[code], found, placed)
        placed[course.code] = course

    def _yaml(self, name: str) -> Any:
        # The C reader understands the same files ten times faster, but not every PyYAML was built with it.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load((self.root / name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe ones.
