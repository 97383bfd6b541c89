"""Signing people up, sharing a phone, and what may never be guessed."""

import datetime
import threading
import time

import pytest
import time_machine
from django.contrib.auth import hashers
from django.contrib.auth.models import Group
from django.db import connection

from learners import messages, pins
from learners.enums import BirthPrecision, ConsentPurpose, Role
from learners.models import ConsentRecord, LearningPolicy, Message, Person, PersonEthnicity, RoleAssignment, User
from learners.services import accounts, tries
from learners.services.accounts import PersonDetails, add_person, check_age, open_person, register_person
from learners.services.consents import record_consents, texts_in_force, withdraw_consent
from learners.services.ensured_accounts import ensure_learner, ensure_staff
from tests.factories import PIN, make_consent_text, make_consent_texts, make_person, make_unit, make_user

PHONE = "+84912345678"


class CountingHasher(hashers.MD5PasswordHasher):
    """MD5, which counts how often it is asked to hash."""

    count = 0

    def encode(self, password, salt, iterations=None):
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture
def hashed(settings):
    settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.{CountingHasher.__qualname__}"]

    def count(call):
        CountingHasher.count = 0
        call()
        return CountingHasher.count

    return count


@pytest.fixture
def consents(db):
    return make_consent_texts()


def details(shown, **fields):
    said = {"full_name": "Nguyễn Thị Hoa", "birth_date": datetime.date(1960, 11, 5), "consents": shown[:1]}
    return PersonDetails(**(said | fields))


def test_a_first_visit_makes_one_account_one_person_and_the_consents_with_their_wording(consents):
    unit = make_unit()
    person = register_person(phone=PHONE, pin=PIN, details=details(consents, unit=unit))
    assert (person.user.phone, person.user.check_password(PIN), person.user.phone_verified) == (PHONE, True, False)
    assert (person.full_name, person.unit, person.birth_text, person.pin) == ("Nguyễn Thị Hoa", unit, "05/11/1960", "")
    record = ConsentRecord.objects.get()
    assert (record.person, record.text, record.channel, record.withdrawn_at) == (person, consents[0], "self", None)


def test_the_same_person_sent_twice_is_stored_once(consents):
    first = register_person(phone=PHONE, pin=PIN, details=details(consents))
    second = register_person(phone=PHONE, pin=PIN, details=details(consents, full_name="nguyễn  thị hoa"))
    assert first == second
    assert (User.objects.count(), Person.objects.count(), ConsentRecord.objects.count()) == (1, 1, 1)


def test_two_posts_at_the_same_moment_make_one_account_and_one_person(transactional_db):
    consents = make_consent_texts()
    gate = threading.Barrier(2)
    stored = []

    def sign_up():
        gate.wait()
        stored.append(register_person(phone=PHONE, pin=PIN, details=details(consents)).pk)
        connection.close()

    threads = [threading.Thread(target=sign_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored == [Person.objects.get().pk] * 2
    assert User.objects.count() == 1


def test_the_right_pin_adds_a_second_person_to_a_phone_that_learns_already(consents):
    first = register_person(phone=PHONE, pin=PIN, details=details(consents))
    second = register_person(phone=PHONE, pin=PIN, details=details(consents, full_name="Trần Văn Bình"))
    assert (second.user, second == first) == (first.user, False)


def test_a_wrong_pin_on_a_known_phone_stores_nothing(consents):
    make_person(make_user(PHONE))
    with pytest.raises(accounts.PhoneOrPinMismatch):
        register_person(phone=PHONE, pin="905173", details=details(consents))
    assert (Person.objects.count(), ConsentRecord.objects.count()) == (1, 0)


def test_an_account_that_was_switched_off_answers_like_a_wrong_pin(consents):
    make_user(PHONE, is_active=False)
    with pytest.raises(accounts.PhoneOrPinMismatch):
        register_person(phone=PHONE, pin=PIN, details=details(consents))


def test_a_known_phone_costs_the_same_hash_calls_as_a_new_one(consents, hashed):
    make_user("+84912000001")

    def known():
        with pytest.raises(accounts.PhoneOrPinMismatch):
            register_person(phone="+84912000001", pin="905173", details=details(consents))

    def new():
        register_person(phone="+84912000002", pin="905173", details=details(consents))

    def household():
        register_person(phone="+84912000001", pin=PIN, details=details(consents))

    assert [hashed(call) for call in (known, new, household)] == [1, 1, 1]


def test_five_wrong_pins_close_a_phone_for_a_quarter_of_an_hour_even_to_the_right_one(consents):
    make_user(PHONE)
    with time_machine.travel(time.time(), tick=False) as clock:
        for _ in range(5):
            with pytest.raises(accounts.PhoneOrPinMismatch):
                register_person(phone=PHONE, pin="905173", details=details(consents))
        clock.shift(181)
        with pytest.raises(tries.TooManyTries) as closed:
            register_person(phone=PHONE, pin=PIN, details=details(consents))
        assert closed.value.minutes == 12
        clock.shift(12 * 60)
        assert register_person(phone=PHONE, pin=PIN, details=details(consents)).user.phone == PHONE


def test_right_pins_do_not_use_up_the_tries(consents):
    for number in range(8):
        register_person(phone=PHONE, pin=PIN, details=details(consents, full_name=f"Nguyễn Thị {'H' * (number + 1)}"))
    assert Person.objects.count() == 8


@pytest.mark.parametrize("pin", ["123456", "000000", "051160"])
def test_a_pin_that_is_tried_first_is_refused(consents, pin):
    with pytest.raises(pins.WeakPin):
        register_person(phone=PHONE, pin=pin, details=details(consents))
    assert not User.objects.exists()


def test_without_a_needed_consent_nothing_is_stored(consents):
    with pytest.raises(accounts.ConsentMissing):
        register_person(phone=PHONE, pin=PIN, details=details([]))
    assert not User.objects.exists()


def test_an_ethnic_group_is_kept_only_with_its_own_consent(consents):
    with pytest.raises(accounts.ConsentMissing):
        register_person(phone=PHONE, pin=PIN, details=details(consents, ethnicity="Nùng"))
    person = register_person(phone=PHONE, pin=PIN, details=details(consents, ethnicity="Nùng", consents=consents))
    kept = PersonEthnicity.objects.get(person=person)
    assert (kept.group, kept.consent.text.purpose) == ("Nùng", ConsentPurpose.ETHNICITY)


def test_the_consent_for_an_ethnic_group_that_was_not_given_is_not_recorded(consents):
    person = register_person(phone=PHONE, pin=PIN, details=details(consents, consents=consents))
    assert not person.consents.filter(text__purpose=ConsentPurpose.ETHNICITY).exists()


def test_a_withdrawn_consent_takes_the_ethnic_group_with_it(consents):
    person = register_person(phone=PHONE, pin=PIN, details=details(consents, ethnicity="Tày", consents=consents))
    assert withdraw_consent(person=person, purpose=ConsentPurpose.ETHNICITY) == 1
    assert not PersonEthnicity.objects.exists()
    assert person.consents.filter(withdrawn_at=None).count() == 3


def test_the_newest_wording_in_the_language_is_shown_else_the_vietnamese_one(db):
    make_consent_text(ConsentPurpose.LEARNING)
    newest = make_consent_text(ConsentPurpose.LEARNING, version=2)
    english = make_consent_text(ConsentPurpose.LEARNING, language="en")
    vietnamese = make_consent_text(ConsentPurpose.REPORTING)
    assert texts_in_force("vi") == [newest, vietnamese]
    assert texts_in_force("en") == [english, vietnamese]


def test_agreeing_again_after_withdrawing_is_a_new_record(consents):
    person = make_person()
    record_consents(person=person, texts=consents[:1])
    withdraw_consent(person=person, purpose=ConsentPurpose.LEARNING)
    record_consents(person=person, texts=consents[:1])
    record_consents(person=person, texts=consents[:1])
    assert [record.withdrawn_at is None for record in person.consents.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    ("birth", "precision", "error"),
    [
        (datetime.date(2010, 3, 15), BirthPrecision.DAY, None),
        (datetime.date(2010, 3, 16), BirthPrecision.DAY, accounts.TooYoung),
        (datetime.date(2010, 2, 1), BirthPrecision.MONTH, None),
        (datetime.date(2010, 3, 1), BirthPrecision.MONTH, accounts.BirthTooVague),
        (datetime.date(2010, 4, 1), BirthPrecision.MONTH, accounts.TooYoung),
        (datetime.date(2009, 1, 1), BirthPrecision.YEAR, None),
        (datetime.date(2010, 1, 1), BirthPrecision.YEAR, accounts.BirthTooVague),
        (datetime.date(2011, 1, 1), BirthPrecision.YEAR, accounts.TooYoung),
    ],
)
def test_the_age_is_judged_as_exactly_as_the_birth_is_known(db, birth, precision, error):
    with time_machine.travel(datetime.datetime(2026, 3, 15, 5, tzinfo=datetime.UTC), tick=False):
        if error is None:
            check_age(birth_date=birth, birth_precision=precision)
        else:
            with pytest.raises(error):
                check_age(birth_date=birth, birth_precision=precision)


def test_the_age_from_which_one_enrols_alone_is_data(db):
    check_age(birth_date=datetime.date(1960, 11, 5), birth_precision=BirthPrecision.DAY)
    assert not LearningPolicy.objects.exists()
    LearningPolicy.objects.create(adult_age=90)
    with pytest.raises(accounts.TooYoung) as young:
        check_age(birth_date=datetime.date(1960, 11, 5), birth_precision=BirthPrecision.DAY)
    assert young.value.age == 90


def test_a_further_person_is_opened_by_the_own_pin_only(consents):
    user = make_user()
    person = add_person(user=user, details=details(consents), pin="905173")
    with pytest.raises(accounts.WrongPin):
        open_person(user=user, public_id=person.public_id, pin=PIN)
    assert open_person(user=user, public_id=person.public_id, pin="905173") == person


def test_five_wrong_own_pins_close_that_person_and_nobody_else(db):
    user = make_user()
    guarded, open_to_all = make_person(user, pin="905173"), make_person(user, "Trần Văn Bình")
    for _ in range(5):
        with pytest.raises(accounts.WrongPin):
            open_person(user=user, public_id=guarded.public_id, pin="318640")
    with pytest.raises(tries.TooManyTries):
        open_person(user=user, public_id=guarded.public_id, pin="905173")
    assert open_person(user=user, public_id=open_to_all.public_id) == open_to_all


def test_a_person_of_another_phone_does_not_open(db):
    stranger = make_person(make_user("+84912000009"))
    with pytest.raises(accounts.WrongPin):
        open_person(user=make_user(), public_id=stranger.public_id)


def test_nobody_joins_the_account_of_staff(consents):
    person = make_person(make_user(PHONE))
    RoleAssignment.objects.create(person=person, role=Role.TRAINER)
    with pytest.raises(accounts.StaffAccount):
        register_person(phone=PHONE, pin=PIN, details=details(consents, full_name="Trần Văn Bình"))
    with pytest.raises(accounts.StaffAccount):
        add_person(user=person.user, details=details(consents, full_name="Trần Văn Bình"))


def test_a_message_waits_in_the_table_until_a_gateway_is_named(db, settings):
    messages.send(PHONE, "Mã: 123456")
    assert [(row.recipient, row.text, row.sent_at) for row in Message.objects.all()] == [(PHONE, "Mã: 123456", None)]
    assert messages.reaches_phones() is False
    settings.SMS_SENDER = "builtins.print"
    assert messages.reaches_phones() is True


def test_staff_are_ensured_once_with_role_group_and_the_demo_factor(db):
    group = Group.objects.create(name=Role.UNIT_OFFICER)
    unit = make_unit()
    given = {"email": "Can.Bo@Example.vn", "password": "first-long-password", "full_name": "Lê Văn Cán", "unit": unit}
    user = ensure_staff(**given, role=Role.UNIT_OFFICER, demo=True)
    again = ensure_staff(**(given | {"password": "other"}), role=Role.UNIT_OFFICER, demo=True)
    assert (again, User.objects.count(), Person.objects.count()) == (user, 1, 1)
    assert (user.email, user.is_demo, again.check_password("first-long-password")) == ("can.bo@example.vn", True, True)
    assert [(row.role, row.unit) for row in RoleAssignment.objects.all()] == [(Role.UNIT_OFFICER, unit)]
    assert (list(user.groups.all()), user.authenticator_set.count()) == ([group], 1)


def test_a_household_is_ensured_once_with_its_people_and_their_pins(consents):
    given = {
        "phone": "0168 123 4567",
        "pin": PIN,
        "names": ["Nguyễn Thị Hoa", "Trần Văn Bình"],
        "consents": consents[:1],
    }
    user = ensure_learner(**given, own_pins={"Trần Văn Bình": "905173"}, demo=True)
    assert ensure_learner(**given) == user
    assert user.phone == "+84381234567"
    people = {person.full_name: bool(person.pin) for person in user.people.all()}
    assert people == {"Nguyễn Thị Hoa": False, "Trần Văn Bình": True}
    assert ConsentRecord.objects.count() == 2
