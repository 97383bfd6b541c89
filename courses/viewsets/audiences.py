"""Who courses are written for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from courses.models import Audience


class AudienceViewSet(ModelViewSet):
    """Who courses are written for."""

    model = Audience
    icon = "group"
    menu_label = _("Audiences")
    menu_order = 610
    add_to_settings_menu = True
    form_fields = ["code", "names", "icon", "order"]
    list_display = ["name", "code", "order"]
