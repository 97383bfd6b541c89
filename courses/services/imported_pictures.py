"""Pictures of a trainer's file: judged like any upload, and kept as pictures of the library."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from courses.image_form import PictureField
from courses.images import BrokenPicture, pixels_of
from courses.items import FrozenItem
from courses.models import CourseImage
from courses.rules.uploads import is_what_its_name_says

# Every picture is read whole to see whether it breaks off; together they may not cost more than a few seconds.
MOST_PIXELS = 150_000_000
# A key no picture has, for showing an item whose pictures are not in the library yet.
NO_IMAGE = 0


def pictures_of(item: FrozenItem) -> Iterator[dict[str, Any]]:
    """Yield the pictures of an item that still stand in the file: {"file": name, "alt": text}."""
    holders = [item, *(each for each in item.get("options") or [] if isinstance(each, dict))]
    for holder in holders:
        picture = holder.get("picture")
        if isinstance(picture, dict) and "file" in picture:
            yield picture


def with_images(item: FrozenItem, images: Mapping[str, int]) -> FrozenItem:
    """Return the item with each picture of the file replaced by its database key (`NO_IMAGE` where it has none)."""

    def settled(holder: dict[str, Any]) -> dict[str, Any]:
        picture = holder.get("picture")
        if not isinstance(picture, dict) or "file" not in picture:
            return holder
        return holder | {"picture": {"image": images.get(picture["file"], NO_IMAGE), "alt": picture.get("alt") or ""}}

    whole = settled(item)
    return whole | {"options": [settled(each) for each in whole["options"]]} if "options" in whole else whole


def picture_faults(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return a sentence by name for every picture that cannot be taken over."""
    faults: dict[str, str] = {}
    left = MOST_PIXELS
    for name, content in pictures.items():
        try:
            left -= pixels_of(io.BytesIO(content))
            if left < 0:
                faults[name] = _(
                    "The pictures of this file are too large together. Make them smaller or split the file."
                )
            else:
                _checked(name, name, content)
        except BrokenPicture:
            faults[name] = _broken(name)
        except ValidationError as error:
            faults[name] = _("The picture “%(name)s”: %(fault)s") % {"name": name, "fault": " ".join(error.messages)}
    return faults


def keep_picture(name: str, alt: str, content: bytes, user: Any) -> CourseImage:
    """Store a picture and return it. Raises ValidationError, or BrokenPicture, for one that is no good."""
    image = _checked(name, alt or name, content)
    image.uploaded_by_user = user
    image._set_image_file_metadata()
    image.save()
    return image


def _checked(name: str, title: str, content: bytes) -> CourseImage:
    """Return an unsaved picture that passed what the upload form and the model ask for."""
    if not is_what_its_name_says(name, io.BytesIO(content)):
        raise BrokenPicture(name)
    file = PictureField().clean(SimpleUploadedFile(name, content))
    image = CourseImage(title=title[:255], file=file)
    image.full_clean(exclude=["file_size", "file_hash"])
    return image


def _broken(name: str) -> str:
    return _("The picture “%(name)s” cannot be read. Open it, save it again, and put it back into the file.") % {
        "name": name
    }
