"""Pictures of the library by the path or the scene that a content file would name."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.text import slugify
from wagtail.utils.file import hash_filelike

from courses.models import CourseImage
from seeds.export.writing import Flow, Row
from seeds.loaders.content import ContentFolder
from seeds.schema import CourseFile, PictureFile
from seeds.schema.course import read_or_faults
from seeds.schema.text import SCENES


class PictureNames:
    """Knows the pictures of the content folder by what is drawn; `missing` are those that are not in it."""

    def __init__(self, folder: ContentFolder, code: str) -> None:
        self.code = code
        own, _faults = read_or_faults(folder.root / "courses" / f"{code}.yaml")
        self.folder = folder
        self.scenes = _scenes([own] if own else [])
        self.paths = {
            hash_filelike(BytesIO(file.read_bytes())): str(file.relative_to(folder.images).with_suffix(""))
            for file in sorted(folder.images.rglob("*.webp"))
        }
        self.missing: list[str] = []

    def entry(self, image: CourseImage, alt: str) -> Flow:
        """Return a picture as a mapping of the file."""
        path = self.paths.get(image.file_hash or "")
        if path is None:
            path = f"{self.code.lower()}/{slugify(image.title)[:60] or image.pk}"
            self.missing.append(f"{path} ({image.file.name})")
        if path.startswith(f"{SCENES}/") and path not in self.scenes:
            # Drawn for another course: reading all files takes seconds and is seldom needed.
            self.scenes |= _scenes(self.folder.checked[0])
        known = self.scenes.get(path)
        return Flow((_scene(known) if known else {"picture": path}) | {"alt": alt})

    def frozen_entry(self, picture: dict[str, Any]) -> Flow:
        """Return the picture of a frozen question as a mapping of the file."""
        return self.entry(CourseImage.objects.get(pk=picture["image"]), picture["alt"])


def _scenes(courses: Sequence[CourseFile]) -> dict[str, PictureFile]:
    return {each.picture: each for course in courses for each in course.pictures if each.scene}


def _scene(picture: PictureFile) -> dict[str, Any]:
    scene = picture.scene
    parts: Sequence[tuple[str, Any]] = (
        [("place", scene.place), ("people", Row(scene.people)), ("things", Row(scene.things))] if scene else []
    )
    return {"scene": Flow({name: value for name, value in parts if value})}
