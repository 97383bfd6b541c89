"""The owning organisation with its dated names, the learning policy, the consent texts; what exists stays as it is."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.text import nfc
from learners.models import ConsentText, LearningPolicy, Organisation, OrganisationProfile
from seeds.loaders.content import ContentFolder
from seeds.loaders.tally import Tally, keep_or_create


@transaction.atomic
def load_owner(folder: ContentFolder, tally: Tally) -> Organisation:
    """Bring in who owns the site and issues certificates, with the name in force at each time."""
    owner = folder.site["owner"]
    organisation = keep_or_create(tally, "Cơ quan", Organisation, {"is_owner": True}, {"code": owner["code"]})
    for profile in owner["profiles"]:
        key = {"organisation": organisation, "valid_from": profile["valid_from"]}
        values = {name: _text(value) for name, value in (owner["signer"] | profile).items() if name != "valid_from"}
        keep_or_create(tally, "Tên cơ quan", OrganisationProfile, key, values)
    return organisation


@transaction.atomic
def load_policy(tally: Tally) -> None:
    """Bring in the numbers of the house as the code knows them; an administrator changes them, never the next run."""
    made = not LearningPolicy.objects.exists()
    if made:
        LearningPolicy.objects.create()
    tally.note("Quy định học tập", "created" if made else "unchanged")


@transaction.atomic
def load_consents(folder: ContentFolder, tally: Tally) -> None:
    """Bring in the first wording of each purpose; a new wording is a new version, never a change of this one."""
    for consent in folder.site["consents"]:
        for language, text in consent["text"].items():
            key = {"purpose": consent["purpose"], "version": 1, "language": language}
            values = {"text": _text(text), "required": consent["required"]}
            keep_or_create(tally, "Lời đồng ý", ConsentText, key, values)


def _text(value: Any) -> Any:
    return nfc(value) if isinstance(value, str) else value
