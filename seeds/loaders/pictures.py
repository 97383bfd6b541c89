"""The project's own pictures, brought into the picture library once each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.utils.file import hash_filelike

from courses.models import CourseImage
from seeds.loaders.tally import Tally

SOURCE = "Vẽ cho dự án này"
KIND = "Hình"


class PictureShelf:
    """Knows the pictures by what is drawn: a file that did not change is the row it was before."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        self.folder = folder
        self.tally = tally
        rows = CourseImage.objects.filter(source=SOURCE).exclude(file_hash="")
        self.known: dict[str, CourseImage] = {row.file_hash: row for row in rows.order_by("-pk")}
        self.found: dict[str, CourseImage | None] = {}

    def row_of(self, path: str, alt: str) -> CourseImage | None:
        """Return the picture of a path such as “cd-06/cover”, None while it is not drawn yet."""
        if path not in self.found:
            self.found[path] = self._load(path, alt)
        return self.found[path]

    def id_of(self, path: str, alt: str) -> int | None:
        """Return the primary key of the picture of a path, None while it is not drawn yet."""
        row = self.row_of(path, alt)
        return row.pk if row else None

    def _load(self, path: str, alt: str) -> CourseImage | None:
        file = self.folder / f"{path}.webp"
        if not file.is_file():
            self.tally.say(f"  chưa có hình: {path}.webp")
            return None
        content = file.read_bytes()
        digest = hash_filelike(BytesIO(content))
        known = digest in self.known
        self.tally.note(KIND, "unchanged" if known else "created")
        if not known:
            self.known[digest] = self._create(path, alt, content, digest)
        return self.known[digest]

    def _create(self, path: str, alt: str, content: bytes, digest: str) -> CourseImage:
        name = f"{path.replace('/', '-')}.webp"
        image = CourseImage(title=alt[:255], source=SOURCE, file_hash=digest, file_size=len(content))
        image.file = ImageFile(BytesIO(content), name=name)
        image.save()
        return image
