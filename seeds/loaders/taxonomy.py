"""Audiences and competence frameworks: reference lists, whose source is the file."""

from __future__ import annotations

from django.db import transaction

from courses.models import Area, Audience, Competence, Framework
from seeds.loaders.content import ContentFolder
from seeds.loaders.tally import Tally, put
from seeds.schema import Both
from seeds.schema.taxonomy import FrameworkEntry


@transaction.atomic
def load_taxonomy(folder: ContentFolder, tally: Tally) -> None:
    """Bring in the lists a course is filed under, in the order of the file."""
    for audience in folder.taxonomy.audiences:
        values = {"names": _names(audience.names), "icon": audience.icon, "order": audience.order}
        put(tally, "Đối tượng", Audience, {"code": audience.code}, values)
    for framework in folder.taxonomy.frameworks:
        _load_framework(framework, tally)


def _load_framework(framework: FrameworkEntry, tally: Tally) -> None:
    top = put(tally, "Khung năng lực", Framework, {"code": framework.code}, {"names": _names(framework.names)})
    for area in framework.areas:
        key = {"framework": top, "number": area.number}
        row = put(tally, "Nhóm năng lực", Area, key, {"names": _names(area.names)})
        for competence in area.competences:
            key = {"area": row, "number": competence.number}
            put(tally, "Năng lực", Competence, key, {"names": _names(competence.names)})


def _names(names: Both) -> dict[str, str]:
    return {"vi": names.vi, "en": names.en}
