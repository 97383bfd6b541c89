"""Item banks in the admin: list, editor, preview, and the tools around them."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.late_views import late_view
from courses.models import ItemBank
from courses.viewsets.bank_index import BankIndexView
from courses.viewsets.bank_screens import BankEditView, BankUsageView

# Which views the screens of a bank lead to: the attribute that names the address, and the address' own name.
LEADS_TO = {
    "tag_url_name": "labels",
    "duplicates_url_name": "duplicates",
    "import_url_name": "import",
    "choose_url_name": "import_choose",
    "picture_url_name": "import_picture",
    "export_url_name": "export",
}


class ItemBankViewSet(SnippetViewSet):
    """Item banks: written like a quiz, drawn from by quizzes."""

    model = ItemBank
    icon = "folder-open-inverse"
    menu_label = _("Item banks")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = BankIndexView
    edit_view_class = BankEditView
    usage_view_class = BankUsageView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {attribute: self.get_url_name(name) for attribute, name in LEADS_TO.items()}
        return super().get_common_view_kwargs(**names | kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        screens = {
            "labels/<int:pk>/": ("bank_screens.LabelItemsView", "labels"),
            "duplicates/": ("bank_screens.DuplicatesView", "duplicates"),
            "import/": ("bank_import.UploadView", "import"),
            "import/template/": ("bank_import.SpreadsheetTemplateView", "import_template"),
            "import/word/": ("bank_import.WordGuideView", "import_word"),
            "import/<int:pk>/": ("bank_import.ChooseView", "import_choose"),
            "import/<int:pk>/pictures/<str:name>": ("bank_import.PictureView", "import_picture"),
            "export/<int:pk>/": ("bank_export.ExportBankView", "export"),
            "export/quiz/<int:pk>/": ("bank_export.ExportQuizView", "export_quiz"),
        }
        own = [
            path(route, late_view(f"courses.viewsets.{view}", self.construct_view), name=name)
            for route, (view, name) in screens.items()
        ]
        return [*super().get_urlpatterns(), *own]
