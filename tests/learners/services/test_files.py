"""Files handed in: what is taken, what is refused in words, what is kept and what is swept."""

import datetime
import hashlib
import io
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from courses.items import ResponseError
from learners import outbox
from learners.models import OutboxEntry, Response, ResponseFile
from learners.services.attempts import submit_attempt
from learners.services.commands import CommandRefused
from learners.services.response_files import FileRefused, keep_file, sweep_files
from learners.services.responses import UnknownItem
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import ESSAY, TRUTH, UPLOAD, docx, make_written_course, pdf, photo, save, sit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def sitting():
    make_issuer()
    return sit()


def keep(attempt, upload, item_id=UPLOAD, person=None):
    return keep_file(person=person or attempt.enrolment.person, attempt=attempt, item_id=item_id, upload=upload)


def answer(attempt, kept):
    return save(attempt, UPLOAD, {"file": str(kept.public_id), "name": kept.name})


def stored(kept):
    return Path(kept.file.path)


def test_a_file_is_kept_with_its_facts_under_a_name_no_server_acts_on(sitting):
    kept = keep(sitting, pdf("C:\\bai\\Bài của em.pdf"))
    assert (kept.name, kept.content_type, kept.size) == ("Bài của em.pdf", "application/pdf", 9)
    assert kept.sha256 == hashlib.sha256(stored(kept).read_bytes()).hexdigest()
    assert kept.file.name == f"answers/{sitting.public_id}/{kept.public_id}"


@pytest.mark.parametrize(
    ("upload", "kind"), [(pdf, "application/pdf"), (photo, "image/jpeg"), (docx, "officedocument.wordprocessingml")]
)
def test_the_kinds_an_author_asks_for_are_taken(sitting, upload, kind):
    assert kind in keep(sitting, upload()).content_type


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bai.exe", b"MZ\x90", "pdf, docx, jpg"),
        ("bai.html", b"<html>", "pdf, docx, jpg"),
        ("bai.svg", b"<svg>", "pdf, docx, jpg"),
        ("bai", b"%PDF-1.7", "pdf, docx, jpg"),
        ("bai.pdf.exe", b"%PDF-1.7", "pdf, docx, jpg"),
        ("bai.pdf", b"<html><script>", "not what its name says"),
        ("bai.pdf", b"MZ\x90", "not what its name says"),
        ("bai.jpg", b"%PDF-1.7", "not what its name says"),
        ("bai.docx", b"PK\x03\x04 broken", "not what its name says"),
        ("bai.jpg", b"\xff\xd8\xff\xe0 cut", "cannot be read to its end"),
        ("bai.pdf", b"", "empty"),
        ("bai.pdf", b"%PDF-1.7" + b"0" * 1024 * 1024, "larger than 1 MB"),
    ],
)
def test_what_is_refused_is_refused_in_words_and_leaves_nothing(sitting, name, content, words):
    with pytest.raises(FileRefused, match=words):
        keep(sitting, SimpleUploadedFile(name, content))
    assert ResponseFile.objects.count() == 0


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(sitting):
    data = io.BytesIO()
    Image.new("L", (6000, 5000)).save(data, "JPEG", quality=1)
    with pytest.raises(FileRefused, match="too large"):
        keep(sitting, SimpleUploadedFile("anh.jpg", data.getvalue()))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 200), st.binary(max_size=30), st.booleans())
def test_a_damaged_word_file_is_taken_or_refused_and_never_an_error(sitting, place, noise, cut):
    whole = docx().read()
    damaged = whole[:place] if cut else whole[:place] + noise + whole[place + len(noise) :]
    with transaction.atomic():
        with suppress(FileRefused):
            keep(sitting, SimpleUploadedFile("bai.docx", damaged))
        transaction.set_rollback(True)


def test_a_photo_loses_the_place_and_the_owner(sitting):
    kept = keep(sitting, photo(place=True))
    with Image.open(stored(kept)) as picture:
        assert (dict(picture.getexif()), picture.size) == ({}, (40, 30))


def test_the_same_file_sent_twice_is_kept_once(sitting):
    assert keep(sitting, pdf()) == keep(sitting, pdf())
    assert ResponseFile.objects.count() == 1


def test_files_of_one_question_have_an_end(sitting):
    for number in range(20):
        keep(sitting, pdf(more=b"%d" % number))
    with pytest.raises(FileRefused, match="Too many"):
        keep(sitting, pdf(more=b"more"))


def test_a_file_of_another_attempt_person_or_question_is_no_answer(sitting):
    kept = keep(sitting, pdf())
    other = sit(make_learner("Vàng Thị Ba"), make_written_course("CD-07", title="Khóa khác"))
    for public_id in (kept.public_id, uuid4()):
        with pytest.raises(ResponseError):
            save(other, UPLOAD, {"file": str(public_id), "name": "bai.pdf"})
    with pytest.raises(CommandRefused):
        keep(sitting, pdf(), person=other.enrolment.person)
    for item_id in (TRUTH, ESSAY, "unknown"):
        with pytest.raises(UnknownItem):
            keep(sitting, pdf(), item_id=item_id)
    assert Response.objects.count() == 0


def test_the_answer_bears_the_name_of_the_file_whatever_the_form_says(sitting):
    kept = keep(sitting, pdf())
    save(sitting, UPLOAD, {"file": str(kept.public_id), "name": "khac.pdf"})
    assert Response.objects.get().body == {"file": str(kept.public_id), "name": "Bài của em.pdf"}


def test_after_handing_in_no_file_is_taken(sitting):
    answer(sitting, keep(sitting, pdf()))
    submit_attempt(attempt=sitting)
    with pytest.raises(FileRefused):
        keep(sitting, pdf(more=b"late"))


def test_the_sweep_takes_what_no_answer_names_and_leaves_what_one_names(sitting, django_capture_on_commit_callbacks):
    replaced, kept = keep(sitting, pdf(more=b"1")), keep(sitting, pdf(more=b"2"))
    answer(sitting, replaced)
    answer(sitting, kept)
    lost = kept.file.storage.save(f"answers/{sitting.public_id}/{uuid4()}", ContentFile(b"crashed"))
    assert sweep_files(attempt=sitting) == 0
    submit_attempt(attempt=sitting)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_files(attempt=sitting) == 2
    assert list(ResponseFile.objects.all()) == [kept]
    assert [stored(row).exists() for row in (kept, replaced)] == [True, False]
    assert not kept.file.storage.exists(lost)
    assert sweep_files(attempt=sitting) == 0


def test_a_file_that_was_set_aside_stays(sitting):
    answer(sitting, keep(sitting, pdf(more=b"1")))
    late = keep(sitting, pdf(more=b"2"))
    submit_attempt(attempt=sitting)
    answer(sitting, late)
    assert (sweep_files(attempt=sitting), ResponseFile.objects.count()) == (0, 2)


def test_the_sweep_runs_once_a_week_after_handing_in(sitting, time_machine):
    keep(sitting, pdf())
    submit_attempt(attempt=sitting)
    entry = OutboxEntry.objects.get(kind="sweep_files")
    assert entry.next_at - sitting.__class__.objects.get().submitted_at > datetime.timedelta(days=7)
    time_machine.move_to(entry.next_at + datetime.timedelta(minutes=1))
    outbox.relay(here=True)
    assert ResponseFile.objects.count() == 0


def test_the_database_itself_refuses_to_change_what_was_handed_in(sitting):
    keep(sitting, pdf())
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        ResponseFile.objects.update(name="khac.pdf")
