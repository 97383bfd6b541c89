"""The community digital teams as officers keep them: a unit officer those of the own unit, the department all."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from learners.access import may_see_reports
from learners.access.field import visible_groups
from learners.forms.community_group import CommunityGroupForm
from learners.models import CommunityGroup, User


class TeamPolicy(ModelPermissionPolicy):
    """Whoever reads the reports keeps teams; nobody deletes one, since its help log stays: it ends with a day."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "change", "view"} and may_see_reports(user)


class InSightMixin:
    """One team, as if no others existed than those the officer may keep."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> CommunityGroup:
        """The team of the address. Raises Http404 for one of another unit."""
        found: CommunityGroup = super().get_object(*args, **kwargs)  # type: ignore[misc]  # The view's.
        if not visible_groups(cast(User, self.request.user)).filter(pk=found.pk).exists():
            raise Http404
        return found


class TeamIndexView(IndexView):
    """The teams in sight with how many are in them."""

    def get_base_queryset(self) -> QuerySet[CommunityGroup]:
        members = Count("memberships", filter=Q(memberships__until__isnull=True))
        return visible_groups(self.request.user).select_related("unit").annotate(members=members)


class TeamEditView(InSightMixin, EditView):
    """One team with its members."""


class TeamHistoryView(InSightMixin, HistoryView):
    """Who changed a team when."""


class TeamUsageView(InSightMixin, UsageView):
    """What refers to a team."""


class CommunityGroupViewSet(ModelViewSet):
    """Community digital teams (tổ công nghệ số cộng đồng)."""

    model = CommunityGroup
    icon = "group"
    menu_label = _("Community digital teams")
    list_display = ["name", "unit", "village", Column("members", label=_("Members")), "since", "until"]
    search_fields = ["name", "village"]
    search_backend_name = None
    ordering = ["name", "pk"]
    copy_view_enabled = False
    permission_policy = TeamPolicy(CommunityGroup)
    index_view_class = TeamIndexView
    edit_view_class = TeamEditView
    history_view_class = TeamHistoryView
    usage_view_class = TeamUsageView
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[CommunityGroupForm]:
        return CommunityGroupForm
