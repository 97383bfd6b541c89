"""The form pictures are uploaded with (`WAGTAILIMAGES_IMAGE_FORM_BASE`)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import FileInput
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from courses.images import BrokenPicture, pixels_of


class PictureField(WagtailImageField):
    """Counts the pixels before it reads them, and takes a picture that breaks off for what it is.

    The stock field reads a whole picture to count its frames: one that is huge costs the memory it should be kept from,
    and one that is cut short is an error of the server.
    """

    def to_python(self, data: Any) -> Any:
        try:
            if data and hasattr(data, "seek"):
                pixels = pixels_of(data)
                data.seek(0)
                if self.max_image_pixels is not None and pixels > self.max_image_pixels:
                    words = {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels}
                    raise ValidationError(self.error_messages["file_too_many_pixels"] % words, "file_too_many_pixels")
            return super().to_python(data)
        except (BrokenPicture, OSError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Wagtail's form with our field for the file."""

    file = PictureField(label=_("file"), widget=FileInput())
