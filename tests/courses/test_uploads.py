"""What trainers upload: pictures no phone could open and files that are not what they say are refused in a sentence."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from courses.models import CourseDocument, CourseImage, CourseMedia
from learners.enums import Role
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    return staff_client(Role.TRAINER)


def picture(size=(40, 30), kind="PNG", **more):
    file = io.BytesIO()
    Image.new("RGB" if kind == "JPEG" else "1", size).save(file, kind, **more)
    return file.getvalue()


def upload(client, kind, name, content, **more):
    places = {"image": ("wagtailimages:add", []), "document": ("wagtaildocs:add", [])}
    name_of_view, arguments = places.get(kind, ("wagtailmedia:add", [kind]))
    address = reverse(name_of_view, args=arguments)
    file = SimpleUploadedFile(name, content)
    root = {"collection": "1"}
    return client.post(address, {"title": "Tệp", "file": file, "tags": "", "duration": "0"} | root | more)


def errors(response):
    return {name: " ".join(rows) for name, rows in response.context["form"].errors.items()}


def test_a_picture_of_fifty_megapixels_is_refused_though_its_file_is_small(trainer):
    content = picture((10_000, 5_000))
    assert len(content) < 200_000
    response = upload(trainer, "image", "to.png", content)
    assert response.status_code == 200
    assert "50000000" in errors(response)["file"]
    assert not CourseImage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.png", b"<html><script>alert(1)</script></html>"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>"),
        ("anh.jpg", picture()),
        ("anh.jpg", picture((800, 600), "JPEG")[:-600]),
        ("anh.png", b""),
    ],
)
def test_what_is_not_the_picture_its_name_says_is_refused(trainer, name, content):
    response = upload(trainer, "image", name, content)
    assert response.status_code == 200
    assert list(errors(response)) == ["file"]
    assert not CourseImage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bai.pdf", b"<html><script>alert(1)</script></html>"),
        ("bai.docx", b"PK\x03\x04 no zip"),
        ("bai.html", b"<html></html>"),
        ("bai.svg", b"<svg/>"),
        ("bai.txt", b"<svg onload='alert(1)'/>"),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(trainer, name, content):
    response = upload(trainer, "document", name, content)
    assert response.status_code == 200
    assert list(errors(response)) == ["file"]
    assert not CourseDocument.objects.exists()


def test_a_document_dropped_among_many_is_refused_in_the_same_words(trainer):
    file = SimpleUploadedFile("bai.pdf", b"<html></html>")
    response = trainer.post(reverse("wagtaildocs:add_multiple"), {"files[]": file, "collection": "1"})
    assert response.json()["success"] is False
    assert "error_message" in response.json()
    assert not CourseDocument.objects.exists()


def test_what_is_right_is_kept(trainer):
    assert upload(trainer, "image", "anh.png", picture()).status_code == 302
    assert upload(trainer, "document", "bai.pdf", b"%PDF-1.7 ...").status_code == 302
    assert upload(trainer, "audio", "noi.mp3", b"ID3\x04\x00").status_code == 302
    captions = SimpleUploadedFile("phu-de.vtt", b"WEBVTT\n")
    film = upload(trainer, "video", "phim.mp4", b"\x00\x00\x00\x18ftypmp42", captions=captions, transcript="Xin chào")
    assert film.status_code == 302
    kept = (CourseImage.objects.count(), CourseDocument.objects.count(), CourseMedia.objects.count())
    assert kept == (1, 1, 2)


@pytest.mark.parametrize(
    ("kind", "name", "content", "captions", "field"),
    [
        ("audio", "noi.mp3", b"MZ\x90", None, "file"),
        ("video", "phim.mp4", b"<html>", None, "file"),
        ("video", "phim.mp4", b"\x00\x00\x00\x18ftypmp42", ("phu-de.vtt", b"<script>"), "captions"),
        ("video", "phim.mp4", b"\x00\x00\x00\x18ftypmp42", ("phu-de.html", b"WEBVTT"), "captions"),
    ],
)
def test_sound_film_and_captions_that_are_something_else_are_refused(trainer, kind, name, content, captions, field):
    more = {"captions": SimpleUploadedFile(*captions)} if captions else {}
    response = upload(trainer, kind, name, content, **more)
    assert list(errors(response)) == [field]
    assert not CourseMedia.objects.exists()


def test_where_a_photo_was_taken_does_not_travel_with_the_pictures_learners_see(trainer):
    exif = Image.Exif()
    exif[0x010F] = "Máy của Lan"
    exif.get_ifd(0x8825)[2] = (21.0, 17.0, 0.0)
    exif[0x0112] = 6
    upload(trainer, "image", "anh.jpg", picture((900, 600), "JPEG", exif=exif))
    image = CourseImage.objects.get()
    assert (image.width, image.height) == (600, 900)
    with Image.open(image.file) as opened:
        assert (opened.size, dict(opened.getexif())) == ((600, 900), {})
    for spec in ("width-360|format-webp", "width-720|format-jpeg", "original|format-jpeg"):
        rendition = image.get_rendition(spec)
        with Image.open(rendition.file) as opened:
            assert dict(opened.getexif()) == {}
