"""A class in the browser, without scripts: joining, the code, the list, going on alone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.enums import AttendanceSource, AttendanceState, RunKind
from learners.models import Attendance, Command, Enrolment
from learners.services.attendance import Mark, mark_attendance
from learners.services.classes import join_class
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.course import make_course
from tests.factories.learner import make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
PRESENT, LATE, ABSENT, EXCUSED = AttendanceState
MINE, CHECK_IN, HELD = "/hoc/", "/hoc/diem-danh/", "/lop-cua-toi/"


@pytest.fixture
def course():
    return make_course(lessons=1)


@pytest.fixture
def trainer():
    return make_learner("Trần Thu Hà", phone="+84955555555")


@pytest.fixture
def run(course, trainer):
    return make_class(course.translation_key, trainer)


@pytest.fixture
def learner():
    return make_learner()


@pytest.fixture
def member(run, course, learner):
    make_session(run, hours=30)
    return join_class(person=learner, run=run, course=course)


@pytest.fixture
def session(run, member):
    return make_session(run)


def page(client, address, status=200):
    reply = client.get(address)
    assert reply.status_code == status
    return BeautifulSoup(reply.content, "html.parser")


def fields(soup):
    """What the form of the list would post as it stands."""
    form = soup.select_one("form#attendance")
    found = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    found |= {each["name"]: each["value"] for each in form.select("input[type=radio][checked]")}
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def list_of(session):
    return f"{HELD}buoi/{session.public_id}/"


def test_a_learner_joins_from_the_course_and_sees_the_timetable(course, run, learner):
    make_session(run, hours=24, place="Trường tiểu học")
    client, address = learning_client(learner), f"/hoc/lop/{run.pk}/"
    for shown in (course.url, f"/hoc/ghi-danh/{course.translation_key}/"):
        assert [each["href"] for each in page(client, shown).select("#classes + .rows a")] == [address]
    before = page(client, address).get_text()
    assert "Trường tiểu học" in before
    assert client.post(address)["Location"] == address
    assert Enrolment.objects.get().run == run
    after = page(client, address)
    assert after.select_one(f'form[action="{address}tu-hoc/"]') is not None
    shown = page(client, course.url)
    assert (shown.select_one("#classes"), len(shown.select(f'a[href="{address}"]'))) == (None, 1)


def test_a_full_class_says_so_and_joins_nobody(course, run, learner):
    make_session(run, hours=24)
    run.capacity = 1
    run.save()
    join_class(person=make_learner("Hoàng Thị Hai"), run=run, course=course)
    client = learning_client(learner)
    assert client.post(f"/hoc/lop/{run.pk}/")["Location"] == course.url
    assert (Enrolment.objects.count(), page(client, course.url).select_one("#classes")) == (1, None)


def test_a_class_that_is_over_is_there_for_who_learnt_in_it_only(run, member, learner, course):
    stranger = make_learner("Người Lạ", phone="+84922222222")
    with time_machine.travel(run.sessions.get().ends_at + HOUR, tick=False):
        assert learning_client(learner).get(f"/hoc/lop/{run.pk}/").status_code == 200
        for address in (f"/hoc/lop/{run.pk}/", "/hoc/lop/987654321/"):
            assert learning_client(stranger).get(address).status_code == 404


def test_a_learner_sees_of_every_session_that_is_over_what_is_noted_of_it(run, member, learner, trainer):
    _unmarked, marked = (make_session(run, hours=-hours) for hours in (48, 24))
    mark_attendance(trainer=trainer, session=marked, marks=[Mark(member.pk, EXCUSED)], command_id=uuid4())
    rows = page(learning_client(learner), f"/hoc/lop/{run.pk}/").select("#timetable + .rows p")
    said = [row.select_one(".end") for row in rows]
    assert [bool(each) for each in said] == [True, True, False]
    assert said[0].get_text() != said[1].get_text() == AttendanceState.EXCUSED.label


def test_leaving_the_class_leads_back_to_the_course(run, member, learner, course):
    reply = learning_client(learner).post(f"/hoc/lop/{run.pk}/tu-hoc/")
    assert (reply["Location"], Enrolment.objects.get().run.kind) == (course.url, RunKind.SELF_PACED)


def test_my_learning_shows_the_next_session_and_takes_its_code(member, session, learner):
    client = learning_client(learner)
    card = page(client, MINE).select_one("section[aria-labelledby=next-session]")
    assert card.select_one("form")["action"] == CHECK_IN
    assert session.run.place in card.get_text()
    assert client.post(CHECK_IN, {"code": session.join_code})["Location"] == MINE
    mark = Attendance.objects.get()
    assert (mark.enrolment, mark.state, mark.source) == (member, PRESENT, AttendanceSource.CODE)


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "²²²²²²", "000000 1"])
def test_a_code_that_is_none_is_said_at_its_field_and_notes_nothing(session, learner, code):
    reply = learning_client(learner).post(CHECK_IN, {"code": code})
    assert (reply.status_code, list(reply.context["form"].errors)) == (422, ["code"])
    assert Attendance.objects.count() == 0


def test_a_code_typed_too_early_is_said_so_and_counts_later(run, member, learner):
    session, client = run.sessions.get(), learning_client(learner)
    typed = {"code": session.join_code, "command_id": str(uuid4())}
    assert client.post(CHECK_IN, typed).status_code == 422
    with time_machine.travel(session.starts_at - timedelta(minutes=29), tick=False):
        again = learning_client(learner)
        assert again.post(CHECK_IN, typed).status_code == 302
    assert Attendance.objects.count() == 1


def test_five_wrong_codes_in_a_quarter_of_an_hour_are_all_and_only_wrong_ones_count(run, member, learner):
    session = run.sessions.get()
    right, wrong = ({"code": f"{(int(session.join_code) + more) % 10**6:06}"} for more in (0, 1))
    with time_machine.travel(session.code_opens_at - HOUR, tick=False):
        early = [learning_client(learner).post(CHECK_IN, right).status_code for _ in range(6)]
    with time_machine.travel(session.starts_at, tick=False):
        client = learning_client(learner)
        said = [client.post(CHECK_IN, each).status_code for each in [right] * 6 + [wrong] * 5 + [right]]
    with time_machine.travel(session.starts_at + timedelta(minutes=16), tick=False):
        said.append(learning_client(learner).post(CHECK_IN, right).status_code)
    assert (early, said) == ([422] * 6, [302] * 6 + [422] * 6 + [302])
    assert Attendance.objects.count() == 1


def test_the_trainer_finds_the_list_from_ones_own_page_and_ticks_it(session, member, trainer):
    client, address = learning_client(trainer), list_of(session)
    assert page(client, MINE).select_one(f'a[href="{HELD}"]') is not None
    assert address in [each["href"] for each in page(client, HELD).select("main a")]
    shown = fields(page(client, address))
    assert {name for name in shown if name != "command_id"} == {f"seen-{member.pk}"}
    reply = client.post(address, shown | {f"mark-{member.pk}": "late"})
    assert (reply["Location"], Attendance.objects.get().state) == (address, LATE)
    assert fields(page(client, address))[f"mark-{member.pk}"] == "late"


def test_the_list_keeps_what_phones_need_to_keep_it(session, trainer):
    form = page(learning_client(trainer), list_of(session)).select_one("form#attendance")
    assert (form["data-queue"], UUID(form["data-subject"])) == ("attendance", session.public_id)
    assert UUID(form.select_one("[name=command_id]")["value"]).version == 4
    (state,) = form.select("p[role=status][data-queue-state]")
    assert {name for name in state.attrs if name.startswith("data-")} == {
        "data-queue-state", "data-kept", "data-sent", "data-refused", "data-full",
    }  # fmt: skip
    assert ("{time}" in state["data-kept"], "{message}" in state["data-refused"]) == (True, True)


def test_a_list_posted_twice_counts_once_and_one_changed_after_back_counts_too(session, member, trainer):
    client, address = learning_client(trainer), list_of(session)
    shown = fields(page(client, address))
    for state in ("present", "present", "absent"):
        assert client.post(address, shown | {f"mark-{member.pk}": state}).status_code == 302
    assert list(Attendance.objects.order_by("pk").values_list("state", flat=True)) == [PRESENT, ABSENT]
    assert Command.objects.filter(kind="attendance").count() == 2


def test_a_page_that_lay_open_takes_back_nobody_elses_mark(session, member, trainer):
    client, address = learning_client(trainer), list_of(session)
    mark_attendance(trainer=trainer, session=session, marks=[Mark(member.pk, ABSENT)], command_id=uuid4())
    shown = fields(page(client, address))
    other = make_learner("Lò Văn Phụ", phone="+84977777777")
    mark_attendance(trainer=other, session=session, marks=[Mark(member.pk, PRESENT)], command_id=uuid4())
    client.post(address, shown)
    assert fields(page(client, address))[f"mark-{member.pk}"] == "present"


def test_what_was_ticked_before_the_session_is_refused_in_words_and_still_ticked(run, member, trainer):
    client, address = learning_client(trainer), list_of(run.sessions.get())
    reply = client.post(address, fields(page(client, address)) | {f"mark-{member.pk}": "excused"})
    ticked = BeautifulSoup(reply.content, "html.parser").select_one("input[type=radio][checked]")
    assert (reply.status_code, ticked["value"], Attendance.objects.count()) == (422, "excused", 0)


def test_the_code_is_large_for_the_trainer_and_nowhere_for_learners(session, trainer, learner):
    code = session.join_code
    wall = page(learning_client(trainer), f"{list_of(session)}ma/").select_one(".wall").get_text()
    assert wall.replace(" ", "") == code
    for address in (MINE, f"/hoc/lop/{session.run_id}/", CHECK_IN):
        shown = page(learning_client(learner), address).get_text()
        assert (code in shown, wall in shown) == (False, False)


@pytest.mark.parametrize("asking", ["learner", "stranger", "other trainer"])
def test_the_list_and_the_code_are_for_who_holds_the_class_only(session, learner, course, asking):
    other = make_learner("Lê Văn Khác", phone="+84933333333")
    if asking == "other trainer":
        make_class(course.translation_key, other)
    client = learning_client(learner if asking == "learner" else other)
    for address in (list_of(session), f"{list_of(session)}ma/", f"{HELD}buoi/{uuid4()}/"):
        assert client.get(address).status_code == 404
    assert client.post(list_of(session), {"rest": "present"}).status_code == 404
    assert Attendance.objects.count() == 0


def test_the_roster_holds_the_class_by_given_name_and_nobody_else(session, member, course, trainer):
    for name in ("Vàng A Bình", "Nguyễn Văn An"):
        join_class(person=make_learner(name), run=session.run, course=course)
    other = make_class(course.translation_key, trainer)
    make_session(other, hours=24)
    join_class(person=make_learner("Hoàng Văn Khác"), run=other, course=course)
    rows = page(learning_client(trainer), list_of(session)).select("fieldset legend")
    assert [row.contents[0].strip() for row in rows] == ["Nguyễn Văn An", "Vàng A Bình", "Nguyễn Thị Mẫu"]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_and_the_class_take_the_same_queries_for_one_and_three_learners_and_sessions(
    session, member, course, trainer, learner
):
    pages = [
        (learning_client(trainer), list_of(session)),
        (learning_client(trainer), HELD),
        (learning_client(learner), f"/hoc/lop/{session.run_id}/"),
        (learning_client(learner), MINE),
        (learning_client(make_learner("Người Lạ")), course.url),
    ]
    before = [queries(client, address) for client, address in pages]
    for place, name in enumerate(("Vàng A Bình", "Nguyễn Văn An")):
        joined = join_class(person=make_learner(name), run=session.run, course=course)
        mark_attendance(trainer=trainer, session=session, marks=[Mark(joined.pk, LATE)], command_id=uuid4())
        make_session(session.run, hours=50 + place)
        make_session(make_class(course.translation_key, trainer), hours=24)
    assert [queries(client, address) for client, address in pages] == before
