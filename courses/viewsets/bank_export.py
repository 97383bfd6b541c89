"""Banks and quizzes as files for other programs; the keys are in them, so only trainers get them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from courses.models import ItemBank, QuizPage
from courses.services.export_items import FORMATS, Export
from courses.text import fold
from courses.viewsets.bank_screens import BankScreen


class ExportBankView(BankScreen):
    """What each format cannot hold is said before anything is downloaded."""

    page_title = gettext_lazy("Export questions")
    template_name = "courses/admin/export.html"

    @cached_property
    def export(self) -> Export:
        """The newest draft of what is exported."""
        return Export(self.owner())

    def owner(self) -> ItemBank | QuizPage:
        """The bank of the address."""
        if self.bank is None:
            raise Http404
        return self.bank

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the file in the format asked for."""
        asked = request.GET.get("format", "")
        if not asked:
            return super().get(request, *args, **kwargs)
        if asked not in FORMATS:
            raise Http404
        return self.download(asked)

    def download(self, key: str) -> HttpResponse:
        """The file as a download that no cache keeps."""
        form = FORMATS[key]
        name = f"{slugify(fold(self.export.owner.title)) or 'cau-hoi'}.{form.ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(self.export.written(form).data, form.media_type, headers=headers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.export.items
        rows = [(form, self.export.written(form).messages) for form in FORMATS.values()] if self.export.drafted else []
        return super().get_context_data(**kwargs) | {"owner": self.export.owner, "rows": rows, "count": len(items)}


class ExportQuizView(ExportBankView):
    """A quiz, for those who may edit its page."""

    bank = None

    @cached_property
    def quiz(self) -> QuizPage:
        """The newest draft of the quiz; refuses whoever may not edit it."""
        page = get_object_or_404(QuizPage, pk=self.kwargs["pk"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        draft: QuizPage = page.get_latest_revision_as_object()
        return draft

    def owner(self) -> QuizPage:
        return self.quiz

    def get_page_subtitle(self) -> str:
        return str(self.quiz.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        crumb = self._crumb("wagtailadmin_pages:edit", str(self.quiz.title), self.quiz.pk)
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, crumb, here]
