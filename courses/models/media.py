"""Pictures, files, sound and film: our own classes from the first migration, because they cannot be swapped later."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtailmedia.models import AbstractMedia


class CourseImage(AbstractImage):
    """A picture with its source and licence."""

    source = models.CharField(_("source and licence"), max_length=200, blank=True)
    admin_form_fields = (*WagtailImage.admin_form_fields, "source")


class CourseRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CourseImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class CourseDocument(AbstractDocument):
    """A file for download."""

    admin_form_fields = WagtailDocument.admin_form_fields


class CourseMedia(AbstractMedia):
    """Sound or film; film carries captions and both carry a transcript for those who cannot hear."""

    captions = models.FileField(_("captions (WebVTT)"), upload_to="captions", blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    admin_form_fields = (
        "title", "file", "collection", "duration", "width", "height", "thumbnail", "captions", "transcript", "tags",
    )  # fmt: skip
