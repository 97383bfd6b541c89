"""Staff: a password and a code, for every page of the admin."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group, Permission
from django.test import Client

from learners.enums import Role
from learners.services.ensured_accounts import ensure_staff
from tests.factories import PASSWORD, PIN, make_person, make_user

pytestmark = pytest.mark.django_db

SIGN_IN, SECOND, AGAIN = "/tai-khoan/login/", "/tai-khoan/2fa/authenticate/", "/tai-khoan/2fa/reauthenticate/"
SET_UP = "/tai-khoan/2fa/totp/activate/"


@pytest.fixture
def staff(db):
    group = Group.objects.create(name=Role.TRAINER)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return ensure_staff(
        email="gv@example.vn", password=PASSWORD, full_name="Lê Thị Giảng", role=Role.TRAINER, demo=True
    )


def code_of(user):
    secret = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, login="gv@example.vn", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password} | more)


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_password_and_code_open_the_admin(client, staff):
    assert client.get("/admin/")["Location"] == f"{SIGN_IN}?next=/admin/"
    assert sign_in(client, next="/admin/")["Location"] == SECOND
    assert client.get("/admin/")["Location"].startswith(SIGN_IN)
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": code_of(staff)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_opens_nothing_and_five_close_the_second_step(client, staff):
    with time_machine.travel(time.time(), tick=False):
        sign_in(client)
        answers = [client.post(SECOND, {"code": wrong(code_of(staff))}) for _ in range(5)]
        answers.append(client.post(SECOND, {"code": code_of(staff)}))
        assert [answer.status_code for answer in answers] == [200] * 6
    assert client.get("/admin/")["Location"].startswith(SIGN_IN)


def test_a_code_is_good_once(staff):
    with time_machine.travel(time.time(), tick=False):
        statuses = []
        for client in (Client(), Client()):
            sign_in(client)
            statuses.append(client.post(SECOND, {"code": code_of(staff)}).status_code)
    assert statuses == [302, 200]


def test_staff_who_come_by_phone_and_pin_give_the_code_too(client, staff):
    staff.phone = "+84912000001"
    staff.set_password(PIN)
    staff.save()
    assert sign_in(client, "0912 000 001", PIN)["Location"] == SECOND


def test_a_session_opened_without_the_code_is_asked_for_it(client, staff):
    client.force_login(staff)
    asked = client.get("/admin/pages/?p=1")
    assert asked["Location"] == f"{AGAIN}?next=%2Fadmin%2Fpages%2F%3Fp%3D1"
    assert client.get(asked["Location"]).status_code == 200
    assert client.post(AGAIN, {"code": code_of(staff), "next": "/admin/"})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_staff_without_a_second_factor_set_one_up_first(client, staff):
    Authenticator.objects.all().delete()
    assert sign_in(client, next="/admin/")["Location"] == "/admin/"
    assert client.get("/admin/")["Location"] == SET_UP
    again = client.get(SET_UP)["Location"]
    assert client.post(again, {"password": PASSWORD})["Location"] == SET_UP
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    shown = client.post(SET_UP, {"code": code})["Location"]
    assert shown == "/tai-khoan/2fa/recovery-codes/"
    assert client.get(shown).content.decode().count("<code>") == 10
    assert client.get("/admin/")["Location"].startswith(AGAIN)
    client.post(AGAIN, {"code": code_of(staff), "next": "/admin/"})
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_opens_the_second_step_once(staff):
    code = RecoveryCodes.activate(staff).get_unused_codes()[0]
    answers = []
    for client in (Client(), Client()):
        sign_in(client)
        answers.append(client.post(SECOND, {"code": code}).status_code)
    assert answers == [302, 200]


def test_the_printed_code_opens_demo_accounts_and_nobody_else(settings, client, staff):
    settings.DEMO_SECOND_FACTOR = "246810"
    sign_in(client)
    assert client.post(SECOND, {"code": "246810"}).status_code == 302
    assert client.get("/admin/").status_code == 200
    staff.is_demo = False
    staff.save()
    other = Client()
    sign_in(other)
    assert other.post(SECOND, {"code": "246810"}).status_code == 200


def test_without_a_printed_code_an_empty_one_opens_nothing(client, staff):
    sign_in(client)
    assert [client.post(SECOND, {"code": code}).status_code for code in ("", "246810")] == [200, 200]


def test_a_learner_who_opens_the_admin_reads_that_it_is_for_others(client):
    make_person(make_user())
    sign_in(client, "0912345678", PIN)
    assert client.get("/admin/").status_code == 403


def test_wagtails_own_sign_in_and_password_pages_lead_to_ours(client):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == f"{SIGN_IN}?next=/admin/pages/"
    assert client.get("/admin/password_reset/")["Location"] == "/tai-khoan/password/reset/"


def test_a_new_password_of_staff_must_be_long(client, staff):
    sign_in(client)
    client.post(SECOND, {"code": code_of(staff)})
    said = {"oldpassword": PASSWORD, "password1": "482915", "password2": "482915"}
    assert list(client.post("/tai-khoan/password/change/", said).context["form"].errors) == ["password1"]


def test_every_account_page_of_staff_answers_in_our_look(client, staff):
    sign_in(client)
    client.post(SECOND, {"code": code_of(staff)})
    for address in ("2fa/", "sessions/", "password/change/", "password/reset/", "reauthenticate/", "email/"):
        page = client.get(f"/tai-khoan/{address}", follow=True)
        assert (page.status_code, '<main id="main"' in page.content.decode()) == (200, True), address
