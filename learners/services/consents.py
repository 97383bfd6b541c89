"""Consent: which words are shown, and the record of who agreed to them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from learners.enums import Channel, ConsentPurpose
from learners.models import ConsentRecord, ConsentText, Person, PersonEthnicity


def texts_in_force(language: str) -> list[ConsentText]:
    """The newest wording of every purpose, in the language if it was written, else in Vietnamese."""
    newest: dict[str, ConsentText] = {}
    for text in ConsentText.objects.filter(language__in={language, "vi"}).order_by("version", "pk"):
        known = newest.get(text.purpose)
        if known is None or known.language != language or text.language == language:
            newest[text.purpose] = text
    return sorted(newest.values(), key=lambda text: list(ConsentPurpose.values).index(text.purpose))


@transaction.atomic
def record_consents(
    *, person: Person, texts: Sequence[ConsentText], channel: str = Channel.SELF, helper: Person | None = None
) -> list[ConsentRecord]:
    """Record agreement to each wording shown; agreed to before and still valid, it is not recorded twice."""
    return [
        ConsentRecord.objects.get_or_create(
            person=person, text=text, withdrawn_at=None, defaults={"channel": channel, "helper": helper}
        )[0]
        for text in texts
    ]


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str) -> int:
    """End every valid consent of a purpose and return how many ended; the ethnic group goes with its consent."""
    if purpose == ConsentPurpose.ETHNICITY:
        PersonEthnicity.objects.filter(person=person).delete()
    valid = ConsentRecord.objects.filter(person=person, text__purpose=purpose, withdrawn_at=None)
    return valid.update(withdrawn_at=timezone.now())
