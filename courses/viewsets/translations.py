"""The screens of a translator: begin a translation, take its sentences out as a PO file and bring them back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from courses.services.translations import (
    NotTaken,
    begin_translation,
    progress_of,
    take_over_changes,
    take_po,
    translation_of,
    written_po,
)
from courses.text import fold

PO = "text/x-gettext-translation; charset=utf-8"
LARGEST_FILE = 2 * 1024 * 1024


class BeginTranslationView(SubmitPageTranslationView):
    """wagtail-localize's form with our way of making the pages: it would publish them, and only for some people."""

    def get_object(self) -> Page:
        page: Page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_form(self) -> forms.Form:
        """Offer the languages in which the user may write below the page above this one."""
        form = super().get_form()
        above = self.object.get_parent()
        if not self.object.permissions_for_user(self.request.user).can_publish():
            faces = above.get_translations()
            mine = [face.locale_id for face in faces if face.permissions_for_user(self.request.user).can_add_subpage()]
            form.fields["locales"].queryset = form.fields["locales"].queryset.filter(pk__in=mine)
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        chosen, below = form.cleaned_data["locales"], form.cleaned_data["include_subtree"]
        begun = [
            begin_translation(page=self.object, locale=locale, below=below, user=self.request.user) for locale in chosen
        ]
        names = ", ".join(str(locale.get_display_name()) for locale in chosen)
        messages.success(self.request, _("Ready to be translated: %(languages)s.") % {"languages": names})
        return redirect("wagtailadmin_pages:edit", begun[0].pk)


class UploadPoForm(forms.Form):
    """A PO file of this page."""

    file = forms.FileField(label=gettext_lazy("PO file"), widget=forms.FileInput(attrs={"accept": ".po"}))

    def clean_file(self) -> Any:
        """Refuse a file too large to be read before any of it is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 2 MB: it is not the file of one page."))
        return file


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """Where a translation stands, for whoever may edit the translated page."""

    page_title = gettext_lazy("Translation")
    template_name = "courses/admin/translation.html"
    header_icon = "wagtail-localize-language"

    @cached_property
    def page(self) -> Page:
        """The translated page; refuses whoever may not edit it."""
        page: Page = get_object_or_404(Page, pk=self.kwargs["pk"]).specific
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    @cached_property
    def translation(self) -> Translation:
        """What is known of the translation; a page that is none has no such screen."""
        found = translation_of(self.page)
        if found is None:
            raise Http404
        return found

    @cached_property
    def form(self) -> UploadPoForm:
        """The form of the upload."""
        return UploadPoForm(self.request.POST or None, self.request.FILES or None)

    def get_page_subtitle(self) -> str:
        return f"{self.page.get_admin_display_title()} - {self.page.locale.get_display_name()}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or the file."""
        if "po" not in request.GET:
            return super().get(request, *args, **kwargs)
        name = f"{slugify(fold(self.page.title)) or 'trang'}-{self.page.locale.language_code}.po"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(written_po(self.translation), PO, headers=headers)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a file in, or the changes of the original; both make a draft, and a locked page takes neither."""
        if self.page.permissions_for_user(request.user).page_locked():
            messages.error(request, _("This page is locked: somebody else is working on it or has to approve it."))
        elif "changes" in request.POST:
            return self.take_over()
        elif self.form.is_valid():
            return self.take_in()
        return self.render_to_response(self.get_context_data())

    def take_over(self) -> HttpResponse:
        """Bring the drafts of every language to what the original says now."""
        take_over_changes(source=self.translation.source, user=self.request.user)
        messages.success(self.request, _("The draft follows the original now. What is new there waits for you."))
        return redirect(self.request.path)

    def take_in(self) -> HttpResponse:
        """Make a draft of the uploaded translations."""
        data = self.form.cleaned_data["file"].read()
        try:
            left_out = take_po(translation=self.translation, data=data, user=self.request.user)
        except NotTaken as refused:
            self.form.add_error("file", str(refused))
            return self.render_to_response(self.get_context_data())
        messages.success(self.request, _("A draft was made of the file. Look at it, then submit the course."))
        if left_out:
            sentence = ngettext(
                "%(count)s sentence of the file is not in the original any more and was left out.",
                "%(count)s sentences of the file are not in the original any more and were left out.",
                left_out,
            )
            messages.warning(self.request, sentence % {"count": left_out})
        return redirect(self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"translated_page": self.page, "form": self.form, "progress": progress_of(self.translation)}
        original = self.translation.source.get_source_instance()
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_context_data(**kwargs) | found | {"original": original, "edit_address": edit}


def refuse(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer the addresses of wagtail-localize that would make pages live past our approval."""
    raise PermissionDenied
