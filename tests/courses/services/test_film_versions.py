"""A trainer's film made ready for phones: by ffmpeg where it is, and told in words where it cannot be done."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from courses.enums import MakingState, VersionKind
from courses.models import CourseMedia, MediaVersion
from courses.programs import ProgramFailed, run
from courses.services.film_versions import make_film_version, mark_of, note_versions, progress_of, versions_of
from courses.templatetags.film import film_of
from learners import outbox
from learners.enums import Role
from learners.models import OutboxEntry
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db


def upload(content=b"no film", name="phim.mp4", kind="video"):
    return CourseMedia.objects.create(title="Phim", type=kind, file=ContentFile(content, name=name), duration=2)


def made_film(folder, *, sound=True):
    """Two seconds of moving picture at 640 by 480, with a tone."""
    target = folder / "phim.mp4"
    tone = ["-f", "lavfi", "-i", "sine=440:duration=2"] if sound else []
    picture = ["-f", "lavfi", "-i", "testsrc=size=640x480:rate=25:duration=2"]
    run("ffmpeg", ["-v", "error", "-y", *picture, *tone, "-pix_fmt", "yuv420p", str(target)])
    return target.read_bytes()


def test_an_upload_notes_four_versions_once_and_sound_none():
    media = upload()
    assert set(media.versions.values_list("kind", "state")) == {(kind, MakingState.WAITING) for kind in VersionKind}
    media.title = "Phim khác"
    media.save()
    assert note_versions(media=media) == []
    assert OutboxEntry.objects.filter(kind="make_film").count() == 4
    upload(b"ID3", "tieng.mp3", "audio")
    assert MediaVersion.objects.count() == 4


def test_without_the_program_the_film_is_offered_as_it_is_and_the_trainer_is_told(monkeypatch, tmp_path):
    media = upload()
    monkeypatch.setenv("PATH", str(tmp_path))
    with translation.override("en"):
        outbox.relay(here=True)
    assert {row["error"] for row in progress_of(media)} == {
        "This machine has no program for films (ffmpeg). Learners get the film as it was uploaded."
    }
    film = film_of(media)
    assert (film["url"], film["size"], film["is_original"]) == (media.url, 7, True)


def test_a_broken_film_is_told_in_words(programs):
    programs("ffmpeg")
    media = upload(b"\0\0\0\x18ftypmp42 nothing")
    make_film_version(mark=mark_of(media, VersionKind.SMALL))
    row = media.versions.get(kind=VersionKind.SMALL)
    assert row.state == MakingState.FAILED
    assert "MP4" in row.error


def test_a_film_becomes_small_and_medium_sound_alone_and_a_picture(programs, tmp_path):
    programs("ffmpeg")
    media = upload(made_film(tmp_path))
    outbox.relay(here=True)
    ready = versions_of(media)
    assert {kind: (row.width, row.height) for kind, row in ready.items()} == {
        "poster": (480, 360), "240p": (320, 240), "360p": (480, 360), "sound": (0, 0),
    }  # fmt: skip
    assert ready["240p"].size < ready["360p"].size < 200_000
    html = render_to_string("courses/blocks/video.html", {"value": {"video": media}})
    assert f'src="{ready["240p"].file.url}"' in html
    assert f'poster="{ready["poster"].file.url}"' in html
    assert 'preload="none"' in html
    assert "autoplay" not in html
    assert ready["sound"].file.url in html
    assert "poster" not in render_to_string("courses/blocks/video.html", {"value": {"video": media}, "saver": True})


def test_a_version_is_made_once_and_anew_for_another_file(programs, tmp_path):
    programs("ffmpeg")
    media = upload(made_film(tmp_path, sound=False))
    mark = mark_of(media, VersionKind.POSTER)
    make_film_version(mark=mark)
    first = media.versions.get(kind=VersionKind.POSTER).file.name
    make_film_version(mark=mark)
    assert media.versions.get(kind=VersionKind.POSTER).file.name == first
    media.file = ContentFile(made_film(tmp_path), name="khac.mp4")
    media.save()
    row = media.versions.get(kind=VersionKind.POSTER)
    assert (row.state, row.file.name) == (MakingState.WAITING, "")
    make_film_version(mark=mark)
    assert media.versions.get(kind=VersionKind.POSTER).state == MakingState.WAITING
    make_film_version(mark=mark_of(media, VersionKind.POSTER))
    assert media.versions.get(kind=VersionKind.POSTER).file.name != first


def test_the_trainers_screen_tells_how_far_each_version_is():
    media = upload()
    client = staff_client(Role.ADMINISTRATOR)
    client.cookies["django_language"] = "en"
    body = client.get(reverse("wagtailmedia:edit", args=[media.pk])).content.decode()
    assert body.count("<li>") >= 4
    with translation.override("vi"):
        assert str(MakingState.WAITING.label) in body


def test_a_film_without_sound_says_so(programs, tmp_path):
    programs("ffmpeg")
    media = upload(made_film(tmp_path, sound=False))
    make_film_version(mark=mark_of(media, VersionKind.SOUND))
    assert media.versions.get(kind=VersionKind.SOUND).state == MakingState.FAILED


def test_a_program_that_takes_too_long_is_stopped(programs):
    programs("sleep")
    with pytest.raises(ProgramFailed, match="longer than 1 s"):
        run("sleep", ["20"], seconds=1)
