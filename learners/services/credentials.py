"""Issuing, revoking and checking credentials."""

from __future__ import annotations

import datetime
import secrets
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from courses.models import CoursePage
from courses.text import format_number
from learners import outbox
from learners.certificates.facts import SHORT_CODE_LENGTH, certificate_facts
from learners.certificates.render import render
from learners.enums import CredentialState
from learners.models import (
    Credential,
    CredentialHolder,
    Enrolment,
    NumberSeries,
    Organisation,
    OrganisationProfile,
)
from learners.services.commands import digest_of
from learners.services.grading import score_text

# 26 letters of 32 are 130 random bits; none of them is mistaken for another when typed from paper.
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 26


class NotCompleted(Exception):
    """The course is not completed, so there is nothing to certify."""


class NoIssuer(Exception):
    """No organisation owns the course or the site, so nobody can sign."""


def issuer_of(enrolment: Enrolment, day: datetime.date) -> OrganisationProfile:
    """Who issues for a course on a day: its owner, else the owner of the site. Raises NoIssuer."""
    owners = Organisation.objects.filter(courses__course_key=enrolment.course_key)
    organisation = owners.first() or Organisation.objects.filter(is_owner=True).first()
    profile = organisation.profile_on(day) if organisation else None
    if profile is None:
        raise NoIssuer
    return profile


@transaction.atomic
def issue_credential(*, enrolment: Enrolment) -> Credential:
    """Return the valid credential of a completed enrolment, issuing it when there is none.

    The number is taken last, under the lock of its series, so numbers of an issuer and year have no gap; the year is
    the local one. The PDF follows through the outbox. Raises NotCompleted, NoIssuer.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=enrolment.pk)
    held = enrolment.credentials.valid().first()
    if held is not None:
        return held
    if enrolment.completed_at is None:
        raise NotCompleted
    today = timezone.localdate(enrolment.completed_at)
    issuer = issuer_of(enrolment, today)
    evidence = enrolment.attempts.scored().filter(passed=True).order_by("-score", "number").first()
    facts = _facts(enrolment, issuer, evidence)
    holder = {
        "full_name": enrolment.certificate_name or enrolment.person.full_name,
        "birth_text": enrolment.person.birth_text,
        "unit_text": str(enrolment.unit or enrolment.person.unit_text),
        "salt": secrets.token_hex(16),
    }
    series = _locked_series(issuer.organisation, today.year)
    credential = _write(enrolment, evidence, issuer, series, facts, holder, today)
    outbox.add("render_certificate", str(credential.pk))
    return credential


def _facts(enrolment: Enrolment, issuer: OrganisationProfile, evidence: Any) -> dict[str, Any]:
    with translation.override("vi"):
        course = CoursePage.objects.with_key(enrolment.course_key).order_by("-locale__language_code", "pk").first()
        return {
            "course": course.title if course else "",
            "course_code": course.code if course else "",
            **_hours(enrolment),
            "from": timezone.localdate(enrolment.enrolled_at).isoformat(),
            "to": timezone.localdate(enrolment.completed_at).isoformat(),
            "result": score_text(evidence.score) if evidence is not None else "",
            "title": issuer.certificate_title,
            "issuer": issuer.name,
            "superior": issuer.superior_name,
            "place": issuer.place,
            "signer_authority": issuer.signer_authority,
            "signer_title": issuer.signer_title,
            "signer": issuer.signer_name,
            "specimen": issuer.specimen,
        }


def _hours(enrolment: Enrolment) -> dict[str, str]:
    """The hours of the parts completed; those in class where attendance was asked for, since that is complete too."""
    hours = enrolment.rule["hours"]
    found = {"hours": format_number(Decimal(hours["self_paced"]).normalize())}
    in_class = Decimal(hours.get("class", 0)) if "attendance" in enrolment.rule else Decimal(0)
    return found | ({"hours_class": format_number(in_class.normalize())} if in_class else {})


def _locked_series(organisation: Organisation, year: int) -> NumberSeries:
    NumberSeries.objects.get_or_create(organisation=organisation, year=year)
    return NumberSeries.objects.select_for_update().get(organisation=organisation, year=year)


def _write(
    enrolment: Enrolment, evidence: Any, issuer: OrganisationProfile, series: NumberSeries,
    facts: dict[str, Any], holder: dict[str, str], today: datetime.date,
) -> Credential:  # fmt: skip
    series.last += 1
    series.save(update_fields=["last"])
    facts["number"] = issuer.number_format.format(number=series.last, year=series.year)
    facts["register_number"] = issuer.register_format.format(number=series.last, year=series.year)
    months = enrolment.rule["validity_months"]
    chained = _chained(series, facts, digest_of(holder), today, add_months(today, months) if months else None)
    credential = Credential.objects.create(
        enrolment=enrolment,
        evidence=evidence,
        organisation=series.organisation,
        year=series.year,
        number=series.last,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        **chained,
    )
    CredentialHolder.objects.create(credential=credential, **holder)
    return credential


def _chained(
    series: NumberSeries,
    facts: dict[str, Any],
    holder_digest: str,
    today: datetime.date,
    valid_to: datetime.date | None,
) -> dict[str, Any]:
    series_rows = Credential.objects.filter(organisation_id=series.organisation_id, year=series.year)
    before = series_rows.filter(number=series.last - 1).first()
    previous = before.digest if before else ""
    return {
        "facts": facts,
        "holder_digest": holder_digest,
        "previous_digest": previous,
        "digest": credential_digest(facts, holder_digest, previous, today, valid_to),
        "issued_on": today,
        "valid_to": valid_to,
    }


def credential_digest(
    facts: dict[str, Any], holder_digest: str, previous: str, issued_on: datetime.date, valid_to: datetime.date | None
) -> str:
    """SHA-256 that ties a credential's facts to its holder and to the credential before it in the register."""
    return digest_of([facts, holder_digest, previous, issued_on.isoformat(), valid_to.isoformat() if valid_to else ""])


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1) + datetime.timedelta(day.day - 1), following - datetime.timedelta(1))


@transaction.atomic
def revoke_credential(*, credential: Credential, reason: str) -> Credential:
    """End a credential with its reason; its number stays in the register. Revoking twice changes nothing."""
    rows = Credential.objects.filter(pk=credential.pk, state=CredentialState.ISSUED)
    rows.update(state=CredentialState.REVOKED, state_reason=reason, state_changed_at=timezone.now())
    credential.refresh_from_db()
    return credential


def find_credential(*, code: str) -> Credential | None:
    """The credential behind a QR; None for an unknown or altered code."""
    return _with_parts().filter(code=code).first() if code else None


def find_typed(*, number: str, code: str) -> Credential | None:
    """The credential with this number and the short code printed on the paper, however it was typed; else None."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    if len(letters) < SHORT_CODE_LENGTH:
        return None
    rows = _with_parts().filter(code__startswith=letters[:SHORT_CODE_LENGTH])
    return next((row for row in rows if row.facts["number"] == number.strip()), None)


def _with_parts() -> QuerySet[Credential]:
    return Credential.objects.select_related("holder", "organisation", "enrolment")


@transaction.atomic
def store_pdf(*, credential: Credential) -> Credential:
    """Render the paper from the frozen facts and keep it; a PDF already kept is left as it is."""
    credential = Credential.objects.select_for_update(of=("self",)).select_related("holder").get(pk=credential.pk)
    name = credential.pdf.name
    if not name or not credential.pdf.storage.exists(name):
        paper = render(certificate_facts(credential, base_url=settings.WAGTAILADMIN_BASE_URL))
        credential.pdf.save(f"{credential.code}.pdf", ContentFile(paper), save=False)
        Credential.objects.filter(pk=credential.pk).update(pdf=credential.pdf.name)
    return credential
