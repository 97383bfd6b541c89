"""Ways in, as the browser meets them."""

import datetime
import re
import time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from learners.access import PERSON_SESSION_KEY
from learners.enums import ConsentPurpose
from learners.models import ConsentRecord, Message, Person, PersonEthnicity, User
from tests.factories import PIN, make_audience, make_consent_texts, make_person, make_unit, make_user

pytestmark = pytest.mark.django_db

SIGN_UP, SIGN_IN, CHOOSE = "/tai-khoan/dang-ky/", "/tai-khoan/login/", "/tai-khoan/ai-hoc/"
ADD, SET_PIN, FORGOT, LEARNING = "/tai-khoan/them-nguoi/", "/tai-khoan/ma-pin/", "/tai-khoan/quen-ma-pin/", "/hoc/"


@pytest.fixture
def unit():
    make_consent_texts()
    return make_unit()


@pytest.fixture
def form(unit):
    return {
        "full_name": "Nguyễn Thị Hoa", "phone": "0912 345 678", "pin": PIN, "pin_again": PIN,
        "birth_day": "5", "birth_month": "11", "birth_year": "1960", "unit": unit.pk, "unit_text": "",
        "audience": make_audience().pk, "sex": "", "ethnicity": "", "consent_learning": "on",
    }  # fmt: skip


def chosen(client):
    return client.session.get(PERSON_SESSION_KEY)


def errors(response):
    return {name: list(lines) for name, lines in response.context["form"].errors.items()}


def sign_in(client, login="0912345678", password=PIN, **more):
    return client.post(SIGN_IN, {"login": login, "password": password} | more)


def test_a_person_signs_up_on_one_page_and_learns_at_once(client, form, unit):
    response = client.post(SIGN_UP, form)
    person = Person.objects.get()
    assert (response.status_code, response["Location"]) == (302, LEARNING)
    assert (person.user.phone, person.unit, person.audience.code) == ("+84912345678", unit, "citizens")
    assert chosen(client) == str(person.public_id)
    assert [record.text.purpose for record in ConsentRecord.objects.all()] == [ConsentPurpose.LEARNING]


def test_no_consent_box_is_ticked_beforehand(client, form):
    page = client.get(SIGN_UP).content.decode()
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == 4
    assert not any("checked" in box for box in boxes)


def test_sign_up_goes_on_to_the_page_that_was_asked_for(client, form):
    assert client.post(SIGN_UP, form | {"next": "/hoc/?a=1"})["Location"] == "/hoc/?a=1"


@pytest.mark.parametrize(
    "trick", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example",
              "///evil.example", "\thttps://evil.example", "https:/\\evil.example"],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(client, form, trick):
    make_person(make_user("+84912000001"))
    assert client.post(SIGN_UP, form | {"next": trick})["Location"] == LEARNING
    assert sign_in(Client(), "0912000001", next=trick)["Location"] == LEARNING


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"phone": "09l2345678"}, "phone"), ({"phone": "12345"}, "phone"), ({"full_name": "  "}, "full_name"),
        ({"full_name": "Nam 2"}, "full_name"), ({"full_name": "An" * 100}, "full_name"), ({"full_name": "..."}, "full_name"),
        ({"birth_year": "2090"}, "birth"), ({"birth_year": "1850"}, "birth"), ({"birth_year": ""}, "birth"),
        ({"birth_year": "60"}, "birth"), ({"birth_day": "31", "birth_month": "2"}, "birth"), ({"birth_month": ""}, "birth"),
        ({"birth_year": "một"}, "birth"), ({"birth_year": "99999"}, "birth"), ({"birth_day": "9" * 5000}, "birth"),
        ({"unit": "999999"}, "unit"), ({"unit": ""}, "unit"), ({"unit": "outside"}, "unit_text"),
        ({"audience": "999"}, "audience"), ({"pin": "123456", "pin_again": "123456"}, "pin"),
        ({"pin": "051160", "pin_again": "051160"}, "pin"), ({"pin_again": "482916"}, "pin_again"),
        ({"consent_learning": ""}, "consent_learning"), ({"ethnicity": "Nùng"}, "consent_ethnicity"),
        ({"ethnicity": "Người Sao Hỏa"}, "ethnicity"), ({"sex": "x"}, "sex"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_at_its_field_and_nothing_typed_is_lost(client, form, changed, field):
    response = client.post(SIGN_UP, form | changed)
    assert (response.status_code, list(errors(response))) == (200, [field])
    assert not User.objects.exists()
    page = response.content.decode()
    kept = {"full_name": "Nguyễn Thị Hoa", "phone": "0912 345 678"} | changed
    assert all(f'value="{escape(kept[name])}"' in page for name in ("full_name", "phone"))


@pytest.mark.parametrize(
    "name", ["A", "Ý", "Nguyễn Phúc Bảo Long Trường Thọ Gia Khánh An Nhiên Tâm Như Ý Mơ", "H’Hen Niê", "Y Bhăm Êban", "K'Brôi",
             "Nguye\u0302\u0303n Thi\u0323 Hoa\u200b"],
)  # fmt: skip
def test_names_of_one_letter_of_sixty_and_of_every_people_are_taken(client, form, name):
    client.post(SIGN_UP, form | {"full_name": name})
    stored = Person.objects.get().full_name
    assert stored == ("Nguyễn Thị Hoa" if "\u200b" in name else name)


def test_a_script_in_a_name_is_refused_and_shown_as_text(client, form):
    page = client.post(SIGN_UP, form | {"full_name": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_script_that_is_already_in_a_name_is_shown_as_text_in_the_chooser(client):
    user = make_user()
    make_person(user, "<img src=x onerror=alert(1)>")
    make_person(user, "Trần Văn Bình")
    sign_in(client)
    page = client.get(CHOOSE).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_five_megabytes_in_a_field_get_a_page_in_words(client, form):
    response = client.post(SIGN_UP, form | {"full_name": "a" * 5_000_000})
    assert response.status_code == 400
    assert '<main id="main"' in response.content.decode()
    assert not User.objects.exists()


def test_a_form_posted_twice_makes_one_user_and_one_person(form):
    assert [Client().post(SIGN_UP, form)["Location"] for _ in range(2)] == [LEARNING, LEARNING]
    assert (User.objects.count(), Person.objects.count(), ConsentRecord.objects.count()) == (1, 1, 1)


def test_a_year_of_birth_is_enough_and_the_place_may_be_outside_the_list(client, form):
    client.post(SIGN_UP, form | {"birth_day": "", "birth_month": "", "unit": "outside", "unit_text": "xã Tân Lập, Thái Nguyên"})
    person = Person.objects.get()
    assert (person.birth_text, person.unit, person.unit_text) == ("1960", None, "xã Tân Lập, Thái Nguyên")


def test_an_ethnic_group_with_its_consent_is_kept(client, form):
    client.post(SIGN_UP, form | {"ethnicity": "Nùng", "consent_ethnicity": "on"})
    assert PersonEthnicity.objects.get().group == "Nùng"


def test_whoever_is_too_young_is_asked_to_come_with_a_helper_and_nothing_is_stored(client, form):
    young = str(datetime.date.today().year - 10)
    response = client.post(SIGN_UP, form | {"birth_year": young})
    assert "learners/too_young.html" in [template.name for template in response.templates]
    assert not User.objects.exists()


def test_sign_up_lists_communes_in_vietnamese_order_and_no_province(client, unit):
    make_unit("Đồng Kỳ", code="1")
    make_unit("Chũ", "phường", code="2")
    make_unit("An Lạc", code="3")
    choices = client.get(SIGN_UP).context["form"].fields["unit"].choices
    groups = {label: [name for _, name in rows] for label, rows in list(choices)[2:]}
    assert groups == {"Xã": ["Xã An Lạc", "Xã Đồng Kỳ", "Xã Sa Lý"], "Phường": ["Phường Chũ"]}


def test_a_known_phone_with_another_pin_gets_words_that_name_neither(client, form):
    make_person(make_user())
    response = client.post(SIGN_UP, form | {"pin": "905173", "pin_again": "905173"})
    assert list(errors(response)) == ["__all__"]
    assert Person.objects.count() == 1


def test_a_known_phone_with_its_pin_takes_a_second_person_in(client, form):
    make_person(make_user(), "Trần Văn Bình")
    client.post(SIGN_UP, form)
    person = Person.objects.get(full_name="Nguyễn Thị Hoa")
    assert (User.objects.count(), person.user.people.count(), chosen(client)) == (1, 2, str(person.public_id))


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
    assert (response["Location"], response["Clear-Site-Data"]) == ("/", '"cache", "storage"')
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


def test_without_a_code_a_new_pin_needs_the_old_one(client):
    user = make_user()
    make_person(user)
    sign_in(client)
    refused = client.post(SET_PIN, {"old": "318640", "pin": "905173", "pin_again": "905173"})
    assert list(errors(refused)) == ["old"]
    client.post(SET_PIN, {"old": PIN, "pin": "905173", "pin_again": "905173"})
    user.refresh_from_db()
    assert user.check_password("905173")
    assert client.get(LEARNING).status_code == 200


@pytest.mark.parametrize("pin", ["123456", "051160", "12345", "482915x"])
def test_a_weak_new_pin_is_refused(client, pin):
    make_person(make_user())
    sign_in(client)
    response = client.post(SET_PIN, {"old": PIN, "pin": pin, "pin_again": pin})
    assert list(errors(response)) == ["pin"]


def test_no_page_of_an_account_is_kept_by_caches(client, form):
    assert "no-store" in client.get(SIGN_UP)["Cache-Control"]
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]


def test_a_code_can_go_to_the_email_of_staff(client):
    make_person(make_user(None, email="can.bo@example.vn"))
    client.post("/tai-khoan/login/code/", {"phone": "", "email": "can.bo@example.vn"})
    assert (len(mail.outbox), Message.objects.count()) == (1, 0)
