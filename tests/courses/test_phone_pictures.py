"""Pictures on phones: new formats first, never heavy, never moving the text, after a tap for whoever saves data."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from courses.models import CourseImage
from learners import outbox
from learners.models import OutboxEntry
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.django_db


def noise(width=1200, height=900):
    """The hardest picture there is: every pixel by chance, no two alike."""
    drawn = Image.merge("RGB", [Image.effect_noise((width, height), 200) for _band in range(3)])
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return CourseImage.objects.create(title="Nhiễu", file=ContentFile(file.getvalue(), name="nhieu.png"))


def shown(image, **context):
    return Template("{% load pictures %}{% phone_picture image %}").render(Context({"image": image} | context))


def test_a_drawing_comes_in_two_formats_and_two_widths_with_its_measures():
    html = shown(make_picture(size=(1600, 1200)))
    assert re.findall(r"\.(avif|webp|jpg) (\d+)w", html) == [
        (kind, width) for kind in ("webp", "jpg") for width in ("360", "720")
    ]
    assert 'width="720" height="540"' in html
    assert 'loading="lazy"' in html


def test_no_file_is_heavier_than_thirty_kilobytes_whatever_the_picture():
    image = noise()
    assert "image/avif" not in shown(image)
    outbox.relay(here=True)
    assert re.findall(r'<source type="image/(\w+)"', shown(image)) == ["avif", "webp"]
    made = list(image.renditions.all())
    assert len(made) == 6
    assert {each.file.size <= 30_000 for each in made} == {True}
    assert {abs(each.width * 3 - each.height * 4) < 12 for each in made} == {True}


def test_an_easy_picture_keeps_its_size_and_best_quality():
    image = make_picture(size=(1600, 1200))
    assert image.get_rendition("format-webp|width-720|fits-30").width == 720


def test_a_flat_drawing_is_kept_to_the_pixel_because_that_is_lighter():
    drawn = Image.new("RGB", (640, 400), "#fffaf1")
    pen = ImageDraw.Draw(drawn)
    for place in range(0, 360, 40):
        pen.ellipse([place, place, place + 200, place + 90], fill=f"#{place:03}f43", outline="#1d1a16", width=3)
    file = io.BytesIO()
    drawn.save(file, "PNG")
    image = CourseImage.objects.create(title="Hình vẽ", file=ContentFile(file.getvalue(), name="ve.png"))
    made = image.get_rendition("format-webp|width-720|fits-30").file
    with made.open() as opened, Image.open(opened) as read:
        assert ImageChops.difference(read.convert("RGB"), drawn).getbbox() is None
    blurred = io.BytesIO()
    drawn.save(blurred, "WEBP", quality=72)
    assert made.size < blurred.tell()


def test_a_photo_is_not_kept_to_the_pixel():
    soft = noise(400, 300)
    with soft.file.open() as opened, Image.open(opened) as drawn:
        blurred = drawn.convert("RGB").filter(ImageFilter.GaussianBlur(3))
    file = io.BytesIO()
    blurred.save(file, "PNG")
    photo = CourseImage.objects.create(title="Ảnh", file=ContentFile(file.getvalue(), name="anh.png"))
    with photo.get_rendition("format-webp|width-360|fits-30").file.open() as opened:
        assert b"VP8 " in opened.read(32)


def test_whoever_saves_data_gets_a_link_with_the_size_and_the_words_and_no_picture():
    image = make_picture(size=(1600, 1200))
    image.contextual_alt_text = "Cổng làng"
    html = shown(image, saver=True)
    assert "<img" not in html
    assert re.search(r'<a class="show-picture" href="[^"]+\.webp" data-show data-width="360" data-height="270"', html)
    assert "Cổng làng" in html
    assert re.search(r"· \d+(\.\d)?\s(bytes|byte|KB)", html)
    assert "<img" in shown(image, saver=True, on_paper=True)


def test_a_picture_that_is_gone_leaves_nothing():
    image = make_picture()
    image.file.storage.delete(image.file.name)
    assert shown(image).strip() == ""
    assert shown(None).strip() == ""


def test_only_photos_are_looked_at_for_the_newest_format_and_each_once():
    make_picture()
    assert not OutboxEntry.objects.filter(kind="make_picture").exists()
    image = noise()
    image.title = "Khác"
    image.save()
    assert OutboxEntry.objects.filter(kind="make_picture").count() == 1
