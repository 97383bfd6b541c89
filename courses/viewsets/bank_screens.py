"""Screens around item banks that Wagtail has no view for, in Wagtail's own furniture."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import EditView, UsageView

from courses.items import ITEM_TYPES
from courses.models import ItemBank
from courses.services.bank_items import BankLocked, draft_items
from courses.services.bank_usage import BankUse, bank_uses
from courses.services.duplicate_items import duplicate_items
from courses.services.tag_items import TooManyTags, tag_items
from courses.viewsets.bank_index import bank_buttons
from courses.viewsets.label_form import LabelForm


class BankScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who may change banks; under `banks` → the bank, where it is about one."""

    permission_policy: Any = None
    permission_required = "change"
    index_url_name: str | None = None
    edit_url_name: str | None = None
    header_icon = ""

    @cached_property
    def bank(self) -> ItemBank | None:
        """The newest draft of the bank the address names; None where it names none."""
        asked = self.kwargs.get("pk") or self.request.GET.get("bank", "")
        if not str(asked).isdecimal():
            return None
        found = ItemBank.objects.filter(pk=asked).first()
        if found is None:
            raise Http404
        draft: ItemBank = found.get_latest_revision_as_object()
        return draft

    def get_page_subtitle(self) -> str:
        return self.bank.title if self.bank else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, self._crumb(self.index_url_name, capfirst(str(BANKS)))]
        if self.bank is not None:
            items.append(self._crumb(self.edit_url_name, self.bank.title, self.bank.pk))
        return [*items, {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}]

    def _crumb(self, name: str | None, label: str, *args: int) -> dict[str, str]:
        return {"url": reverse(name, args=args) if name else "", "label": label}


BANKS = ItemBank._meta.verbose_name_plural


class LabelItemsView(BankScreen):
    """Tags, difficulty and competence of many questions at once."""

    page_title = gettext_lazy("Label many questions")
    template_name = "courses/admin/label_items.html"

    @cached_property
    def form(self) -> LabelForm:
        """What to change."""
        return LabelForm(self.request.POST or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = set(self.request.POST.getlist("chosen"))
        rows = [
            {"number": number, "item": item, "kind": ITEM_TYPES[item["type"]].label, "chosen": item["id"] in chosen}
            for number, item in enumerate(draft_items(self.bank) if self.bank else [], start=1)
        ]
        return super().get_context_data(**kwargs) | {"bank": self.bank, "rows": rows, "form": self.form}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change what is chosen, and say how many questions changed."""
        chosen = set(request.POST.getlist("chosen"))
        if not chosen:
            messages.error(request, _("No question is chosen yet. Tick at least one."))
        elif self.form.is_valid() and self.bank is not None:
            try:
                labels = self.form.labels()
                changed = tag_items(bank_id=self.bank.pk, chosen=chosen, labels=labels, user=request.user)
            except (BankLocked, TooManyTags) as error:
                messages.error(request, str(error))
            else:
                self._say(changed)
                return redirect(request.path)
        return self.render_to_response(self.get_context_data())

    def _say(self, changed: int) -> None:
        if not changed:
            messages.info(self.request, _("Nothing changed: the chosen questions bear these labels already."))
            return
        sentence = ngettext(
            "%(count)s question was changed. The bank has a new draft.",
            "%(count)s questions were changed. The bank has a new draft.",
            changed,
        )
        messages.success(self.request, sentence % {"count": changed})


class DuplicatesView(BankScreen):
    """Questions that say the same, two by two."""

    page_title = gettext_lazy("Duplicate questions")
    template_name = "courses/admin/duplicates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = duplicate_items(bank_id=self.bank.pk if self.bank else None)
        banks = ItemBank.objects.order_by("title")
        return super().get_context_data(**kwargs) | {"bank": self.bank, "banks": banks, "duplicates": found}


class BankUsageView(UsageView):
    """Quizzes that draw from the bank, on the site and in drafts."""

    page_title = gettext_lazy("Where used")

    def get_queryset(self) -> list[BankUse]:
        return bank_uses(bank=self.object)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Quiz"), accessor="quiz.title", get_url=_quiz_url),
            Column("course", label=_("Course"), accessor="course"),
            Column("live", label=_("Drawn on the site"), accessor=lambda use: use.live or "–"),
            Column("draft", label=_("Drawn in the draft"), accessor=lambda use: use.draft or "–"),
        ]

    def get_table(self, object_list: list[BankUse], **kwargs: Any) -> Any:
        return self.table_class(self.columns, object_list, **self.get_table_kwargs(), **kwargs)


class BankEditView(EditView):
    """The editor of a bank, with its tools in the menu beside the title."""

    tag_url_name = duplicates_url_name = import_url_name = export_url_name = None

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *bank_buttons(self, self.object)]


def _quiz_url(use: BankUse) -> str:
    return reverse("wagtailadmin_pages:edit", args=[use.quiz.pk])
