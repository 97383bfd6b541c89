"""A quiz with answers that people mark, sat and handed in; files to hand in."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from courses.models import CoursePage, QuizPage
from learners.enums import Role
from learners.models import Attempt, LearningPolicy, LessonCompletion, Person
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.response_files import keep_file
from learners.services.responses import save_response
from tests.factories.course import block, every_item, item_id, make_course
from tests.factories.learner import make_learner
from tests.factories.officer import make_officer

ESSAY, UPLOAD, TRUTH = item_id("essay"), item_id("upload"), item_id("truth")
STEPS, CLEAR = "crit-steps", "crit-clear"
WHOLE = {STEPS: Decimal(3), CLEAR: Decimal(1)}
HALF = {STEPS: Decimal(1), CLEAR: Decimal(1)}
NOTHING = {STEPS: Decimal(0), CLEAR: Decimal(0)}
TEXT = "Em không đưa mã OTP cho ai, em gọi cho ngân hàng."


def written_items() -> list[dict[str, Any]]:
    """An essay of 4 points, a file of 4 points and a true or false question of 2."""
    rubric = [
        {"type": "item", "id": STEPS, "value": {"text": "Nêu đủ ba bước", "points": "3"}},
        {"type": "item", "id": CLEAR, "value": {"text": "Viết dễ hiểu", "points": "1"}},
    ]
    same = {"points": 4, "rubric": rubric, "hint": "", "explanation": ""}
    files = {"prompt": "<p>Chụp màn hình.</p>", "accept": ["pdf", "jpg", "docx"], "megabytes": 1}
    truth = every_item()[2]
    return [
        block("essay", {"prompt": "<p>Bạn làm gì khi có người hỏi mã?</p>", "longest": 2000} | same, "essay"),
        block("file_upload", files | same, "upload"),
        truth | {"value": truth["value"] | {"points": 2}},
    ]


def make_written_course(code: str = "CD-06", **fields: Any) -> CoursePage:
    """A course whose quiz people mark."""
    return make_course(code, lessons=1, quiz_items=written_items(), **fields)


def sit(learner: Person | None = None, course: CoursePage | None = None) -> Attempt:
    """An open attempt at the quiz of a course, its lesson done; both are made where they are not given."""
    course = course or make_written_course()
    quiz = QuizPage.objects.descendant_of(course).get()
    enrolment = enrol(person=learner or make_learner(), course=course)
    for key in enrolment.rule["lessons"]:
        LessonCompletion.objects.get_or_create(enrolment=enrolment, lesson_key=key)
    return start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")


def save(attempt: Attempt, name: str, body: dict[str, Any]) -> dict[str, Any]:
    """Save one answer."""
    return save_response(person=attempt.enrolment.person, attempt=attempt, item_id=name, body=body, origin=uuid4())


def hand_in(attempt: Attempt, *, text: str = TEXT, file: bool = False) -> Attempt:
    """Answer the essay (unless the text is empty) and the true or false question rightly, then hand in."""
    save(attempt, TRUTH, {"answer": True})
    if text:
        save(attempt, ESSAY, {"text": text})
    if file:
        kept = keep_file(person=attempt.enrolment.person, attempt=attempt, item_id=UPLOAD, upload=pdf())
        save(attempt, UPLOAD, {"file": str(kept.public_id), "name": kept.name})
    return submit_attempt(attempt=attempt).attempt


def make_marker(name: str = "Trần Thu Hà") -> Person:
    """Somebody of the department, who may mark everything."""
    person = Person.objects.get(user=make_officer(Role.DEPARTMENT_OFFICER))
    person.full_name = name
    person.save()
    return person


def two_markers() -> None:
    """Two people mark every answer."""
    LearningPolicy.objects.update_or_create(pk=1, defaults={"second_marker": True})


def pdf(name: str = "Bài của em.pdf", more: bytes = b"") -> SimpleUploadedFile:
    """A small PDF by its first bytes."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + more)


def photo(name: str = "anh.jpg", *, place: bool = False) -> SimpleUploadedFile:
    """A small photo, with or without the place where it was taken."""
    data = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "green")
    exif = picture.getexif()
    if place:
        exif[0x010F] = "Máy ảnh của Mẫu"
        exif.get_ifd(0x8825)[1] = "N"
    picture.save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue())


def docx(name: str = "bai.docx") -> SimpleUploadedFile:
    """A Word file with nothing but its main part."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return SimpleUploadedFile(name, data.getvalue())
