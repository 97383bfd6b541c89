"""The project's own pictures, brought into the picture library once each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.utils.file import hash_filelike

from courses.models import CourseImage
from seeds.loaders.tally import Tally
from seeds.schema import PictureFile

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
        self.missing: list[str] = []

    def row_of(self, picture: PictureFile) -> CourseImage | None:
        """Return the row of a picture, None while it is not drawn yet."""
        path = picture.picture
        if path not in self.found:
            self.found[path] = self._load(path, picture.alt)
        return self.found[path]

    def id_of(self, picture: PictureFile) -> int | None:
        """Return the primary key of a picture, None while it is not drawn yet."""
        row = self.row_of(picture)
        return row.pk if row else None

    def _load(self, path: str, alt: str) -> CourseImage | None:
        file = self.folder / f"{path}.webp"
        if not file.is_file():
            self.missing.append(path)
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
