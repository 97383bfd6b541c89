"""Wordings of consent."""

from __future__ import annotations

from learners.enums import ConsentPurpose
from learners.models import ConsentText


def make_consent_text(purpose: str = ConsentPurpose.LEARNING, *, required: bool = True, **fields) -> ConsentText:
    """One wording in Vietnamese."""
    words = {"text": f"Tôi đồng ý: {ConsentPurpose(purpose).label}"} | fields
    return ConsentText.objects.create(purpose=purpose, required=required, **words)


def make_consent_texts() -> list[ConsentText]:
    """The four purposes: the record needed, the rest free."""
    return [
        make_consent_text(purpose, required=purpose == ConsentPurpose.LEARNING) for purpose in ConsentPurpose.values
    ]
