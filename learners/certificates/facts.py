"""From a credential's frozen facts to what the paper prints."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from learners.certificates.render import CertificateFacts
from learners.models import Credential

# Fifty random bits beside the number are enough to type; the QR carries the whole code.
SHORT_CODE_LENGTH = 10


def short_code(credential: Credential) -> str:
    """The code printed under the QR for typing: “ABCDE-23456”."""
    return f"{credential.code[:5]}-{credential.code[5:SHORT_CODE_LENGTH]}"


def hours_in_words(facts: Mapping[str, Any]) -> str:
    """The hours of the parts completed: “4 giờ tự học”, “4 giờ tự học, 6 giờ trên lớp”."""
    alone = _("%(hours)s hours on your own") % {"hours": facts["hours"]}
    if "hours_class" not in facts:
        return alone
    return _("%(alone)s, %(hours)s hours in class") % {"alone": alone, "hours": facts["hours_class"]}


def verify_url(credential: Credential, base_url: str) -> str:
    """The address behind the QR."""
    return f"{base_url.rstrip('/')}/giay-chung-nhan/{credential.code}/"


def certificate_facts(credential: Credential, *, base_url: str) -> CertificateFacts:
    """What the paper prints, in Vietnamese, from nothing but the frozen facts and the holder."""
    facts, holder = credential.facts, credential.holder
    with override("vi"):
        hours = hours_in_words(facts)
    same = {name: facts[name] for name in ("title", "place", "signer_authority", "signer_title", "specimen")}
    return CertificateFacts(
        superior_body=facts["superior"],
        issuer_name=facts["issuer"],
        full_name=holder.full_name,
        birth_text=holder.birth_text,
        unit_text=holder.unit_text,
        course_title=facts["course"],
        hours_text=hours,
        from_date=datetime.date.fromisoformat(facts["from"]),
        to_date=datetime.date.fromisoformat(facts["to"]),
        result_text=facts["result"],
        issued_on=credential.issued_on,
        signer_name=facts["signer"],
        number=facts["number"],
        register_number=facts["register_number"],
        valid_to=credential.valid_to,
        verify_url=verify_url(credential, base_url),
        code=short_code(credential),
        **same,
    )
