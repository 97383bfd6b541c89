"""Signing up, as the browser meets it: one page, bad input answered in words."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from learners.enums import ConsentPurpose
from learners.models import ConsentRecord, ConsentText, Person, PersonEthnicity, User
from tests.factories import make_person, make_unit, make_user
from tests.factories.ways_in import LEARNING, SIGN_UP, chosen, errors, sign_in

pytestmark = pytest.mark.django_db


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


def test_each_consent_left_out_says_which_one_it_is_and_what_it_is_for(client, form):
    ConsentText.objects.exclude(purpose=ConsentPurpose.ETHNICITY).update(required=True)
    said = errors(client.post(SIGN_UP, {name: value for name, value in form.items() if "consent" not in name}))
    assert list(said) == ["consent_learning", "consent_certificate", "consent_reporting"]
    assert len({sentence for sentences in said.values() for sentence in sentences}) == 3


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
        ({"full_name": "Nam 2"}, "full_name"), ({"full_name": "An" * 100}, "full_name"),
        ({"full_name": "..."}, "full_name"),
        ({"birth_year": "2090"}, "birth"), ({"birth_year": "1850"}, "birth"), ({"birth_year": ""}, "birth"),
        ({"birth_year": "60"}, "birth"), ({"birth_day": "31", "birth_month": "2"}, "birth"),
        ({"birth_month": ""}, "birth"),
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
    "name", ["A", "Ý", "Nguyễn Phúc Bảo Long Trường Thọ Gia Khánh An Nhiên Tâm Như Ý Mơ", "H’Hen Niê", "Y Bhăm Êban",
             "K'Brôi", "Nguye\u0302\u0303n Thi\u0323 Hoa\u200b"],
)  # fmt: skip
def test_names_of_one_letter_of_sixty_and_of_every_people_are_taken(client, form, name):
    client.post(SIGN_UP, form | {"full_name": name})
    stored = Person.objects.get().full_name
    assert stored == ("Nguyễn Thị Hoa" if "\u200b" in name else name)


def test_a_script_in_a_name_is_refused_and_shown_as_text(client, form):
    page = client.post(SIGN_UP, form | {"full_name": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_five_megabytes_in_a_field_get_a_page_in_words(client, form):
    response = client.post(SIGN_UP, form | {"full_name": "a" * 5_000_000})
    assert response.status_code == 400
    assert '<main id="main"' in response.content.decode()
    assert not User.objects.exists()


def test_a_form_posted_twice_makes_one_user_and_one_person(form):
    assert [Client().post(SIGN_UP, form)["Location"] for _ in range(2)] == [LEARNING, LEARNING]
    assert (User.objects.count(), Person.objects.count(), ConsentRecord.objects.count()) == (1, 1, 1)


def test_a_year_of_birth_is_enough_and_the_place_may_be_outside_the_list(client, form):
    client.post(
        SIGN_UP, form | {"birth_day": "", "birth_month": "", "unit": "outside", "unit_text": "xã Tân Lập, Thái Nguyên"}
    )
    person = Person.objects.get()
    assert (person.birth_text, person.unit, person.unit_text) == ("1960", None, "xã Tân Lập, Thái Nguyên")


def test_an_ethnic_group_with_its_consent_is_kept(client, form):
    client.post(SIGN_UP, form | {"ethnicity": "Nùng", "consent_ethnicity": "on"})
    assert PersonEthnicity.objects.get().group == "Nùng"


def test_whoever_is_too_young_is_asked_to_come_with_a_helper_and_nothing_is_stored(client, form):
    young = str(timezone.localdate().year - 10)
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
