"""People who learn, and a body that issues their certificates."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid4

from learners.models import Attempt, Organisation, OrganisationProfile, Person, User
from learners.services.responses import save_response


def make_learner(full_name: str = "Nguyễn Thị Mẫu", phone: str | None = None, **fields: Any) -> Person:
    """A person with a phone of their own."""
    number = phone or f"+849{User.objects.count():08d}"
    user, _ = User.objects.get_or_create(phone=number)
    born = {"birth_date": datetime.date(1965, 11, 5)}
    return Person.objects.create(user=user, full_name=full_name, **(born | fields))


def make_issuer(**fields: Any) -> Organisation:
    """The owner of the site with one profile in force since 2020."""
    owner, _ = Organisation.objects.get_or_create(code="owner", defaults={"is_owner": True})
    profile = {
        "name": "Sở Khoa học và Công nghệ", "superior_name": "Ủy ban nhân dân tỉnh", "place": "Bắc Giang",
        "signer_authority": "GIÁM ĐỐC", "signer_title": "Giám đốc", "signer_name": "Trần Văn Ký",
        "certificate_title": "GIẤY CHỨNG NHẬN HOÀN THÀNH",
    }  # fmt: skip
    OrganisationProfile.objects.create(organisation=owner, valid_from=datetime.date(2020, 1, 1), **(profile | fields))
    return owner


def answer_all(attempt: Attempt, answers: dict[str, Any], origin: UUID | None = None) -> None:
    """Save these answers, each as its own page would."""
    for item_id, body in answers.items():
        save_response(
            person=attempt.enrolment.person, attempt=attempt, item_id=item_id, body=body, origin=origin or uuid4()
        )
