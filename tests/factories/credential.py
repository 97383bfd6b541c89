"""Certificates as rows, without the chain that real issuing builds."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

from learners.models import Credential, Enrolment, Organisation


def make_credential(enrolment: Enrolment, issued_on: datetime.date, **fields: Any) -> Credential:
    """A certificate of an enrolment with the next number of the year."""
    issuer = Organisation.objects.get_or_create(code="owner", defaults={"is_owner": True})[0]
    given = {"number": Credential.objects.count() + 1, "code": uuid4().hex, "facts": {}, "digest": uuid4().hex}
    return Credential.objects.create(
        enrolment=enrolment, organisation=issuer, year=issued_on.year, issued_on=issued_on, **(given | fields)
    )
