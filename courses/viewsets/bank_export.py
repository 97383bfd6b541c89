"""Banks and quizzes as files for other programs; the keys are in them, so only trainers get them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from courses.items import ITEM_TYPES
from courses.models import ItemBank, QuizPage
from courses.services.export_items import FORMATS, Export
from courses.text import fold
from courses.viewsets.bank_screens import BankScreen

PAPER = "paper"
# Every copy of a paper has its options in the same order, so that one key fits all.
PAPER_SEED = 0


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
        if asked == PAPER:
            return render(request, "courses/admin/paper.html", self.paper())
        if asked not in FORMATS:
            raise Http404
        return self.download(asked)

    def paper(self) -> dict[str, Any]:
        """Everything for an exam on paper: the questions as learners see them, then the key on a page of its own."""
        rows = [(ITEM_TYPES[item["type"]], item) for item in self.export.items]
        asked = [item["id"] for kind, item in rows if kind.graded]
        return {
            "title": self.export.owner.title,
            "sheets": [
                {
                    "template": kind.print_template,
                    "item": kind.public(item, PAPER_SEED),
                    "number": asked.index(item["id"]) + 1 if kind.graded else None,
                    "right_answer": kind.right_answer(item) if kind.graded else "",
                }
                for kind, item in rows
            ],
        }

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
