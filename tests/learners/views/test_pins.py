"""Changing the PIN of a phone and the own PIN of a person, by whoever is signed in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PIN, make_person, make_user
from tests.factories.ways_in import CHOOSE, LEARNING, SET_OWN_PIN, SET_PIN, SIGN_IN, errors, learning_client, sign_in

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("address", [SET_PIN, SET_OWN_PIN])
@pytest.mark.parametrize("pin", ["123456", "051160", "12345", "482915x"])
def test_a_weak_new_pin_is_refused(client, pin, address):
    make_person(make_user())
    sign_in(client)
    response = client.post(address, {"old": PIN, "pin": pin, "pin_again": pin})
    assert list(errors(response)) == ["pin"]


def test_a_new_pin_of_the_phone_ends_its_sessions_on_other_devices(client):
    make_person(make_user())
    other = Client()
    sign_in(client), sign_in(other)
    client.post(SET_PIN, {"old": PIN, "pin": "905173", "pin_again": "905173"})
    assert other.get(LEARNING)["Location"].startswith(SIGN_IN)
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), password="905173")["Location"] == LEARNING


def test_an_own_pin_set_with_the_phones_closes_the_person_on_other_devices(client):
    person = make_person(make_user())
    other = Client()
    sign_in(client), sign_in(other)
    assert f'href="{SET_OWN_PIN}"' in client.get(SET_PIN).content.decode()
    said = client.post(SET_OWN_PIN, {"old": PIN, "pin": "905173", "pin_again": "905173"})
    assert said["Location"] == LEARNING
    person.refresh_from_db()
    assert (person.opens_with("905173"), person.opens_with(PIN)) == (True, False)
    assert client.get(LEARNING).status_code == 200
    assert other.get(LEARNING)["Location"].startswith(CHOOSE)


def test_a_new_own_pin_needs_the_old_one_and_closes_the_person_on_other_devices(client):
    person = make_person(make_user(), pin="905173")
    here, other = learning_client(person), learning_client(person)
    assert f'href="{SET_OWN_PIN}"' in here.get(LEARNING).content.decode()
    refused = here.post(SET_OWN_PIN, {"old": PIN, "pin": "318640", "pin_again": "318640"})
    assert list(errors(refused)) == ["old"]
    here.post(SET_OWN_PIN, {"old": "905173", "pin": "318640", "pin_again": "318640"})
    person.refresh_from_db()
    assert person.opens_with("318640")
    assert here.get(LEARNING).status_code == 200
    assert other.get(LEARNING)["Location"].startswith(CHOOSE)


def test_wrong_own_pins_are_counted_and_the_wait_is_said(client):
    here = learning_client(make_person(make_user(), pin="905173"))
    for _ in range(5):
        here.post(SET_OWN_PIN, {"old": "111222", "pin": "318640", "pin_again": "318640"})
    closed = here.post(SET_OWN_PIN, {"old": "905173", "pin": "318640", "pin_again": "318640"})
    assert "15" in errors(closed)["old"][0]


@pytest.mark.parametrize("address", [SET_PIN, SET_OWN_PIN])
def test_staff_change_their_password_and_no_pin(address):
    person = make_person(make_user(None, email="can.bo@example.vn"))
    assert learning_client(person).get(address)["Location"] == reverse("account_change_password")
