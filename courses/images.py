"""Pictures as uploaded: read whole once, and kept without what the camera wrote about its owner."""

from __future__ import annotations

import io
from typing import BinaryIO

from PIL import Image, ImageOps

QUALITY = 90


class BrokenPicture(ValueError):
    """The picture cannot be read to its end."""


def pixels_of(file: BinaryIO) -> int:
    """Return width times height as the file's head tells, without reading the pixels. Raises BrokenPicture."""
    file.seek(0)
    try:
        with Image.open(io.BytesIO(file.read())) as picture:
            return int(picture.width * picture.height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BrokenPicture from error


def without_metadata(content: bytes) -> bytes:
    """Return the picture upright and without place, camera and owner; one that carries none of it comes back as it is.

    Reads every pixel, so check the number of pixels first. Raises BrokenPicture.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            if not picture.getexif() and "xmp" not in picture.info:
                return content
            kind, profile = picture.format, picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenPicture from error
    for name in ("exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif"):
        upright.info.pop(name, None)
    bare = io.BytesIO()
    upright.save(bare, kind, quality=QUALITY, icc_profile=profile, exif=b"")
    return bare.getvalue()
