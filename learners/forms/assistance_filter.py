"""What an officer asks the report of help for."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from learners.forms.report_filter import ReportFilterForm
from learners.models import CommunityGroup


class AssistanceFilterForm(ReportFilterForm):
    """Where and when, by which team."""

    group = forms.ModelChoiceField(
        CommunityGroup.objects.none(), label=_("Community digital team"), required=False, empty_label=_("All")
    )

    field_order = ["unit", "group"]

    def __init__(self, *args: Any, groups: QuerySet[CommunityGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["group"]).queryset = groups
