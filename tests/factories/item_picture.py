"""A real picture on the shelf, for items that show one."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from courses.models import CourseImage


def make_picture(title: str = "Ảnh", size: tuple[int, int] = (800, 600), colour: str = "#0b573c") -> CourseImage:
    """A flat picture with a light square in its upper left corner."""
    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#fdf0cf")
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return CourseImage.objects.create(title=title, file=ContentFile(file.getvalue(), name="anh.png"))
