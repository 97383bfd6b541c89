"""What every report by units is asked for: where, when, and on which map."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from learners.reports.period import YEAR, Period, PeriodError, period_choices, read_period
from learners.reports.units import UnitMap

RECORDED, RESTATED = "recorded", "restated"
FIRST_YEAR, LAST_YEAR = 2000, 2100
# A day outside these has no midnight in some time zone.
DAYS = [
    MinValueValidator(datetime.date(FIRST_YEAR, 1, 1), _("Choose a day from the year 2000 on.")),
    MaxValueValidator(datetime.date(LAST_YEAR, 12, 31), _("Choose a day before the year 2101.")),
]


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, required=required, widget=widget, validators=DAYS, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": _("Write the day as 05/11/2026.")},
    )  # fmt: skip


class ReportFilterForm(forms.Form):
    """Filters in plain words; whatever the address does not say is filled from `defaults`."""

    unit = forms.IntegerField(label=_("Area"), required=False)
    period = forms.ChoiceField(label=_("Period"), choices=period_choices)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    first = _day(_("From"))
    last = _day(_("To"))
    mode = forms.ChoiceField(
        label=_("Units"), choices=[(RESTATED, _("Restated to the map")), (RECORDED, _("As recorded then"))]
    )
    day = _day(_("Map of the day"), required=True)

    def __init__(self, asked: QueryDict, *, today: datetime.date, map_day: datetime.date) -> None:
        defaults = {"mode": RESTATED, "period": YEAR, "year": str(today.year), "day": map_day.isoformat()}
        super().__init__(defaults | {name: asked[name] for name in self.base_fields if name in asked})
        self.asked_period: Period | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "period" in cleaned and not {"year", "first", "last"} & set(self.errors):
            try:
                self.asked_period = read_period(
                    cleaned["period"], cleaned.get("year"), cleaned.get("first"), cleaned.get("last")
                )
            except PeriodError as error:
                self.add_error("period", str(error))
        return cleaned

    def offer_units(self, unit_map: UnitMap) -> None:
        """Let the area be chosen among the units of a map that may be seen, indented by level."""
        units = [(unit.pk, "\u2003" * depth + unit.full_name) for depth, unit in unit_map.tree()]
        self.fields["unit"].widget = forms.Select(choices=[("", _("All that I may see")), *units])
