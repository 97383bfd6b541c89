"""Pictures, files, sound and film: our own classes from the first migration, because they cannot be swapped later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtailmedia.models import AbstractMedia

from courses.images import BrokenPicture, without_metadata
from courses.rules.uploads import is_what_its_name_says


def check_upload(instance: models.Model, *names: str) -> None:
    """Raise ValidationError for every file just uploaded to these fields that is not what its name says."""
    sentence = _("This file is not what its name says. Open it, save it again in its own format, and retry.")
    errors = {}
    for name in names:
        field: Any = getattr(instance, name)
        if field and not field._committed and not is_what_its_name_says(field.name, field.file):
            errors[name] = sentence
    if errors:
        raise ValidationError(errors)


class CourseImage(AbstractImage):
    """A picture with its source and licence."""

    source = models.CharField(gettext_lazy("source and licence"), max_length=200, blank=True)
    admin_form_fields = (*WagtailImage.admin_form_fields, "source")

    def clean(self) -> None:
        """Refuse a picture that breaks off; keep a photo without the place where it was taken."""
        super().clean()
        field: Any = self.file
        if field and not field._committed:
            field.file.seek(0)
            content = field.file.read()
            field.file.seek(0)
            try:
                bare = without_metadata(content)
            except BrokenPicture as error:
                sentence = _("This picture cannot be read to its end. Please open it, save it again and retry.")
                raise ValidationError({"file": sentence}) from error
            if bare != content:
                self.file = ContentFile(bare, name=field.name)


class RenditionQuerySet(models.QuerySet["CourseRendition"]):
    """Pictures' files."""

    def bulk_create(self, objs: Iterable[CourseRendition], *args: Any, **options: Any) -> list[CourseRendition]:
        """Create files in one order: readers who ask for a picture first together would else stop each other."""
        return super().bulk_create(sorted(objs, key=lambda each: each.filter_spec), *args, **options)


class CourseRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CourseImage, models.CASCADE, related_name="renditions")

    objects = RenditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class CourseDocument(AbstractDocument):
    """A file for download."""

    admin_form_fields = WagtailDocument.admin_form_fields

    def clean(self) -> None:
        """Refuse an ending that is not offered, and a file that is not what its name says."""
        super().clean()
        check_upload(self, "file")


class CourseMedia(AbstractMedia):
    """Sound or film; film carries captions and both carry a transcript for those who cannot hear."""

    captions = models.FileField(gettext_lazy("captions (WebVTT)"), upload_to="captions", blank=True)
    transcript = models.TextField(gettext_lazy("transcript"), blank=True)
    admin_form_fields = (
        "title", "file", "collection", "duration", "width", "height", "thumbnail", "captions", "transcript", "tags",
    )  # fmt: skip

    def clean(self) -> None:
        """Refuse sound, film, preview picture and captions that are not what their names say."""
        super().clean()
        check_upload(self, "file", "thumbnail")
        if self.captions and not self.captions.name.lower().endswith(".vtt"):
            raise ValidationError({"captions": _("Captions are a WebVTT file: its name ends in .vtt.")})
        check_upload(self, "captions")
