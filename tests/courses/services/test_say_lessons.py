"""Steps read aloud: once for each wording, with the end of every sentence, whoever is killed or comes twice."""

from __future__ import annotations

import json
import wave
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone

from courses.enums import MakingState
from courses.models import CoursePage, Speech
from courses.programs import ProgramFailed
from courses.services.say_lessons import make_speech, note_speech, speech_of, step_text, work_left
from courses.speech_adapters import Espeak, Recording, joined
from learners import outbox
from learners.enums import TaskState
from learners.models import OutboxEntry
from tests.factories.course import make_course, make_lesson

pytestmark = pytest.mark.django_db

TEXT = "<p>Bác mở máy. Gọi 113 ngay!</p><ul><li>Một việc</li></ul>"


class Hummer:
    """A voice that needs no program: a second of silence for each sentence."""

    ready = True
    broken = False

    def voice(self, language):
        return "hummer" if language == "vi" else ""

    def is_ready(self):
        return self.ready

    def speak(self, sentences, language):
        if self.broken:
            raise ProgramFailed("out of breath")
        return Recording(b"sound", ".m4a", tuple(1000 * n for n in range(1, len(sentences) + 1)))


@pytest.fixture(autouse=True)
def hummer(settings, monkeypatch):
    settings.SPEECH_ADAPTER = f"{__name__}.Hummer"
    monkeypatch.setattr(Hummer, "ready", True)
    monkeypatch.setattr(Hummer, "broken", False)


def lesson(*texts):
    body = [{"type": "step", "value": {"title": f"Bước {n}", "text": text}} for n, text in enumerate(texts, start=1)]
    course = CoursePage.objects.first() or make_course(lessons=0)
    page = make_lesson(course.get_children().first().specific, f"Bài {uuid4().hex}")
    page.body = json.dumps(body)
    page.save_revision().publish()
    return page


def relay_all():
    """Do what the outbox holds as if the minute were over."""
    OutboxEntry.objects.filter(state=TaskState.WAITING).update(next_at=timezone.now())
    outbox.relay(here=True)


def test_a_step_is_its_title_and_its_blocks_in_sentences_counted_without_blanks():
    text = step_text("Kích hoạt", TEXT)
    assert text.sentences == ("Kích hoạt", "Bác mở máy.", "Gọi 113 ngay!", "Một việc")
    assert text.marks == [8, 9, 11, 7]


def test_publishing_notes_each_text_once_and_the_outbox_makes_it():
    lesson(TEXT, "<p>Hai.</p>")
    assert list(Speech.objects.values_list("sentences", flat=True)) == [
        ["Bước một", "Bác mở máy.", "Gọi một một ba ngay!", "Một việc"],
        ["Bước hai", "Hai."],
    ]
    assert OutboxEntry.objects.filter(kind="make_speech").count() == 1
    lesson(TEXT)
    assert Speech.objects.count() == 2
    assert OutboxEntry.objects.filter(kind="make_speech").count() == 1
    relay_all()
    assert set(Speech.objects.values_list("state", flat=True)) == {MakingState.MADE}
    assert {entry.state for entry in OutboxEntry.objects.filter(kind="make_speech")} == {TaskState.DONE}


def test_what_is_made_is_found_by_its_wording_and_shown_with_its_size_and_marks():
    page = lesson(TEXT)
    make_speech()
    made = speech_of(step_text("Bước 1", TEXT), "vi")
    assert (made.size, made.ends) == (5, [1000, 2000, 3000, 4000])
    assert default_storage.open(made.file.name).read() == b"sound"
    assert speech_of(step_text("Bước 1", "<p>Khác</p>"), "vi") is None
    html = render_to_string("components/listen.html", {"value": page.body[0].value, "page": page})
    assert 'data-marks="5 9 11 7" data-ends="1000 2000 3000 4000"' in html
    assert 'preload="none"' in html
    assert "autoplay" not in html
    assert "5" in html[html.index("<span>") :]


def test_without_a_sound_the_box_is_hidden_until_the_browser_has_a_voice():
    page = lesson(TEXT)
    html = render_to_string("components/listen.html", {"value": page.body[0].value, "page": page})
    assert 'data-language="vi" hidden>' in html
    assert "<audio" not in html


def test_a_worker_killed_after_writing_the_file_leaves_nothing_behind():
    lesson("<p>Một.</p>")
    row = Speech.objects.get()
    default_storage.save(f"speech/{row.digest}.m4a", BytesIO(b"half"))
    make_speech()
    row.refresh_from_db()
    assert row.file.name == f"speech/{row.digest}.m4a"
    assert row.file.open().read() == b"sound"


def test_a_round_is_short_and_what_is_left_is_a_task_of_its_own():
    lesson("<p>Một.</p>", "<p>Hai.</p>", "<p>Ba.</p>")
    left = make_speech(seconds=0)
    assert left == work_left() == f"{Speech.objects.filter(state=MakingState.WAITING).first().pk}:0"
    assert make_speech() is None


def test_a_voice_that_fails_is_tried_three_times_and_holds_up_nobody(monkeypatch):
    lesson("<p>Một.</p>")
    monkeypatch.setattr(Hummer, "broken", True)
    make_speech()
    row = Speech.objects.get()
    assert (row.state, row.tries, row.error) == (MakingState.FAILED, 3, "out of breath")


def test_where_no_voice_is_everything_stays_noted(monkeypatch):
    lesson("<p>Một.</p>")
    monkeypatch.setattr(Hummer, "ready", False)
    assert make_speech() is None
    assert Speech.objects.get().state == MakingState.WAITING


def test_a_site_without_voices_notes_nothing(settings):
    settings.SPEECH_ADAPTER = ""
    page = lesson("<p>Một.</p>")
    assert note_speech(page=page) is None
    assert not Speech.objects.exists()


def tone(milliseconds, rate=16000):
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", "NONE"))
        sound.writeframes(b"\1\0" * (rate * milliseconds // 1000))
    return file.getvalue()


def test_sentences_are_joined_with_a_pause_after_each():
    sound, ends = joined([tone(1000), tone(500)])
    assert ends == (1350, 2200)
    with wave.open(BytesIO(sound)) as whole:
        assert whole.getnframes() == 16000 * 2.2


def test_espeak_speaks_vietnamese_into_a_small_file(programs):
    programs("espeak-ng", "ffmpeg")
    recording = Espeak().speak(["Bác mở máy.", "-v là chữ, không phải lệnh."], "vi")
    assert (recording.suffix, len(recording.ends)) == (".m4a", 2)
    assert 500 < recording.ends[0] < recording.ends[1] < 8000
    assert recording.data[4:8] == b"ftyp"
    assert len(recording.data) < 5 * recording.ends[1]


def test_the_command_has_everything_made_that_waits_or_failed(monkeypatch, capsys):
    lesson("<p>Một.</p>")
    monkeypatch.setattr(Hummer, "broken", True)
    relay_all()
    assert Speech.objects.get().state == MakingState.FAILED
    monkeypatch.setattr(Hummer, "broken", False)
    call_command("make_media")
    assert "1 bài đọc và 0 bản phim" in capsys.readouterr().out
    relay_all()
    assert Speech.objects.get().state == MakingState.MADE


def test_long_work_holds_no_transaction(monkeypatch):
    seen = []
    monkeypatch.setitem(outbox.HANDLERS, "make_speech", lambda subject: seen.append(connection.savepoint_ids[:]))
    monkeypatch.setitem(outbox.HANDLERS, "sweep_files", lambda subject: seen.append(connection.savepoint_ids[:]))
    for kind in ("make_speech", "sweep_files"):
        outbox.add(kind, "x")
        outbox.run(OutboxEntry.objects.get(kind=kind).pk)
    plain, guarded = seen
    assert len(guarded) == len(plain) + 1
