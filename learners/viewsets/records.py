"""Admin screens for records: the register of certificates, who issues them, who holds which role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from learners.access import administers, keeps_register
from learners.models import Credential, OrganisationProfile, RoleAssignment
from learners.services.credentials import revoke_credential
from learners.viewsets.community_groups import CommunityGroupViewSet


class RegisterPolicy(ModelPermissionPolicy):
    """The register is read and a certificate revoked by the department; nobody adds or deletes here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "change"} and keeps_register(user)


class AdministrationPolicy(ModelPermissionPolicy):
    """Names, signers and roles are kept by administrators."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return administers(user)


class RevocationForm(WagtailAdminModelForm):
    """Saving revokes: the reason is asked for and printed on the public page."""

    state_reason = forms.CharField(
        label=_("Reason for revoking"),
        max_length=200,
        help_text=_("Shown to whoever checks the certificate. Revoking cannot be taken back."),
    )

    class Meta:
        model = Credential
        fields = ["state_reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper = self.instance
        self.fields["state_reason"].label = _("Reason for revoking the certificate of %(name)s, “%(course)s”") % {
            "name": paper.holder_name, "course": paper.course_title,
        }  # fmt: skip

    def save(self, commit: bool = True) -> Credential:
        return revoke_credential(credential=self.instance, reason=self.cleaned_data["state_reason"])


class RevokeView(EditView):
    """One certificate, which can only be revoked."""

    submit_button_label = _("Revoke")


class CredentialViewSet(ModelViewSet):
    """The register of certificates (sổ cấp), newest first."""

    model = Credential
    icon = "doc-full"
    menu_label = _("Register of certificates")
    list_display = ["register_line", "holder_name", "course_title", "issued_on", "state"]
    list_filter = ["year", "state", "organisation"]
    search_fields = ["holder__full_name", "code"]
    search_backend_name = None
    ordering = ["-year", "-number"]
    copy_view_enabled = False
    permission_policy = RegisterPolicy(Credential)
    edit_view_class = RevokeView
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[RevocationForm]:
        return RevocationForm


class OrganisationProfileViewSet(ModelViewSet):
    """Dated names and signers: a new signer is a new row from a day on."""

    model = OrganisationProfile
    icon = "site"
    menu_label = _("Issuers and signers")
    list_display = ["name", "signer_name", "valid_from", "valid_to"]
    form_fields = [
        "organisation", "valid_from", "valid_to", "name", "superior_name", "place", "signer_authority", "signer_title",
        "signer_name", "certificate_title", "number_format", "register_format", "specimen",
    ]  # fmt: skip
    permission_policy = AdministrationPolicy(OrganisationProfile)


class RoleAssignmentViewSet(ModelViewSet):
    """Who may do what beyond learning."""

    model = RoleAssignment
    icon = "group"
    menu_label = _("Roles")
    list_display = ["person", "role", "unit"]
    list_filter = ["role"]
    form_fields = ["person", "role", "unit"]
    copy_view_enabled = False
    permission_policy = AdministrationPolicy(RoleAssignment)


class OneNameMixin(forms.Form):
    """A member of staff has one name, as every person here: what Wagtail calls the last name may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Internal name")
        self.fields["username"].help_text = _("Nobody types it. Leave it as it is.")
        self.fields["first_name"].label = _("Full name")
        self.fields["last_name"].required = False


class NewWayInForm(OneNameMixin, UserCreationForm):
    """A new account of staff."""


class WayInForm(OneNameMixin, UserEditForm):
    """An account."""


class WaysInIndexView(IndexView):
    """Accounts with what people sign in with; the user name behind it is nobody's to know."""

    @cached_property
    def columns(self) -> list[Column]:
        way = Column("way", label=_("Signs in with"), accessor=lambda user: user.email or user.phone or "", width="20%")
        return [way if each.name == self.model.USERNAME_FIELD else each for each in super().columns]


class WaysInViewSet(UserViewSet):
    """Wagtail's users screens over our own User."""

    index_view_class = WaysInIndexView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return WayInForm if for_update else NewWayInForm


class RecordsGroup(ModelViewSetGroup):
    """One entry of the menu for all of them; each shows itself only to whom it belongs."""

    menu_label = _("Records")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    items = (
        CommunityGroupViewSet("to-cong-nghe-so"),
        CredentialViewSet("register"),
        OrganisationProfileViewSet("issuers"),
        RoleAssignmentViewSet("roles"),
    )


records = RecordsGroup()
