"""What markers fill in: points along a rubric, answers to questions about marks, and which of them to list."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.items import FrozenItem
from courses.text import format_number
from learners.models.attempt import AttemptQuerySet
from learners.models.mark_query import LONGEST_QUERY
from learners.reports.attempt_table import quiz_choices

STEP = Decimal("0.25")
LONGEST_COMMENT = 2000
WAITING, MARKED = "waiting", "marked"
OPEN, ANSWERED = "open", "answered"
STAYS, RIGHT = "stays", "right"


class RubricForm(forms.Form):
    """Points for every criterion, words for the learner, and a reason where a mark that counted changes."""

    def __init__(self, item: FrozenItem, *args: Any, asks_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria: list[str] = []
        for row in item["rubric"]:
            self.criteria.append(row["id"])
            self.fields[_name(row["id"])] = _points_field(row)
        self.fields["comment"] = forms.CharField(
            label=_("Words for the learner"),
            required=False,
            max_length=LONGEST_COMMENT,
            help_text=_("What was good, and what to read again. The learner sees them with the result."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if asks_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Why does the mark change?"), max_length=200, help_text=_("Stays in the history of scores.")
            )

    @staticmethod
    def initial_of(criteria: Mapping[str, str], comment: str) -> dict[str, Any]:
        """The form filled with an earlier mark."""
        return {_name(key): Decimal(value) for key, value in criteria.items()} | {"comment": comment}

    def marks(self) -> dict[str, Decimal]:
        """Points by criterion id."""
        return {key: self.cleaned_data[_name(key)] for key in self.criteria}


class QueryAnswerForm(forms.Form):
    """Whether the learner is right, and the answer in words."""

    accepted = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(STAYS, _("The mark stays")), (RIGHT, _("The learner is right"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer to the learner"),
        max_length=LONGEST_QUERY,
        help_text=_("Plain and kind: what you looked at and why. The learner reads it on the result page."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DeskFilterForm(forms.Form):
    """Which quiz, and what is still to do or what is done."""

    quiz = forms.TypedChoiceField(label=_("Quiz"), required=False, coerce=UUID, empty_value=None)
    show = forms.ChoiceField(label=_("Show"), required=False)

    def __init__(self, asked: Mapping[str, Any], attempts: AttemptQuerySet, shows: list[tuple[str, Any]]) -> None:
        super().__init__({name: asked[name] for name in self.base_fields if name in asked})
        cast(forms.ChoiceField, self.fields["quiz"]).choices = [("", _("All")), *quiz_choices(attempts)]
        cast(forms.ChoiceField, self.fields["show"]).choices = shows
        self.is_valid()
        # Not named as the fields: a template would take the one for the other.
        self.asked_show: str = self.cleaned_data.get("show") or shows[0][0]
        self.asked_quiz: UUID | None = self.cleaned_data.get("quiz")


def _points_field(row: Mapping[str, str]) -> forms.DecimalField:
    most = Decimal(row["points"])
    return forms.DecimalField(
        label=row["text"],
        min_value=Decimal(0),
        max_value=most,
        max_digits=7,
        decimal_places=2,
        help_text=_("0 to %(most)s points") % {"most": format_number(most)},
        widget=forms.NumberInput(attrs={"step": STEP, "inputmode": "decimal"}),
    )


def _name(criterion: str) -> str:
    return f"criterion-{criterion}"
