"""Courses in a folder of their own, not yet moved into the catalogue: checked as if they were."""

from __future__ import annotations

from pathlib import Path

from seeds.linter import lint
from seeds.schema import Fault, catalogue_faults, check_content, faults, read_course
from seeds.schema.catalogue import CONTENT, UNDRAWN


def is_draft_folder(folder: Path) -> bool:
    """Whether a folder holds course files and nothing else of a site."""
    return folder != CONTENT and not (folder / "courses").is_dir() and not (folder / "site.yaml").is_file()


def draft_faults(folder: Path, content: Path = CONTENT) -> tuple[int, list[Fault]]:
    """Return how many course files a folder of drafts holds and what to mend in them.

    Scenes may still be undrawn. A draft takes the place of the catalogue's course with its code; a file that cannot be
    read stops only itself.
    """
    paths = sorted(folder.glob("*.yaml"))
    found = [fault for path in paths for fault in faults(path)]
    broken = {fault.file for fault in found}
    drafts = [read_course(path) for path in paths if path not in broken]
    readable = {course.code for course in drafts}
    others = [course for course in check_content(content)[0] if course.code not in readable]
    together = [*drafts, *others]
    beside = catalogue_faults(together, content) + lint(together)
    found += [fault for fault in beside if fault.file in paths and fault.rule != UNDRAWN]
    return len(paths), sorted(set(found))
