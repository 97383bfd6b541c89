"""Admin screens for what has no page of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Audience, ItemBank


class ItemBankViewSet(SnippetViewSet):
    """Item banks: written like a quiz, drawn from by quizzes."""

    model = ItemBank
    icon = "folder-open-inverse"
    menu_label = _("Item banks")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title"]
    search_fields = ["title"]


class AudienceViewSet(ModelViewSet):
    """Who courses are written for."""

    model = Audience
    icon = "group"
    menu_label = _("Audiences")
    menu_order = 610
    add_to_settings_menu = True
    form_fields = ["code", "names", "icon", "order"]
    list_display = ["name", "code", "order"]


item_banks = ItemBankViewSet()
audiences = AudienceViewSet("audiences")
