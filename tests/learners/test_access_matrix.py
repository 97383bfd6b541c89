"""Who may open what: one table over all our addresses. An address without a row here fails."""

import uuid
from http.cookies import SimpleCookie

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from wagtail.models import Page, Site

import cms.urls
import learners.account_urls
from cms.models import SiteSettings
from courses.models import LessonPage, ModulePage, QuizPage
from learners.enums import Role
from learners.models import Attempt, Credential, ItemStatistic, MarkingTask, Person, ResponseFile, RoleAssignment
from learners.services.attempts import start_attempt
from learners.services.classes import join_class
from learners.services.credentials import store_pdf
from learners.services.enrolments import enrol
from learners.services.item_statistics import count_attempt
from learners.services.mark_queries import ask_about_mark
from tests.factories import make_officer, make_three_maps, sign_in_staff
from tests.factories.administrative_unit import make_unit
from tests.factories.bank import make_bank
from tests.factories.class_run import make_class, make_session
from tests.factories.community_group import make_assistance, make_group
from tests.factories.course import make_course, make_quiz
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import UPLOAD, hand_in, make_written_course, sit
from tests.factories.module import give_room_papers
from tests.factories.ways_in import open_in
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db

ROOMS = ("courses", "learners", "cms", "seeds")
ACTORS = "anonymous owner housemate stranger helper trainer unit department administrator".split()
# What an answer says: ok (shown or done), on (led on), login (sign in or choose who learns), refused, hidden, method.
EVERYBODY = ["ok"] * 9
NO_SUCH_WAY = ["method"] * 9
LED_ON = ["on"] * 9
SIGNED_IN = ["login"] + ["ok"] * 8
OWN_SHOWN = ["login", "ok"] + ["hidden"] * 7
OWN_LED_ON = ["login", "on"] + ["hidden"] * 7
ONLY_OUTSIDE = ["ok"] + ["on"] * 8
PHONES_ONLY = ["login"] + ["ok"] * 4
REPORT = ["login"] + ["refused"] * 4 + ["on"] + ["ok"] * 3
TO_SIGN_IN = ["login"] + ["refused"] * 4 + ["login"] * 4
TO_NEW_PASSWORD = ["on"] + ["refused"] * 4 + ["on"] * 4
# The desk of classes: this trainer holds none, and the class is in no unit.
CLASSES = ["login"] + ["refused"] * 4 + ["ok"] * 4
CLASSES_TAKE_NOTHING = ["login"] + ["refused"] * 4 + ["method"] * 4
PLANNING = ["login"] + ["refused"] * 4 + ["on"] + ["ok"] * 3
# The desk of markers: this trainer may edit no course, the department sees all, unit officers nothing.
DESK = ["login"] + ["refused"] * 4 + ["ok", "on", "ok", "ok"]
DESK_TAKES_NOTHING = ["login"] + ["refused"] * 4 + ["method", "on", "method", "method"]
DESK_LEADS_ON = ["login"] + ["refused"] * 4 + ["on"] * 4
REGISTER = ["login"] + ["refused"] * 4 + ["on", "on", "ok", "ok"]
# Wagtail's own rights decide, which none of these has: `tests/courses` tests those who do.
WITH_OTHER_RIGHTS = ["login"] + ["refused"] * 4 + ["on"] * 4
# Whoever reads the reports keeps the teams of the own units; this unit officer's is another one.
ONE_TEAM = ["login"] + ["refused"] * 4 + ["on", "hidden", "ok", "ok"]
REPORT_TAKES_NOTHING = [*REPORT[:6], *["method"] * 3]
# What a team went through is looked for before rights are asked, so that whoever has none finds nothing either.
PAST_OF_A_TEAM = ["login"] + ["refused"] * 4 + ["hidden", "hidden", "ok", "ok"]
PAST_TAKES_NOTHING = [*PAST_OF_A_TEAM[:7], "method", "method"]
ONE_ON_THE_DESK = ["login"] + ["refused"] * 4 + ["hidden", "on", "ok", "ok"]
ONE_REFUSED_IN_WORDS = ["login"] + ["refused"] * 4 + ["hidden", "on", "422", "422"]

# Address → (what GET answers, what POST answers), an actor each.
TABLE = {
    "healthz": (EVERYBODY, NO_SUCH_WAY),
    "readyz": (EVERYBODY, NO_SUCH_WAY),
    "manifest.webmanifest": (EVERYBODY, NO_SUCH_WAY),
    "sw.js": (EVERYBODY, NO_SUCH_WAY),
    "trong-may/": (EVERYBODY, NO_SUCH_WAY),
    "trong-may/khung/": (EVERYBODY, NO_SUCH_WAY),
    "tai-ve/<uuid:course_key>/": (EVERYBODY, NO_SUCH_WAY),
    "tai-ve/phieu/<uuid:quiz_key>/": (NO_SUCH_WAY, ["401", "ok"] + ["hidden"] * 7),
    "media/<path:name>": (EVERYBODY, NO_SUCH_WAY),
    "in/<uuid:lesson_key>/": (EVERYBODY, NO_SUCH_WAY),
    "gui/<uuid:page_key>/": (EVERYBODY, NO_SUCH_WAY),
    "tiet-kiem/": (LED_ON, NO_SUCH_WAY),
    "ho-tro/": (EVERYBODY, NO_SUCH_WAY),
    "styleguide/": (["login"] + ["refused"] * 4 + ["ok"] * 4, NO_SUCH_WAY),
    "admin/login/": (TO_SIGN_IN, TO_SIGN_IN),
    "admin/password_reset/": (TO_NEW_PASSWORD, TO_NEW_PASSWORD),
    "admin/bao-cao/hoan-thanh/": (REPORT, REPORT_TAKES_NOTHING),
    "admin/bao-cao/luot-ho-tro/": (REPORT, REPORT_TAKES_NOTHING),
    "admin/cham-bai/": (DESK, DESK_TAKES_NOTHING),
    "admin/cham-bai/tiep/": (DESK_LEADS_ON, DESK_LEADS_ON),
    "admin/cham-bai/<int:task_pk>/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/cham-bai/<int:task_pk>/tep/": (ONE_ON_THE_DESK, DESK_TAKES_NOTHING),
    "admin/lop-hoc/": (CLASSES, CLASSES_TAKE_NOTHING),
    "admin/lop-hoc/them/": (PLANNING, [*PLANNING[:6], *["422"] * 3]),
    "admin/lop-hoc/<int:run_pk>/": ([*CLASSES[:5], "hidden", "hidden", "ok", "ok"], CLASSES_TAKE_NOTHING),
    "admin/lop-hoc/<int:run_pk>/sua/": (
        [*PLANNING[:6], "hidden", "ok", "ok"],
        [*PLANNING[:6], "hidden", "422", "422"],
    ),
    "admin/hoi-diem/": (DESK, DESK_TAKES_NOTHING),
    "admin/hoi-diem/<int:query_pk>/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/tep-khoa-hoc/<int:page_pk>/": (WITH_OTHER_RIGHTS, [*WITH_OTHER_RIGHTS[:5], *["method"] * 4]),
    "admin/luot-lam-bai/": (DESK, DESK_TAKES_NOTHING),
    "admin/luot-lam-bai/cham-lai/": (DESK, [*DESK[:5], "hidden", "on", "hidden", "hidden"]),
    "admin/luot-lam-bai/ngoai-le/": (DESK, [*DESK[:5], "422", "on", "422", "422"]),
    "admin/luot-lam-bai/<int:attempt_pk>/": (ONE_ON_THE_DESK, DESK_TAKES_NOTHING),
    "admin/luot-lam-bai/<int:attempt_pk>/them-gio/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/luot-lam-bai/<int:attempt_pk>/nop-ho/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/luot-lam-bai/<int:attempt_pk>/mo-lai/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/luot-lam-bai/<int:attempt_pk>/ngoai-le/": (ONE_ON_THE_DESK, ONE_REFUSED_IN_WORDS),
    "admin/phan-tich-cau-hoi/": (DESK, DESK_TAKES_NOTHING),
    "admin/phan-tich-cau-hoi/<uuid:quiz_key>/<str:language>/": (ONE_ON_THE_DESK, DESK_TAKES_NOTHING),
    "admin/phan-tich-cau-hoi/<uuid:quiz_key>/<str:language>/<str:item_id>/<str:digest>/": (
        ONE_ON_THE_DESK,
        DESK_TAKES_NOTHING,
    ),
    "admin/register/edit/<int:pk>/": (REGISTER, REGISTER),
    "admin/to-cong-nghe-so/": (REPORT, REPORT_TAKES_NOTHING),
    "admin/to-cong-nghe-so/results/": (REPORT, REPORT_TAKES_NOTHING),
    "admin/to-cong-nghe-so/edit/<int:pk>/": (ONE_TEAM, ONE_TEAM),
    "admin/to-cong-nghe-so/history/<int:pk>/": (PAST_OF_A_TEAM, PAST_TAKES_NOTHING),
    "admin/to-cong-nghe-so/history-results/<int:pk>/": (PAST_OF_A_TEAM, PAST_TAKES_NOTHING),
    "admin/to-cong-nghe-so/usage/<int:pk>/": (PAST_OF_A_TEAM, PAST_TAKES_NOTHING),
    "admin/translation/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/localize/submit/page/<int:page_id>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/localize/<path:rest>": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/users/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/users/results/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/results/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/duplicates/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/edit/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/usage/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/labels/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/export/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/export/quiz/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/import/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/import/<int:pk>/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/import/<int:pk>/pictures/<str:name>": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/import/template/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "admin/snippets/courses/itembank/import/word/": (WITH_OTHER_RIGHTS, WITH_OTHER_RIGHTS),
    "luyen-tap/<uuid:quiz_key>/": (LED_ON, LED_ON),
    "tai-khoan/dang-ky/": (ONLY_OUTSIDE, ONLY_OUTSIDE),
    "tai-khoan/them-nguoi/": ([*PHONES_ONLY, *["refused"] * 4], [*PHONES_ONLY, *["refused"] * 4]),
    "tai-khoan/ai-hoc/": (SIGNED_IN, SIGNED_IN),
    "tai-khoan/ma-pin-rieng/": ([*PHONES_ONLY, *["on"] * 4], [*PHONES_ONLY, *["on"] * 4]),
    "tai-khoan/ma-pin/": ([*PHONES_ONLY, *["on"] * 4], [*PHONES_ONLY, *["on"] * 4]),
    "tai-khoan/quen-ma-pin/": (ONLY_OUTSIDE, ONLY_OUTSIDE),
    "tai-khoan/login/": (ONLY_OUTSIDE, ONLY_OUTSIDE),
    "tai-khoan/logout/": (["on"] + ["ok"] * 8, LED_ON),
    "tai-khoan/signup/": (LED_ON, LED_ON),
    "tai-khoan/signup/passkey/": (LED_ON, LED_ON),
    "hoc/": (SIGNED_IN, NO_SUCH_WAY),
    "hoc/ghi-danh/<uuid:course_key>/": (["login", "on"] + ["ok"] * 7, ["login"] + ["on"] * 8),
    "hoc/du-lieu-cua-toi/": (SIGNED_IN, NO_SUCH_WAY),
    "hoc/du-lieu-cua-toi/tep/": (SIGNED_IN, NO_SUCH_WAY),
    "hoc/du-lieu-cua-toi/dan-toc/rut-lai/": (NO_SUCH_WAY, ["login"] + ["on"] * 8),
    "hoc/diem-danh/": (SIGNED_IN, ["login"] + ["422"] * 8),
    "hoc/lop/<int:run_pk>/": (SIGNED_IN, ["login"] + ["on"] * 8),
    "hoc/lop/<int:run_pk>/tu-hoc/": (NO_SUCH_WAY, OWN_LED_ON),
    "lop-cua-toi/": (SIGNED_IN, NO_SUCH_WAY),
    "lop-cua-toi/buoi/<uuid:session_id>/": (OWN_SHOWN, OWN_LED_ON),
    "lop-cua-toi/buoi/<uuid:session_id>/ma/": (OWN_SHOWN, NO_SUCH_WAY),
    "hoc/bai/<uuid:lesson_key>/xong/": (NO_SUCH_WAY, OWN_LED_ON),
    "hoc/bai/<uuid:lesson_key>/vi-tri/": (NO_SUCH_WAY, OWN_SHOWN),
    "lam-bai/<uuid:quiz_key>/": (NO_SUCH_WAY, OWN_LED_ON),
    "bai-lam/<uuid:public_id>/": (OWN_LED_ON, OWN_LED_ON),
    "bai-lam/<uuid:public_id>/<int:number>/": (OWN_SHOWN, OWN_LED_ON),
    "bai-lam/<uuid:public_id>/nop/": (OWN_SHOWN, OWN_LED_ON),
    "bai-lam/<uuid:public_id>/ket-qua/": (OWN_SHOWN, OWN_SHOWN),
    "bai-lam/<uuid:public_id>/hoi-diem/": (NO_SUCH_WAY, OWN_LED_ON),
    "tep-nop/<uuid:file_id>/": (OWN_SHOWN, NO_SUCH_WAY),
    "to-cong-nghe-so/<uuid:group_id>/": (OWN_SHOWN, ["login", "422"] + ["hidden"] * 7),
    "to-cong-nghe-so/luot/<uuid:command_id>/bo/": (NO_SUCH_WAY, OWN_LED_ON),
    "to-cong-nghe-so/theo-thang/": (OWN_SHOWN, NO_SUCH_WAY),
    "giay-chung-nhan/": (EVERYBODY, NO_SUCH_WAY),
    "giay-chung-nhan/<str:code>/": (EVERYBODY, NO_SUCH_WAY),
    "giay-chung-nhan/<str:code>/pdf/": (OWN_SHOWN, NO_SUCH_WAY),
}
# Sessions move with every visit, and limits live in a cache.
NOT_RECORDS = {"Session", "UserSession"}


def walk(patterns, before=""):
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        else:
            yield from walk(pattern.url_patterns, address)


def our_addresses():
    """Addresses whose view we wrote or which we wrote into our own lists."""
    named = {id(each) for each in [*cms.urls.urlpatterns, *learners.account_urls.urlpatterns]}
    for address, pattern in walk(get_resolver().url_patterns):
        view = getattr(pattern.callback, "view_class", pattern.callback)
        if id(pattern) in named or view.__module__.split(".")[0] in ROOMS:
            yield address


def sign_in(person, *, staff=False):
    client = Client()
    if staff:
        sign_in_staff(client, person.user)
    else:
        client.force_login(person.user)
    return open_in(client, person)


def make_staff(role, unit=None):
    user = make_officer(role, unit)
    return sign_in(Person.objects.get(user=user), staff=True)


@pytest.fixture
def owner():
    return make_learner()


@pytest.fixture
def actors(owner):
    helper = make_learner("Hoàng Văn Giúp", phone="+84911111111")
    RoleAssignment.objects.create(person=helper, role=Role.HELPER)
    return {
        "anonymous": Client(),
        "owner": sign_in(owner),
        "housemate": sign_in(make_learner("Vàng Thị Ba", phone=owner.user.phone)),
        "stranger": sign_in(make_learner("Người Lạ", phone="+84922222222")),
        "helper": sign_in(helper),
        "trainer": make_staff(Role.TRAINER),
        "unit": make_staff(Role.UNIT_OFFICER, make_three_maps()["a3"]),
        "department": make_staff(Role.DEPARTMENT_OFFICER),
        "administrator": make_staff(Role.ADMINISTRATOR),
    }


@pytest.fixture
def addresses(owner):
    """Each address of the table with the owner's own things in it."""
    make_issuer()
    finish(enrol(person=owner, course=make_course("CD-06", lessons=1)))
    done, credential = Attempt.objects.get(), Credential.objects.get()
    store_pdf(credential=credential)
    course = make_course("CD-07", lessons=1, title="Khóa thứ hai")
    quiz, lesson = QuizPage.objects.descendant_of(course).get(), LessonPage.objects.descendant_of(course).get()
    attempt = start_attempt(
        enrolment=enrol(person=owner, course=course), quiz_key=quiz.translation_key, language="vi"
    )  # fmt: skip
    practice = make_quiz(course, purpose="practice", slug="luyen-tap")
    asked = ask_about_mark(person=owner, attempt=done, item_id=done.draw[0], text="Vì sao?")
    hand_in(sit(owner, make_written_course("CD-08", title="Khóa thứ ba")), file=True)
    count_attempt(attempt=done)
    counted = ItemStatistic.objects.filter(quiz_key=done.quiz_key).first()
    group = make_group(owner, unit=make_unit(code="07299"))
    together = make_course("CD-10", lessons=1, title="Khóa học chung")
    run = make_class(together.translation_key, owner)
    session, _ahead = make_session(run), make_session(run, hours=24)
    join_class(person=owner, run=run, course=together)
    given = {
        "<uuid:group_id>": group.public_id,
        "<uuid:command_id>": make_assistance(owner, group).command_id,
        "<int:run_pk>": run.pk,
        "<uuid:session_id>": session.public_id,
        "phan-tich-cau-hoi/<uuid:quiz_key>": f"phan-tich-cau-hoi/{done.quiz_key}",
        "<str:language>": "vi",
        "<str:item_id>": counted.item_id,
        "<str:digest>": counted.digest[:12],
        "<int:task_pk>": MarkingTask.objects.get(item_id=UPLOAD).pk,
        "<int:query_pk>": asked.pk,
        "<int:attempt_pk>": attempt.pk,
        "luyen-tap/<uuid:quiz_key>": f"luyen-tap/{practice.translation_key}",
        "itembank/export/quiz/<int:pk>": f"itembank/export/quiz/{quiz.pk}",
        **{
            f"to-cong-nghe-so/{way}/<int:pk>": f"to-cong-nghe-so/{way}/{group.pk}"
            for way in ("edit", "history", "history-results", "usage")
        },
        "register/edit/<int:pk>": f"register/edit/{credential.pk}",
        "<int:page_pk>": course.pk,
        "<int:page_id>": course.pk,
        "<path:rest>": "page/create_alias/",
        "admin/translation/<int:pk>": f"admin/translation/{course.pk}",
        "<int:pk>": make_bank().pk,
        "<str:name>": "a.png",
        "<uuid:file_id>": ResponseFile.objects.get().public_id,
        "<path:name>": default_storage.save("images/matrix.png", ContentFile(b"\x89PNG")),
        "<uuid:course_key>": course.translation_key,
        "<uuid:page_key>": course.translation_key,
        "<uuid:lesson_key>": lesson.translation_key,
        "<uuid:quiz_key>": quiz.translation_key,
        "<uuid:public_id>": attempt.public_id,
        "<int:number>": 1,
        "<str:code>": credential.code,
    }
    filled = {}
    for route in TABLE:
        path = route.replace("<uuid:public_id>", str(done.public_id)) if "ket-qua" in route else route
        for name, value in given.items():
            path = path.replace(name, str(value))
        filled[route] = f"/{path}"
    return filled


def said(reply):
    if reply.status_code in {301, 302}:
        ways = (reverse("account_login"), reverse("choose_person"))
        path = reply.headers["Location"].partition("?")[0]
        return "login" if path in ways or path == "/admin/login/" else "on"
    names = {200: "ok", 204: "ok", 403: "refused", 404: "hidden", 405: "method"}
    return names.get(reply.status_code, str(reply.status_code))


def read(reply):
    """The reply with its file read to the end."""
    if reply.streaming:
        b"".join(reply.streaming_content)
    return reply


def answers(client, method, address):
    """What an address answers; what it did to the client's cookies is taken back, signing out too."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    reply = read(getattr(client, method)(address))
    client.cookies = SimpleCookie(cookies)
    return said(reply)


def answers_at_last(client, method, address):
    """What an address answers; what it did to the records is taken back too."""
    with transaction.atomic():
        answer = answers(client, method, address)
        transaction.set_rollback(True)
    return answer


def test_every_address_of_ours_has_a_row():
    assert sorted(set(our_addresses())) == sorted(TABLE)


def test_everybody_may_send_what_the_table_says(actors, addresses):
    found = {
        route: [answers_at_last(actors[name], "post", address) for name in ACTORS]
        for route, address in addresses.items()
    }
    assert differing(found, 1) == ""


def test_everybody_may_see_what_the_table_says_and_looking_at_everything_writes_nothing(actors, addresses):
    # The roof makes its settings' row on the first visit of all; a seeded site has it.
    SiteSettings.for_site(Site.objects.get())
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1) if page.url]
    before = records()
    found = {route: [] for route in addresses}
    for name in ACTORS:
        for route, address in addresses.items():
            found[route].append(answers(actors[name], "get", address))
        for page in pages:
            answers(actors[name], "get", page)
        assert (name, [table for table, rows in records().items() if rows != before[table]]) == (name, [])
    assert differing(found, 0) == ""


def differing(found, column):
    """The rows of the table that are not as they were found, a line each."""
    rows = ((route, found[route], TABLE[route][column]) for route in TABLE)
    return "\n".join(
        f"{route}: {answered}, not {promised}" for route, answered, promised in rows if answered != promised
    )


# The printed pages of a module, whose address is one of the page tree: the sheet is everybody's, the plan is for staff
# who train; unit officers and helpers train nobody.
PRINTED = {"phieu": EVERYBODY, "giao-an": ["hidden"] * 5 + ["ok", "hidden", "ok", "ok"], "khac": ["hidden"] * 9}


@pytest.mark.parametrize("face", PRINTED)
def test_the_task_sheet_is_for_everybody_and_the_session_plan_for_those_who_train(actors, face):
    module = ModulePage.objects.descendant_of(make_course("CD-09")).get()
    give_room_papers(module)
    assert [said(actors[name].get(f"{module.url}?in={face}")) for name in ACTORS] == PRINTED[face]
    assert said(actors["trainer"].get(module.url)) == "on"


def test_another_persons_things_and_things_that_do_not_exist_look_alike(actors, addresses):
    route = "bai-lam/<uuid:public_id>/"
    foreign = actors["stranger"].get(addresses[route])
    unknown = actors["stranger"].get(f"/bai-lam/{uuid.uuid4()}/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content.decode().count("Nguyễn Thị Mẫu") == 0


def records():
    """Every row of every table, as the database itself holds it."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__name__ not in NOT_RECORDS]
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table) for table in tables}


def rows_of(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names of our own tables.
    return sorted(map(repr, cursor.fetchall()))
