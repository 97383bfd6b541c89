"""The desk of classes in the admin: opening one, its timetable, its attendance sheet."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from learners.enums import AttendanceState, Role
from learners.models import ClassSession, CourseRun, Person
from learners.services.attendance import Mark, mark_attendance
from learners.services.class_sessions import cancel_session
from tests.factories import make_officer, make_three_maps, sign_in_staff
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.course import make_course
from tests.factories.learner import make_issuer
from tests.learners.services.test_attendance import put_in

pytestmark = pytest.mark.django_db
LIST, NEW = "/admin/lop-hoc/", "/admin/lop-hoc/them/"


def staff(role, unit=None):
    user = make_officer(role, unit)
    return Person.objects.get(user=user), sign_in_staff(Client(), user)


@pytest.fixture
def department():
    return staff(Role.DEPARTMENT_OFFICER)


def form(course=None, lines=(), total=3, sessions=(), **more):
    """The form of a class with these lines (begin, minutes) of a timetable; the first are about these sessions."""
    fields = {
        "title": "Lớp tối", "place": "Nhà văn hóa", "attendance": "80", "command_id": str(uuid4()),
        "session-TOTAL_FORMS": total, "session-INITIAL_FORMS": len(sessions),
    }  # fmt: skip
    for place, session in enumerate(sessions):
        fields[f"session-{place}-session"] = str(session.public_id)
    if course is not None:
        fields["course"] = str(course.translation_key)
    for place, (begins, minutes) in enumerate(lines):
        fields[f"session-{place}-starts_at"] = f"{timezone.localtime(begins):%Y-%m-%dT%H:%M}"
        fields[f"session-{place}-minutes"] = minutes
    return fields | more


def minute(hours):
    return timezone.now().replace(second=0, microsecond=0) + hours * HOUR


def test_the_department_opens_a_class_with_its_timetable_and_trainer_once(department):
    course, (trainer, _) = make_course(lessons=1), staff(Role.TRAINER)
    lines = [(minute(24), 120), (minute(48), 90)]
    fields = form(course, lines, trainers=[trainer.pk], capacity="20")
    for _ in range(2):
        reply = department[1].post(NEW, fields)
    run = CourseRun.objects.get(kind="class")
    assert reply["Location"] == f"{LIST}{run.pk}/"
    assert (run.title, run.capacity, str(run.required_attendance), list(run.trainers.all())) == (
        "Lớp tối", 20, "0.80", [trainer],
    )  # fmt: skip
    held = list(run.sessions.in_order().values_list("starts_at", "ends_at"))
    assert held == [(begins, begins + timedelta(minutes=minutes)) for begins, minutes in lines]
    assert (run.starts_on, run.ends_on) == tuple(timezone.localdate(each) for each in (held[0][0], held[1][1]))


@pytest.mark.parametrize("nobody", ["9" * 30, "-1", "x", ""])
def test_a_trainer_who_is_nobody_is_said_at_the_field(department, nobody):
    reply = department[1].post(NEW, form(make_course(lessons=1), trainers=[nobody]))
    assert (reply.status_code, list(reply.context["form"].errors), CourseRun.objects.count()) == (422, ["trainers"], 0)


def test_a_timetable_is_changed_line_by_line(department):
    run = make_class()
    begun, moved, cancelled = (make_session(run, hours=hours) for hours in (-1, 24, 48))
    lines = [(begun.starts_at, 120), (minute(30), 60), (cancelled.starts_at, 120), (minute(72), 45)]
    fields = form(None, lines, total=6, sessions=[begun, moved, cancelled]) | {
        "session-2-DELETE": "on", "session-0-place": "Trường học",
    }  # fmt: skip
    for _ in range(2):
        assert department[1].post(f"{LIST}{run.pk}/sua/", fields).status_code == 302
    found = list(run.sessions.in_order())
    assert [each.starts_at for each in found] == [begun.starts_at, minute(30), minute(72)]
    assert (found[0].place, found[1].join_code) == ("Trường học", moved.join_code)


def test_a_timetable_sent_twice_gives_every_session_its_own_time_also_where_a_new_one_comes_first(department):
    run = make_class()
    held = [make_session(run, hours=hours) for hours in (24, 48)]
    fields = form(None, [*((each.starts_at, 120) for each in held), (minute(2), 60)], total=5, sessions=held)
    for _ in range(2):
        assert department[1].post(f"{LIST}{run.pk}/sua/", fields).status_code == 302
    times = dict(run.sessions.values_list("pk", "starts_at"))
    assert len(times) == 3
    assert [times[each.pk] for each in held] == [each.starts_at for each in held]


def test_a_timetable_that_somebody_changed_meanwhile_moves_no_other_session(department):
    run = make_class()
    gone, stays = (make_session(run, hours=hours) for hours in (24, 48))
    lines = [(gone.starts_at, 120), (stays.starts_at, 120)]
    fields = form(None, lines, total=4, sessions=[gone, stays])
    cancel_session(session=gone)
    reply = department[1].post(f"{LIST}{run.pk}/sua/", fields)
    assert (reply.status_code, len(reply.context["form"].non_field_errors())) == (422, 1)
    assert list(run.sessions.values_list("pk", "starts_at")) == [(stays.pk, stays.starts_at)]


def test_a_session_that_has_begun_is_neither_moved_nor_cancelled(department):
    run = make_class()
    begun, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    marks = [Mark(one.pk, AttendanceState.PRESENT)]
    mark_attendance(trainer=department[0], session=begun, marks=marks, command_id=uuid4())
    for lines in ([(minute(5), 60)], []):
        fields = form(None, lines, sessions=[begun])
        reply = department[1].post(f"{LIST}{run.pk}/sua/", fields)
        assert (reply.status_code, len(reply.context["form"].non_field_errors())) == (422, 1)
    assert ClassSession.objects.get().starts_at == begun.starts_at


@pytest.mark.parametrize("day", ["9999-12-31T23:59", "1999-12-31T19:00", "0001-01-01T00:00"])
def test_a_session_stands_in_a_year_of_the_calendar(department, day):
    fields = form(make_course(lessons=1)) | {"session-0-starts_at": day, "session-0-minutes": "60"}
    reply = department[1].post(NEW, fields)
    assert (reply.status_code, list(reply.context["timetable"].forms[0].errors)) == (422, ["starts_at"])


@pytest.mark.parametrize(("begins", "minutes"), [(24, ""), (24, 721), (24, 0)])
def test_a_line_that_is_no_session_is_said_at_its_field(department, begins, minutes):
    reply = department[1].post(NEW, form(make_course(lessons=1), [(minute(begins), minutes)]))
    assert (reply.status_code, list(reply.context["timetable"].forms[0].errors)) == (422, ["minutes"])
    assert CourseRun.objects.filter(kind="class").count() == 0


def test_officers_see_and_change_classes_of_their_units_and_trainers_read_their_own():
    maps = make_three_maps()
    officer, trainer = staff(Role.UNIT_OFFICER, maps["a3"]), staff(Role.TRAINER)
    here, held, foreign = make_class(unit=maps["a3"]), make_class(None, trainer[0]), make_class(unit=maps["d3"])
    statuses = {
        name: [client.get(f"{LIST}{run.pk}/{way}").status_code for run in (here, held, foreign) for way in ("", "sua/")]
        for name, (_person, client) in {"officer": officer, "trainer": trainer}.items()
    }
    assert statuses == {"officer": [200, 200, 404, 404, 404, 404], "trainer": [404, 302, 200, 302, 404, 302]}


def sheet_of(client, run, export="xlsx"):
    reply = client.get(f"{LIST}{run.pk}/?export={export}")
    rows = list(load_workbook(io.BytesIO(reply.content)).active.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "STT")
    return [rows[head], *(row for row in rows[head + 2 :] if isinstance(row[0], int))]


def test_the_sheet_shows_who_was_where_as_page_and_workbook(department):
    make_issuer()
    run = make_class()
    past, now, ahead = (make_session(run, hours=hours) for hours in (-30, -1, 24))
    one, two = put_in(run, "Vi Văn Một", "Lò Thị Hai")
    for session, states in ((past, ("late", "absent")), (now, ("present", "excused"))):
        marks = [Mark(row.pk, AttendanceState(state)) for row, state in zip((one, two), states, strict=True)]
        mark_attendance(trainer=department[0], session=session, marks=marks, command_id=uuid4())
    client = department[1]
    page = BeautifulSoup(client.get(f"{LIST}{run.pk}/").content, "html.parser")
    assert [row.select("td")[-1].get_text() for row in page.select(".attempts-table tbody tr")] == ["0 / 3", "2 / 3"]
    head, first, second = sheet_of(client, run)
    days = [f"{timezone.localtime(each.starts_at):%d/%m %H:%M}" for each in (past, now, ahead)]
    assert list(head) == ["STT", "Họ và tên", "Ngày sinh", *days, "Số buổi có mặt", "Tỷ lệ"]
    assert list(first) == [1, "Lò Thị Hai", "05/11/1965", "v", "p", None, 0, 0]
    assert list(second) == [2, "Vi Văn Một", "05/11/1965", "m", "x", None, 2, 1]
    assert [list(row) for row in sheet_of(client, run, "ky-ten")] == [
        ["STT", "Họ và tên", "Ngày sinh", *(f"Ký tên {day}" for day in days)],
        [1, "Lò Thị Hai", "05/11/1965", None, None, None],
        [2, "Vi Văn Một", "05/11/1965", None, None, None],
    ]


def test_the_desk_takes_the_same_queries_for_one_and_three(department):
    used, client, run = [], department[1], make_class()
    make_session(run)
    for names in (["Vi Văn Một"], ["Lò Thị Hai", "Vàng Văn Ba"]):
        put_in(run, *names)
        if len(names) > 1:
            make_session(run, hours=24)
            make_session(make_class())
        found = []
        for address in (LIST, f"{LIST}{run.pk}/"):
            client.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            found.append(len(seen))
        used.append(found)
    assert used[0] == used[1]
