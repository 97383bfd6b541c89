"""Ways in: signing a person up, adding one to a shared phone, choosing one, changing the phone's or the own PIN.

The functions that try a secret count the try first and only then open their transaction: a rollback must not forget it.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from courses.models import Audience
from courses.text import fold
from learners import access, pins
from learners.enums import BirthPrecision, Channel, ConsentPurpose
from learners.models import AdministrativeUnit, ConsentText, LearningPolicy, Person, PersonEthnicity, User
from learners.services import tries
from learners.services.consents import record_consents

SIGN_IN = "sign-in"
OWN_PIN = "own-pin"


class AccountError(Exception):
    """What keeps a person from being stored or opened; each kind has words of its own on the page."""


class PhoneOrPinMismatch(AccountError):
    """The phone is known and this PIN does not open it; nothing more may be said."""


class TooYoung(AccountError):
    """The person is under the age from which one enrols alone; `age` is that age. Nothing was stored."""

    def __init__(self, age: int) -> None:
        self.age = age
        super().__init__(age)


class BirthTooVague(AccountError):
    """The year (or month) alone leaves open whether the person may enrol alone."""


class ConsentMissing(AccountError):
    """A consent that enrolling needs, or the one that the ethnic group needs, was not given."""


class StaffAccount(AccountError):
    """The account belongs to staff, whose roles hold only while nobody else uses it."""


class WrongPin(AccountError):
    """The person's own PIN is another one, or the person is not on this phone."""


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What a person tells about themselves; `consents` are the wordings whose boxes were ticked."""

    full_name: str
    birth_date: datetime.date
    birth_precision: str = BirthPrecision.DAY
    unit: AdministrativeUnit | None = None
    unit_text: str = ""
    audience: Audience | None = None
    sex: str = ""
    ethnicity: str = ""
    consents: Sequence[ConsentText] = ()


def check_age(*, birth_date: datetime.date, birth_precision: str) -> None:
    """Raise TooYoung under the policy's age, and BirthTooVague where only a fuller date could tell.

    `birth_date` is the first day that fits: the first of the month or of the year where no more is known.
    """
    age = LearningPolicy.in_force().adult_age
    last_day = {
        BirthPrecision.DAY: birth_date,
        BirthPrecision.MONTH: birth_date.replace(day=calendar.monthrange(birth_date.year, birth_date.month)[1]),
        BirthPrecision.YEAR: birth_date.replace(month=12, day=31),
    }[BirthPrecision(birth_precision)]
    if _age(birth_date) < age:
        raise TooYoung(age)
    if _age(last_day) < age:
        raise BirthTooVague


def _age(birth_date: datetime.date) -> int:
    today = timezone.localdate()
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def register_person(*, phone: str, pin: str, details: PersonDetails) -> Person:
    """Open an account for a phone (E.164) with its first person, or add the person to the account this PIN opens.

    The same person sent twice is stored once. Known or unknown phone, the PIN is hashed exactly once. Raises
    pins.WeakPin, TooYoung, BirthTooVague, ConsentMissing, tries.TooManyTries, PhoneOrPinMismatch, StaffAccount.
    """
    pins.check(pin, birth_date=details.birth_date, birth_precision=details.birth_precision)
    _check_details(details)
    one_try = tries.begin(SIGN_IN, phone)
    with transaction.atomic():
        person = _store_person(_account(phone, pin), details)
    one_try.give_back()
    return person


def add_person(*, user: User, details: PersonDetails, pin: str = "") -> Person:
    """Add one more person to a signed-in phone, protected by an own PIN if one is given; sent twice, stored once.

    Raises pins.WeakPin, TooYoung, BirthTooVague, ConsentMissing, StaffAccount.
    """
    if pin:
        pins.check(pin, birth_date=details.birth_date, birth_precision=details.birth_precision)
    _check_details(details)
    with transaction.atomic():
        return _store_person(User.objects.select_for_update().get(pk=user.pk), details, pin=pin)


def open_person(*, user: User, public_id: UUID, pin: str = "") -> Person:
    """Return the person of this phone whom the PIN opens (any PIN where none was set).

    Raises WrongPin, and tries.TooManyTries after five wrong ones in a quarter of an hour.
    """
    person = access.people_of(user).filter(public_id=public_id).first()
    if person is None:
        raise WrongPin
    if not person.pin:
        return person
    one_try = tries.begin(OWN_PIN, str(public_id))
    if not person.opens_with(pin):
        raise WrongPin
    one_try.give_back()
    return person


def choose_person(request: HttpRequest, person: Person) -> None:
    """Make this the person of the session, under a new session key."""
    request.session[access.PERSON_SESSION_KEY] = str(person.public_id)
    request.session[access.OWN_PIN_SESSION_KEY] = access.session_mark(person)
    request.session.cycle_key()
    request.person = person  # type: ignore[attr-defined]  # Ours; the middleware put the former person there.


def set_pin(*, request: HttpRequest, user: User, pin: str) -> None:
    """Give the account a new PIN; every other session of it ends, this one goes on. Raises pins.WeakPin."""
    for person in access.people_of(user):
        if person.birth_date:
            pins.check(pin, birth_date=person.birth_date, birth_precision=person.birth_precision)
    pins.check(pin)
    user.set_password(pin)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)


def set_own_pin(*, request: HttpRequest, user: User, person: Person, old: str, pin: str) -> None:
    """Give a person of this phone a new own PIN; `old` is the one until now, the phone's where there was none.

    Sessions in which the person is open on other devices ask for the new one, this one goes on. Raises pins.WeakPin,
    WrongPin, tries.TooManyTries.
    """
    pins.check(pin, birth_date=person.birth_date, birth_precision=person.birth_precision)
    if person.pin:
        open_person(user=user, public_id=person.public_id, pin=old)
    else:
        one_try = tries.begin(SIGN_IN, user.phone or "")
        if not user.check_password(old):
            raise WrongPin
        one_try.give_back()
    person.set_pin(pin)
    person.save(update_fields=["pin"])
    choose_person(request, person)


def _check_details(details: PersonDetails) -> None:
    check_age(birth_date=details.birth_date, birth_precision=details.birth_precision)
    given = {text.purpose for text in details.consents}
    needed = set(ConsentText.objects.filter(required=True).values_list("purpose", flat=True))
    if details.ethnicity:
        needed.add(ConsentPurpose.ETHNICITY)
    if needed - given:
        raise ConsentMissing


def new_account(*, secret: str, **fields: Any) -> User:
    """Store a way to sign in: a phone or an e-mail with its PIN or password."""
    user = User(**fields)
    user.set_password(secret)
    user.save()
    return user


def _account(phone: str, pin: str) -> User:
    """The account of the phone if the PIN opens it, a new one for a new phone. Raises PhoneOrPinMismatch."""
    user = User.objects.select_for_update().filter(phone=phone).first()
    if user is None:
        try:
            with transaction.atomic():
                return new_account(phone=phone, secret=pin)
        except IntegrityError:
            # Another request opened the account between the look and the write: it is the one to open.
            user = User.objects.select_for_update().get(phone=phone)
    if not user.check_password(pin) or not user.is_active:
        raise PhoneOrPinMismatch
    return user


def _store_person(user: User, details: PersonDetails, *, pin: str = "") -> Person:
    if access.is_staff(user):
        raise StaffAccount
    same = {"birth_date": details.birth_date, "birth_precision": details.birth_precision}
    known = access.people_of(user).filter(name_folded=fold(details.full_name), **same).first()
    if known is not None:
        return known
    person = Person(user=user, full_name=details.full_name, sex=details.sex, **same)
    person.unit, person.unit_text, person.audience = details.unit, details.unit_text, details.audience
    if pin:
        person.set_pin(pin)
    person.save()
    _store_consents(person, details)
    return person


def _store_consents(person: Person, details: PersonDetails) -> None:
    texts = [text for text in details.consents if text.purpose != ConsentPurpose.ETHNICITY or details.ethnicity]
    records = record_consents(person=person, texts=texts, channel=Channel.SELF)
    for record in records:
        if record.text.purpose == ConsentPurpose.ETHNICITY:
            PersonEthnicity.objects.create(person=person, group=details.ethnicity, consent=record)
