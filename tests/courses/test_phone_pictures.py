"""Pictures on phones: new formats first, never heavy, never moving the text, after a tap for whoever saves data."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image

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
