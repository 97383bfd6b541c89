"""Importing questions from a file: upload, look, choose, import."""

from __future__ import annotations

import io
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.importers.base import LARGEST_FILE, Unreadable
from courses.importers.pictures import KINDS
from courses.importers.spreadsheet import template_xlsx
from courses.models import ItemBank, ItemImport
from courses.rules.uploads import is_what_its_name_says
from courses.services.bank_items import BankLocked
from courses.services.import_items import NotImported, import_items, keep_upload
from courses.services.preview_import import preview_import, reading_of
from courses.viewsets.bank_screens import BankScreen

TEMPLATE_NAME = "mau-cau-hoi.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED = ".docx,.xlsx,.csv,.txt,.gift,.xml,.zip"


class UploadForm(forms.Form):
    """A file and the bank its questions go to."""

    bank = forms.ModelChoiceField(ItemBank.objects.order_by("title"), label=gettext_lazy("Into the bank"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("Word (.docx), Excel, CSV, GIFT, Aiken, Moodle XML or QTI, at most 10 MB."),
    )

    def clean_file(self) -> Any:
        """Refuse a file too large to be read before any of it is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("This file is larger than 10 MB. Split it and upload the parts one by one."))
        return file


class UploadView(BankScreen):
    """Choose a file; what can be read of it is shown next."""

    page_title = gettext_lazy("Import questions from a file")
    template_name = "courses/admin/import_upload.html"
    choose_url_name: str = ""

    @cached_property
    def form(self) -> UploadForm:
        """The form, the bank of the address chosen in it."""
        chosen = {"bank": self.bank.pk} if self.bank else {}
        return UploadForm(self.request.POST or None, self.request.FILES or None, initial=chosen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = ItemImport.objects.of(self.request.user).waiting()
        found = {"form": self.form, "waiting": waiting, "has_banks": ItemBank.objects.exists()}
        return super().get_context_data(**kwargs) | found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the file and lead on to its questions; a file that cannot be read is refused with its reason."""
        if self.form.is_valid():
            file, bank = self.form.cleaned_data["file"], self.form.cleaned_data["bank"]
            try:
                kept = keep_upload(bank=bank, name=file.name, data=file.read(), user=request.user)
            except Unreadable as error:
                self.form.add_error("file", str(error))
            else:
                return redirect(self.choose_url_name, pk=kept.pk)
        return self.render_to_response(self.get_context_data())


class ImportScreen(BankScreen):
    """A screen about one import of the trainer asking; nobody opens the imports of others."""

    @cached_property
    def item_import(self) -> ItemImport:
        """The import, or 404."""
        return get_object_or_404(ItemImport.objects.of(self.request.user), pk=self.kwargs["pk"])

    @cached_property
    def bank(self) -> ItemBank | None:
        return cast(ItemBank, self.item_import.bank.get_latest_revision_as_object())


class ChooseView(ImportScreen):
    """Every question of the file as its learner will see it, with what is to be said about it."""

    page_title = gettext_lazy("Choose questions")
    template_name = "courses/admin/import_choose.html"
    picture_url_name: str = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"item_import": self.item_import, "bank": self.bank, "picture_url_name": self.picture_url_name}
        if self.item_import.state == ItemImport.State.WAITING:
            try:
                preview = preview_import(self.item_import)
            except Unreadable as error:
                found["unreadable"] = str(error)
            else:
                counts = {name: sum(getattr(each, name) for each in preview.candidates) for name in COUNTED}
                found |= {"preview": preview, "counts": counts, "chosen": self.chosen()}
        return super().get_context_data(**kwargs) | found

    def chosen(self) -> set[int] | None:
        """The numbers ticked in what was just sent; None where nothing was sent."""
        if self.request.method != "POST":
            return None
        return {int(number) for number in self.request.POST.getlist("chosen") if number.isdecimal()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Import what is ticked and open the bank, or say why nothing was imported."""
        try:
            done, is_new = import_items(import_id=self.item_import.pk, chosen=self.chosen() or set(), user=request.user)
        except (NotImported, BankLocked, Unreadable) as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data())
        if not is_new:
            messages.info(request, _("This file was imported before. Nothing was changed."))
        else:
            self._say(done.result)
        return redirect(self.edit_url_name or "", done.bank_id)

    def _say(self, result: dict[str, int]) -> None:
        imported, present = result["imported"], result["present"]
        sentence = ngettext(
            "%(count)s question was imported. The bank has a new draft.",
            "%(count)s questions were imported. The bank has a new draft.",
            imported,
        )
        if imported:
            messages.success(self.request, sentence % {"count": imported})
        if present:
            sentence = _("%(count)s of the chosen questions stood in the bank already and were left alone.")
            messages.info(self.request, sentence % {"count": present})


COUNTED = ("importable", "present", "faulty")


class PictureView(ImportScreen):
    """A picture of the file, for the look before the import."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The picture by its name in the file; what is not a picture is not there."""
        name = self.kwargs["name"]
        try:
            content = reading_of(self.item_import).pictures.get(name, b"")
        except Unreadable as error:
            raise Http404 from error
        kind = next((kind for kind in KINDS if is_what_its_name_says(f"x.{kind}", io.BytesIO(content))), None)
        if kind is None:
            raise Http404
        media_type = "image/jpeg" if kind == "jpg" else f"image/{kind}"
        return HttpResponse(content, media_type, headers={"Cache-Control": "private, max-age=3600"})


class SpreadsheetTemplateView(BankScreen):
    """The Excel file to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        """The file as a download."""
        return FileResponse(io.BytesIO(template_xlsx()), as_attachment=True, filename=TEMPLATE_NAME, content_type=XLSX)


class WordGuideView(BankScreen):
    """How to type questions in Word."""

    page_title = gettext_lazy("How to type questions in Word")
    template_name = "courses/admin/word_guide.html"
    import_url_name: str = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"import_url": reverse(self.import_url_name)}
