"""The list of item banks: how much each holds, found by any word of its questions, with marks or without."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView

from courses.items.item_block import DIFFICULTIES
from courses.models import ItemBank
from courses.services.bank_summaries import BankSummary, bank_summaries
from courses.text import fold

SHOWN_TAGS = 6


def tag_choices() -> list[tuple[str, str]]:
    """Every tag of every bank once, in the order of the alphabet without marks."""
    found = {fold(tag): tag for summary in bank_summaries().values() for tag in summary.tags}
    return [(found[key], found[key]) for key in sorted(found)]


class BankFilterSet(WagtailFilterSet):
    """Banks that hold a question with all that is asked for."""

    tag = django_filters.ChoiceFilter(label=gettext_lazy("Tag"), choices=tag_choices)
    difficulty = django_filters.ChoiceFilter(label=gettext_lazy("Difficulty"), choices=DIFFICULTIES)

    class Meta:
        model = ItemBank
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[ItemBank]) -> QuerySet[ItemBank]:
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        if not wanted:
            return queryset
        return queryset.filter(pk__in=[pk for pk, summary in bank_summaries().items() if summary.holds(wanted)])


class BankIndexView(IndexView):
    """Title, number of questions, tags, last change, state; each bank's tools in its menu."""

    is_searchable = True
    filterset_class = BankFilterSet
    tag_url_name = duplicates_url_name = import_url_name = export_url_name = usage_url_name = None

    @cached_property
    def summaries(self) -> dict[int, BankSummary]:
        """What every bank holds."""
        return bank_summaries()

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "title",
            Column("questions", label=_("Questions"), accessor=lambda bank: self.summaries[bank.pk].questions),
            Column("tags", label=_("Tags"), accessor=self.tags_line, classname="bank-wide"),
            UpdatedAtColumn(classname="bank-wide"),
            LiveStatusTagColumn(),
        ]

    def tags_line(self, bank: ItemBank) -> str:
        """The first tags of a bank, and that there are more."""
        tags = self.summaries[bank.pk].tags
        return ", ".join(tags[:SHOWN_TAGS]) + (" …" if len(tags) > SHOWN_TAGS else "")

    def search_queryset(self, queryset: QuerySet[ItemBank]) -> QuerySet[ItemBank]:
        if not self.is_searching:
            return queryset
        query = self.search_query
        return queryset.filter(pk__in=[pk for pk, summary in self.summaries.items() if summary.matches(query)])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.user_has_permission("change") and self.duplicates_url_name:
            address = reverse(self.duplicates_url_name)
            buttons.append(Button(_("Find duplicate questions"), url=address, icon_name="copy", priority=20))
        return buttons

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = [*super().header_buttons]
        if self.user_has_permission("change") and self.import_url_name:
            address = reverse(self.import_url_name)
            buttons.append(HeaderButton(_("Import from a file"), url=address, icon_name="upload", priority=1100))
        return buttons

    def get_list_more_buttons(self, instance: ItemBank) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *bank_buttons(self, instance)]


def bank_buttons(view: Any, bank: ItemBank) -> list[Button]:
    """What can be done with a bank besides editing it, for a view that knows the names of the addresses."""
    if not view.user_has_permission("change"):
        return []
    tools = [
        (view.tag_url_name, _("Label many questions"), "tag", ""),
        (view.import_url_name, _("Import questions"), "upload", f"?bank={bank.pk}"),
        (view.export_url_name, _("Export questions"), "download", ""),
        (view.duplicates_url_name, _("Find duplicates"), "copy", f"?bank={bank.pk}"),
        (view.usage_url_name, _("Where used"), "link", ""),
    ]
    return [
        Button(label, url=reverse(name, args=[] if query else [bank.pk]) + query, icon_name=icon, priority=40 + place)
        for place, (name, label, icon, query) in enumerate(tools)
        if name
    ]
