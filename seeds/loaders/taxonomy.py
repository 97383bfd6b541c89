"""Audiences and competence frameworks: reference lists, whose source is the file."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.models import Area, Audience, Competence, Framework
from seeds.loaders.content import ContentFolder
from seeds.loaders.tally import Tally, put


@transaction.atomic
def load_taxonomy(folder: ContentFolder, tally: Tally) -> None:
    """Bring in the lists a course is filed under, in the order of the file."""
    for order, audience in enumerate(folder.taxonomy["audiences"], start=1):
        values = {"names": audience["names"], "icon": audience["icon"], "order": order}
        put(tally, "Đối tượng", Audience, {"code": audience["code"]}, values)
    for framework in folder.taxonomy["frameworks"]:
        _load_framework(framework, tally)


def _load_framework(framework: dict[str, Any], tally: Tally) -> None:
    top = put(tally, "Khung năng lực", Framework, {"code": framework["code"]}, {"names": framework["names"]})
    for area in framework["areas"]:
        key = {"framework": top, "number": area["number"]}
        row = put(tally, "Nhóm năng lực", Area, key, {"names": area["names"]})
        for competence in area["competences"]:
            key = {"area": row, "number": competence["number"]}
            put(tally, "Năng lực", Competence, key, {"names": competence["names"]})
