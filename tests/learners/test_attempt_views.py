"""Attempts in the admin: who sees whose, what list, detail and workbook hold, and the buttons with their reasons."""

import datetime
import io
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from openpyxl import load_workbook

from courses.models import QuizPage
from learners.enums import AttemptState, ClosedBy, Role, RunKind
from learners.models import Attempt, AttemptAction, Command, CourseRun, Enrolment, QuizException, ScoreEvent, SetAside
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.responses import save_response
from tests.factories.administrative_unit import make_unit
from tests.factories.course import KEY_WORDS, RIGHT, item_id, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.officer import make_officer, sign_in_staff
from tests.factories.staff import staff_client
from tests.factories.ways_in import open_in
from tests.learners.services.test_regrade import THREE, correct, sit

pytestmark = pytest.mark.django_db

ACTS = ("attempt_extend", "attempt_hand_in", "attempt_reopen", "attempt_exception")


@pytest.fixture
def course():
    make_issuer()
    return make_course(lessons=1, quiz_minutes=30)


@pytest.fixture
def sitting(course):
    enrolment = enrol(person=make_learner(), course=course)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


@pytest.fixture
def trainer(course):
    return staff_client(Role.TRAINER)


def learner_client(person):
    client = Client()
    client.force_login(person.user)
    return open_in(client, person)


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one(".attempts-page")


def text_of(answer):
    return " ".join(page_of(answer).get_text(" ").split())


def post(client, name, attempt, **said):
    address = reverse(name, args=[attempt.pk])
    fields = page_of(client.get(address)).select("form input[type=hidden]")
    return client.post(address, {each["name"]: each.get("value", "") for each in fields} | said, follow=True)


def test_the_owner_and_a_stranger_of_the_course_see_nothing_and_its_trainer_sees_the_attempt(sitting, trainer):
    owner = learner_client(sitting.enrolment.person)
    stranger = sign_in_staff(Client(), make_officer(Role.TRAINER))
    officer = sign_in_staff(Client(), make_officer(Role.UNIT_OFFICER, make_unit()))
    addresses = [reverse("attempt_list")]
    addresses += [reverse(name, args=[sitting.pk]) for name in ("attempt_detail", *ACTS)]
    assert [trainer.get(each).status_code for each in addresses] == [200] * 6
    assert [stranger.get(each).status_code for each in addresses] == [200] + [404] * 5
    assert "Nguyễn Thị Mẫu" not in stranger.get(addresses[0]).content.decode()
    for client in (owner, officer, Client()):
        assert {client.get(each).status_code for each in addresses} <= {302, 403}
    for address in addresses[2:]:
        assert stranger.post(address, {"reason": "Tò mò", "minutes": "5"}).status_code == 404
    assert (AttemptAction.objects.count(), QuizException.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR])
def test_the_department_sees_all(sitting, role):
    client = sign_in_staff(Client(), make_officer(role))
    assert "Nguyễn Thị Mẫu" in client.get(reverse("attempt_list")).content.decode()
    assert client.get(reverse("attempt_detail", args=[sitting.pk])).status_code == 200


def test_the_list_tells_who_what_when_how_long_and_what_deserves_a_look(sitting, trainer):
    answer_all(sitting, dict(list(RIGHT.items())[:3]))
    submit_attempt(attempt=sitting)
    save_response(
        person=sitting.enrolment.person, attempt=sitting, item_id=item_id("short"), body={"text": "bac giang"},
        origin=uuid4(),
    )  # fmt: skip
    shown = text_of(trainer.get(reverse("attempt_list")))
    for words in ("Nguyễn Thị Mẫu", "Bài kiểm tra", "An toàn số cho mọi người", "6/10"):
        assert words in shown
    assert len(page_of(trainer.get(reverse("attempt_list"))).select(".attempts-signs li")) == 1


def count_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_list_and_workbook_ask_the_database_equally_often_for_one_attempt_and_for_three(course, sitting, trainer):
    addresses = [reverse("attempt_list"), f"{reverse('attempt_list')}?export=xlsx"]
    before = [count_queries(trainer, each) for each in addresses]
    for name in ("Lò Thị Hai", "Lò Văn Ba"):
        sit(course, THREE, name)
    assert Attempt.objects.count() == 3
    assert [count_queries(trainer, each) for each in addresses] == before


def names(client, **asked):
    return [each.text for each in page_of(client.get(reverse("attempt_list"), asked)).select("tbody th a")]


def test_filters_narrow_the_list_and_nonsense_in_them_is_told(course, sitting, trainer):
    old = sit(course, THREE, "Lò Thị Hai")
    key = str(old.quiz_key)
    SetAside.objects.create(
        person=old.enrolment.person, attempt=old, command_id=uuid4(), kind="save", body={}, digest="x", reason="late"
    )
    today, tomorrow = timezone.localdate(), timezone.localdate() + datetime.timedelta(days=1)
    assert names(trainer) == ["Lò Thị Hai", "Nguyễn Thị Mẫu"]
    assert names(trainer, state="open", quiz=key) == ["Nguyễn Thị Mẫu"]
    assert names(trainer, aside="on") == ["Lò Thị Hai"]
    assert names(trainer, name="lo thi") == ["Lò Thị Hai"]
    assert names(trainer, first=today.isoformat(), last=today.isoformat()) == ["Lò Thị Hai", "Nguyễn Thị Mẫu"]
    assert names(trainer, first=tomorrow.isoformat()) == []
    for wrong in ({"quiz": "x"}, {"state": "x"}, {"first": "0001-01-01"}, {"last": "hôm qua"}):
        answer = trainer.get(reverse("attempt_list"), wrong)
        assert (answer.status_code, len(page_of(answer).select(".report-wrong"))) == (200, 1)
    assert names(trainer, p="999") == ["Lò Thị Hai", "Nguyễn Thị Mẫu"]


def test_the_workbook_holds_the_rows_of_the_list_and_no_formula(course, trainer):
    sit(course, THREE, "=HYPERLINK(1)")
    answer = trainer.get(reverse("attempt_list"), {"export": "xlsx"})
    rows = [row[1:] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    with override("vi"):
        verdict = gettext("Passed")
    heading = next(place for place, row in enumerate(rows) if row[0] == "Họ và tên")
    line = rows[heading + 2]
    assert line[:4] == ("=HYPERLINK(1)", "An toàn số cho mọi người", "Bài kiểm tra", 1)
    assert (line[6], line[8], line[9]) == (0, 6, verdict)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert answer["Content-Disposition"].startswith('attachment; filename="luot-lam-bai-')


def test_the_detail_page_shows_every_answer_with_its_points_saves_scores_and_what_was_set_aside(sitting, trainer):
    answer_all(sitting, THREE)
    submit_attempt(attempt=sitting)
    save_response(
        person=sitting.enrolment.person, attempt=sitting, item_id=item_id("short"), body={"text": "bac giang"},
        origin=uuid4(),
    )  # fmt: skip
    answer = trainer.get(reverse("attempt_detail", args=[sitting.pk]))
    page = page_of(answer)
    kinds = sorted(each["class"][0] for each in page.select(".attempts-answers > li"))
    assert kinds == ["is-right"] * 3 + ["is-wrong"] * 2
    assert page.select_one("#attempts-aside") is not None
    shown = text_of(answer)
    for words in ("6/10", "bac giang", "Nguyễn Thị Mẫu", "113", "1/1", "0/1"):
        assert words in shown


def test_an_answer_that_came_in_the_minutes_after_the_end_is_marked_for_the_trainer(sitting, trainer):
    for name, minutes in (("truth", 29), ("short", 31)):
        with time_machine.travel(sitting.started_at + datetime.timedelta(minutes=minutes), tick=False):
            answer_all(sitting, {item_id(name): RIGHT[item_id(name)]})
    with override("vi"):
        marked = page_of(trainer.get(reverse("attempt_detail", args=[sitting.pk]))).select(".attempts-answers > li")
    assert sum(bool(each.select(".report-mark")) for each in marked) == 1


def test_giving_more_time_moves_the_end_once_and_is_kept_with_the_reason(sitting, trainer):
    answer = post(trainer, "attempt_extend", sitting, minutes="15", reason="Mất điện")
    assert answer.redirect_chain[-1][0] == reverse("attempt_detail", args=[sitting.pk])
    later = Attempt.objects.get()
    assert later.due_at == sitting.due_at + datetime.timedelta(minutes=15)
    assert "+15 · Mất điện" in text_of(answer)
    stale = {"minutes": "15", "reason": "Mất điện", "seen": sitting.due_at.isoformat()}
    again = trainer.post(reverse("attempt_extend", args=[sitting.pk]), stale)
    assert (again.status_code, Attempt.objects.get().due_at) == (422, later.due_at)


def test_a_form_without_a_reason_comes_back_with_what_was_typed(sitting, trainer):
    for name in ACTS:
        answer = trainer.post(reverse(name, args=[sitting.pk]), {"minutes": "7", "reason": ""})
        assert answer.status_code == 422
        assert page_of(answer).select(".report-wrong")
    assert AttemptAction.objects.count() == 0


def test_handing_in_and_opening_again(sitting, trainer):
    answer_all(sitting, THREE)
    post(trainer, "attempt_hand_in", sitting, reason="Máy hỏng")
    assert Attempt.objects.get().closed_by == ClosedBy.STAFF
    answer = post(trainer, "attempt_reopen", sitting, reason="Nộp nhầm", minutes="0")
    old, new = Attempt.objects.order_by("number")
    assert (old.state, new.state, new.responses.count()) == (AttemptState.VOIDED, AttemptState.OPEN, 4)
    assert answer.redirect_chain[-1][0] == reverse("attempt_detail", args=[new.pk])
    assert "Nộp nhầm" in text_of(answer)
    learner = learner_client(sitting.enrolment.person)
    for route in ("learners:attempt_result", "learners:attempt"):
        led = learner.get(reverse(route, args=[old.public_id]), follow=True)
        assert led.redirect_chain[-1][0].startswith(f"/bai-lam/{new.public_id}/")


def test_opening_again_warns_when_right_answers_were_shown(course, trainer):
    page = QuizPage.objects.get()
    page.attempts_allowed = 1
    page.save_revision().publish()
    enrolment = enrol(person=make_learner(), course=course)
    attempt = submit_attempt(
        attempt=start_attempt(enrolment=enrolment, quiz_key=page.translation_key, language="vi")
    ).attempt
    answer = trainer.get(reverse("attempt_reopen", args=[attempt.pk]))
    assert len(page_of(answer).select(".report-note")) == 1
    assert "minutes" in answer.context["form"].fields
    assert "with_set_aside" not in answer.context["form"].fields


def test_an_exception_for_a_learner_and_for_the_class(sitting, trainer):
    post(trainer, "attempt_exception", sitting, reason="Mắt kém", minutes="60", attempts_allowed="9")
    own = QuizException.objects.get()
    assert (own.enrolment, own.minutes, own.attempts_allowed) == (sitting.enrolment, 60, 9)
    Enrolment.objects.update(
        run=CourseRun.objects.create(course_key=sitting.enrolment.course_key, kind=RunKind.CLASS, title="Lớp xã A")
    )
    at = timezone.localtime() + datetime.timedelta(days=3)
    said = {"whom": "class", "closes_at": at.strftime("%Y-%m-%dT%H:%M"), "reason": "Mất điện cả xã"}
    answer = post(trainer, "attempt_exception", sitting, **said)
    of_class = QuizException.objects.get(run__isnull=False)
    assert of_class.closes_at == at.replace(second=0, microsecond=0)
    assert "Lớp xã A" in text_of(answer)


def test_staff_do_nothing_to_an_attempt_of_their_own(course, trainer):
    me = trainer.get(reverse("attempt_list")).wsgi_request.user.people.get()
    enrolment = enrol(person=me, course=course)
    own = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    assert post(trainer, "attempt_hand_in", own, reason="Xong").status_code == 422
    assert Attempt.objects.get().state == AttemptState.OPEN


def test_marking_again_shows_first_and_writes_after_a_reason(course, trainer):
    attempt = sit(course, dict(list(THREE.items())[1:]), "Lò Thị Hai")
    correct()
    address = f"{reverse('attempt_regrade')}?quiz={attempt.quiz_key}"
    shown = trainer.get(address)
    assert (ScoreEvent.objects.count(), shown.context["plan"].newly_passed) == (1, 1)
    assert "Lò Thị Hai" in text_of(shown)
    plan = page_of(shown).select_one("input[name=plan]")["value"]
    assert trainer.post(address, {"plan": plan, "reason": ""}).status_code == 422
    assert trainer.post(address, {"plan": "other", "reason": "Sai"}).status_code == 422
    assert ScoreEvent.objects.count() == 1
    done = trainer.post(address, {"plan": plan, "reason": "Đáp án câu 1 sai"}, follow=True)
    assert (done.status_code, Attempt.objects.get().score) == (200, Decimal("0.6"))
    event = ScoreEvent.objects.last()
    assert (event.reason, event.by.full_name) == ("Đáp án câu 1 sai", "Trần Thu Hà")
    learner = learner_client(attempt.enrolment.person)
    result = learner.get(reverse("learners:attempt_result", args=[attempt.public_id])).content.decode()
    assert "6/10" in result


def test_a_trainer_of_another_course_cannot_mark_again(course):
    attempt = sit(course, THREE)
    correct()
    stranger = sign_in_staff(Client(), make_officer(Role.TRAINER))
    address = f"{reverse('attempt_regrade')}?quiz={attempt.quiz_key}"
    assert (stranger.get(address).status_code, stranger.post(address, {"reason": "x"}).status_code) == (404, 404)
    assert (stranger.get(reverse("attempt_regrade")).status_code, stranger.get("/admin/").status_code) == (200, 200)
    for wrong in ("x", str(uuid4())):
        assert stranger.get(reverse("attempt_regrade"), {"quiz": wrong}).status_code == 404


def test_a_trainers_preview_of_a_quiz_leaves_no_attempt(course, trainer):
    quiz = QuizPage.objects.get()
    drafts = reverse("wagtailadmin_pages:view_draft", args=[quiz.pk])
    assert trainer.get(drafts).status_code == 200
    posted = {f"item-{key}": "x" for key in RIGHT} | {"go": "summary"}
    trainer.post(drafts, posted)
    assert KEY_WORDS not in trainer.get(drafts).content.decode()
    assert (Attempt.objects.count(), Command.objects.count(), Enrolment.objects.count()) == (0, 0, 0)


def test_an_exception_is_made_before_the_learner_begins(course, trainer):
    key = str(QuizPage.objects.get().translation_key)
    enrolment = enrol(person=make_learner("Lò Thị Hai", phone="+84911222333"), course=course)
    address = f"{reverse('quiz_exceptions')}?quiz={key}"
    assert page_of(trainer.get(address)).select_one("select[name=quiz] option[selected]")["value"] == key
    done = trainer.post(address, {"quiz": key, "name": "lò thị hai", "minutes": "60", "reason": "Mắt kém"}, follow=True)
    made = QuizException.objects.get()
    assert (made.enrolment, made.minutes, made.by.full_name) == (enrolment, 60, "Trần Thu Hà")
    assert "Lò Thị Hai" in text_of(done)
    sitting = start_attempt(enrolment=enrolment, quiz_key=made.quiz_key, language="vi")
    assert sitting.due_at - sitting.started_at == datetime.timedelta(minutes=60)


def test_of_two_learners_with_one_name_the_phone_tells_which(course, trainer):
    key = str(QuizPage.objects.get().translation_key)
    for phone in ("+84911222333", "+84911222444"):
        enrol(person=make_learner("Lò Thị Hai", phone=phone), course=course)
    said = {"quiz": key, "minutes": "60", "reason": "Mắt kém", "name": "Lò Thị Hai"}
    for wrong in ({}, {"phone": "0999"}, {"name": "Không Ai"}, {"name": ""}, {"quiz": "x"}, {"run": "x"}):
        assert trainer.post(reverse("quiz_exceptions"), said | wrong).status_code == 422
    trainer.post(reverse("quiz_exceptions"), said | {"phone": "0911 222 444"})
    assert QuizException.objects.get().enrolment.person.user.phone == "+84911222444"


def test_exceptions_of_other_courses_are_neither_shown_nor_made(course, sitting, trainer):
    post(trainer, "attempt_exception", sitting, reason="Mắt kém", minutes="60")
    stranger = sign_in_staff(Client(), make_officer(Role.TRAINER))
    shown = stranger.get(reverse("quiz_exceptions"))
    assert "Nguyễn Thị Mẫu" not in shown.content.decode()
    assert str(sitting.quiz_key) not in shown.content.decode()
    said = {"quiz": str(sitting.quiz_key), "minutes": "90", "reason": "x", "name": "Nguyễn Thị Mẫu"}
    assert stranger.post(reverse("quiz_exceptions"), said).status_code == 422
    assert QuizException.objects.get().minutes == 60


def test_a_class_gets_an_exception_in_its_own_course_only(course, trainer):
    key = str(QuizPage.objects.get().translation_key)
    run = CourseRun.objects.create(course_key=course.translation_key, kind=RunKind.CLASS, title="Lớp xã A")
    said = {"quiz": key, "run": str(run.pk), "attempts_allowed": "0", "reason": "Lớp mất điện"}
    assert trainer.post(reverse("quiz_exceptions"), said).status_code == 302
    assert QuizException.objects.get().run == run
