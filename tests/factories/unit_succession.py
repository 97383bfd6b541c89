"""What units became."""

from __future__ import annotations

from learners.enums import SuccessionKind
from learners.models import AdministrativeUnit, UnitSuccession


def make_succession(
    old: AdministrativeUnit, new: AdministrativeUnit, kind: SuccessionKind = SuccessionKind.MERGED
) -> UnitSuccession:
    """`old` became `new` on the day the map of `new` came into force."""
    return UnitSuccession.objects.create(old=old, new=new, kind=kind, on=new.generation.valid_from)
