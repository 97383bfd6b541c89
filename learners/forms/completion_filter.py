"""What an officer asks the completion report for."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from courses.models import Audience, CoursePage
from learners.forms.report_filter import ReportFilterForm


class CompletionFilterForm(ReportFilterForm):
    """Where and when, of which audience, in which course."""

    audience = forms.ModelChoiceField(Audience.objects.all(), label=_("Audience"), required=False, empty_label=_("All"))
    course = forms.TypedChoiceField(label=_("Course"), required=False, coerce=UUID, empty_value=None)

    field_order = ["unit", "audience", "course"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = course_choices()
        cast(forms.ChoiceField, self.fields["course"]).choices = self.courses


def course_choices() -> list[tuple[str, str]]:
    """Every course by code and title, in the site's first language."""
    courses = CoursePage.objects.filter(locale=Locale.get_default()).order_by("code", "title")
    rows = courses.values_list("translation_key", "code", "title")
    return [("", str(_("All"))), *((str(key), f"{code} · {title}" if code else title) for key, code, title in rows)]
