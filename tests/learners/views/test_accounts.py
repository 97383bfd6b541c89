"""Signing in and out, choosing who learns, and the PIN, as the browser meets them."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from learners.models import Message, Person
from tests.factories import PASSWORD, PIN, make_person, make_user
from tests.factories.ways_in import (
    ADD,
    CHOOSE,
    FORGOT,
    LEARNING,
    SET_PIN,
    SIGN_IN,
    SIGN_UP,
    chosen,
    errors,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_a_script_that_is_already_in_a_name_is_shown_as_text_in_the_chooser(client):
    user = make_user()
    make_person(user, "<img src=x onerror=alert(1)>")
    make_person(user, "Trần Văn Bình")
    sign_in(client)
    page = client.get(CHOOSE).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "0912.345.678"])
def test_a_phone_is_signed_in_however_it_is_written(client, typed):
    person = make_person(make_user())
    assert sign_in(client, typed)["Location"] == LEARNING
    assert chosen(client) == str(person.public_id)


def test_a_wrong_pin_and_an_unknown_phone_get_the_same_words(client):
    make_person(make_user())
    wrong, unknown = sign_in(client, password="905173"), sign_in(client, "0912999999", "905173")
    assert errors(wrong) == errors(unknown)
    assert list(errors(wrong)) == ["__all__"]


def test_a_wrong_pin_is_refused_with_the_wait_shown(client):
    make_person(make_user())
    with time_machine.travel(time.time(), tick=False) as clock:
        for _ in range(5):
            sign_in(client, password="905173")
        clock.shift(180)
        closed = sign_in(client)
        assert "12" in errors(closed)["__all__"][0]
        clock.shift(12 * 60 + 1)
        assert sign_in(client).status_code == 302


def test_the_tries_of_one_phone_are_not_those_of_another(client):
    make_person(make_user())
    for _ in range(5):
        sign_in(client, "0912000001", "905173")
    assert sign_in(client)["Location"] == LEARNING


def test_a_room_of_twenty_phones_behind_one_address_mistypes_and_still_signs_in():
    phones = [f"09120000{number:02d}" for number in range(20)]
    for phone in phones:
        make_person(make_user(f"+84{phone[1:]}"))
        assert [sign_in(Client(), phone, "905173").status_code for _ in range(4)] == [200] * 4
    assert [sign_in(Client(), phone)["Location"] for phone in phones] == [LEARNING] * 20


@pytest.mark.parametrize("typed", ["", "abc", "0912", "a@", "' OR 1=1 --", "0" * 300])
def test_a_sign_in_that_is_no_phone_and_no_email_is_answered_at_its_field(client, typed):
    response = sign_in(client, typed)
    assert (response.status_code, list(errors(response))) == (200, ["login"])


def test_a_household_chooses_who_learns_and_an_own_pin_is_asked(client):
    user = make_user()
    open_to_all, guarded = make_person(user), make_person(user, "Trần Văn Bình", pin="905173")
    assert sign_in(client, next="/hoc/?b=2")["Location"] == f"{CHOOSE}?next=%2Fhoc%2F%3Fb%3D2"
    assert chosen(client) is None
    assert client.post(CHOOSE, {"person": guarded.public_id, "pin": PIN}).status_code == 200
    assert chosen(client) is None
    key = client.session.session_key
    answer = client.post(CHOOSE, {"person": guarded.public_id, "pin": "905173", "next": "/hoc/?b=2"})
    assert (answer["Location"], chosen(client)) == ("/hoc/?b=2", str(guarded.public_id))
    assert client.session.session_key != key
    client.post(CHOOSE, {"person": open_to_all.public_id})
    assert chosen(client) == str(open_to_all.public_id)


def test_the_only_person_of_a_phone_with_an_own_pin_is_asked_for_it(client):
    make_person(make_user(), pin="905173")
    assert sign_in(client)["Location"].startswith(CHOOSE)


@pytest.mark.parametrize("body", [{}, {"person": "x"}, {"person": "00000000-0000-0000-0000-000000000000"}])
def test_a_person_who_is_not_there_opens_nobody(client, body):
    make_person(make_user(), pin="905173")
    sign_in(client)
    assert (client.post(CHOOSE, body).status_code, chosen(client)) == (200, None)


def test_one_more_person_joins_the_phone_with_an_own_pin(client, form):
    make_person(make_user(), "Trần Văn Bình")
    sign_in(client)
    said = {key: value for key, value in form.items() if key != "phone"} | {"pin": "905173", "pin_again": "905173"}
    assert client.post(ADD, said)["Location"] == LEARNING
    added = Person.objects.get(full_name="Nguyễn Thị Hoa")
    assert (added.user.people.count(), added.opens_with("905173"), added.opens_with(PIN)) == (2, True, False)
    assert chosen(client) == str(added.public_id)


def test_one_more_person_needs_no_pin(client, form):
    make_person(make_user(), "Trần Văn Bình")
    sign_in(client)
    client.post(ADD, form | {"pin": "", "pin_again": ""})
    assert Person.objects.get(full_name="Nguyễn Thị Hoa").pin == ""


def test_signed_in_already_leads_on_and_never_round_in_a_circle(client):
    user = make_user()
    client.force_login(user)
    assert client.get(f"{SIGN_IN}?next=/hoc/")["Location"] == ADD
    first = make_person(user)
    assert client.get(f"{SIGN_IN}?next=/hoc/")["Location"] == f"{CHOOSE}?next=%2Fhoc%2F"
    client.post(CHOOSE, {"person": first.public_id})
    assert client.get(f"{SIGN_IN}?next=/hoc/")["Location"] == "/hoc/"
    assert client.get(SIGN_UP)["Location"] == ADD


def test_signing_out_needs_a_post_and_wipes_the_browser(client):
    make_person(make_user())
    sign_in(client)
    assert client.get("/tai-khoan/logout/").status_code == 200
    response = client.post("/tai-khoan/logout/")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/", '"cache"')
    assert (chosen(client), "_auth_user_id" in client.session) == (None, False)


def test_allauth_offers_no_sign_up_of_its_own(client):
    assert client.get("/tai-khoan/signup/?next=/hoc/")["Location"] == f"{SIGN_UP}?next=/hoc/"
    assert (reverse("account_login"), reverse("account_logout")) == (SIGN_IN, "/tai-khoan/logout/")


def ask_for_a_code(client, phone="0912345678"):
    asked = client.post(FORGOT, {"phone": phone, "email": ""})
    sent = Message.objects.first()
    return asked["Location"], re.search(r"[0-9]{6}", sent.text)[0] if sent else ""


def test_a_forgotten_pin_is_set_anew_after_a_code_by_sms_and_other_phones_are_signed_out(client):
    user = make_user()
    person = make_person(user)
    other = Client()
    sign_in(other)
    address, code = ask_for_a_code(client)
    assert Message.objects.get().recipient == "+84912345678"
    assert client.post(address, {"code": code})["Location"] == SET_PIN
    answer = client.post(SET_PIN, {"pin": "905173", "pin_again": "905173"})
    assert answer["Location"] == LEARNING
    user.refresh_from_db()
    assert (user.check_password("905173"), user.phone_verified) == (True, False)
    assert chosen(client) == str(person.public_id)
    assert other.get(LEARNING)["Location"].startswith(SIGN_IN)
    assert client.get(LEARNING).status_code == 200


def test_a_code_through_a_gateway_verifies_the_phone(client, settings):
    settings.SMS_SENDER = f"{__name__}.gateway"
    user = make_user()
    make_person(user)
    address, code = ask_for_a_code(client)
    client.post(address, {"code": code})
    user.refresh_from_db()
    assert user.phone_verified is True


def gateway(recipient, text):
    Message.objects.create(recipient=recipient, text=text)


def test_an_unknown_phone_gets_the_same_pages_and_no_message(client):
    make_person(make_user())
    known, _code = ask_for_a_code(Client())
    Message.objects.all().delete()
    unknown, _code = ask_for_a_code(client, "0912999999")
    assert (unknown, Message.objects.count()) == (known, 0)
    assert client.get(unknown).status_code == 200


def test_a_wrong_code_opens_nothing_and_three_end_it(client):
    make_person(make_user())
    address, code = ask_for_a_code(client)
    wrong = "111111" if code != "111111" else "222222"
    assert [client.post(address, {"code": wrong}).status_code for _ in range(3)] == [200, 200, 302]
    assert client.post(address, {"code": code})["Location"].startswith("/tai-khoan/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("asked", "keys"), [("", ["tel", "numeric"]), ("?thu=1", ["email", "text"]), ("?next=/admin/", ["email", "text"])]
)
def test_a_phone_offers_digits_to_learners_and_letters_to_staff(client, asked, keys):
    page = client.get(f"{SIGN_IN}{asked}").content.decode()
    assert re.findall('inputmode="([a-z]+)"', page) == keys
    assert (f'href="{SIGN_IN}?thu=1' in page) == (not asked)


@pytest.mark.parametrize("asked", ["", "?thu=1"])
def test_whatever_keys_are_offered_phone_and_email_both_sign_in(asked):
    make_person(make_user())
    make_person(make_user(None, PASSWORD, email="can.bo@example.vn"))
    for login, secret in (("0912345678", PIN), ("can.bo@example.vn", PASSWORD)):
        answer = Client().post(f"{SIGN_IN}{asked}", {"login": login, "password": secret})
        assert answer["Location"] == LEARNING


def test_no_page_of_an_account_is_kept_by_caches(client, form):
    assert "no-store" in client.get(SIGN_UP)["Cache-Control"]
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]


def test_a_code_can_go_to_the_email_of_staff(client):
    make_person(make_user(None, email="can.bo@example.vn"))
    client.post("/tai-khoan/login/code/", {"phone": "", "email": "can.bo@example.vn"})
    assert (len(mail.outbox), Message.objects.count()) == (1, 0)
