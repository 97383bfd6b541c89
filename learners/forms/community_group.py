"""A community digital team as an officer keeps it, with who joins and who leaves."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from learners.access import visible_units
from learners.access.field import possible_members
from learners.account_adapter import too_many_sentence
from learners.forms.chosen_rows import ChosenRowsField
from learners.forms.phone import PhoneField
from learners.models import AdministrativeUnit, CommunityGroup, GroupMembership, Person
from learners.services.community_groups import join_group, leave_group
from learners.services.naming import try_to_name
from learners.services.tries import TooManyTries


class CommunityGroupForm(WagtailAdminModelForm):
    """The team's own fields; saving it takes one person in, by exact phone and full name, and lets others go."""

    phone = PhoneField(label=_("Phone to call"), required=False, help_text=_("Shown to the people of the commune."))
    link = forms.URLField(label=_("Zalo or web address"), required=False, assume_scheme="https")
    leaving = ChosenRowsField(
        GroupMembership.objects.none(),
        label=_("Members who leave"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick who leaves the team; today is their last day."),
    )
    member_phone = PhoneField(label=_("New member: phone"), required=False)
    member_name = forms.CharField(
        label=_("New member: full name"), required=False, max_length=120, help_text=_("As in their account here.")
    )
    member_title = forms.CharField(label=_("New member: title"), required=False, max_length=60)

    field_order = ["name", "unit", "village", "phone", "link", "since", "until", "leaving"]

    class Meta:
        model = CommunityGroup
        fields = ["name", "unit", "village", "phone", "link", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = AdministrativeUnit.objects.filter(pk__in=visible_units(self.for_user).values("pk"))
        # A team of an older map keeps its unit when something else of it is changed.
        kept = AdministrativeUnit.objects.filter(pk=self.instance.unit_id)
        choices = mine.in_force(timezone.localdate()).communes() | kept
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = choices.order_by("name_key")
        self.member: Person | None = None
        if self.instance.pk is None:
            del self.fields["leaving"]
            return
        members = self.instance.memberships.open().select_related("person")
        cast(ChosenRowsField, self.fields["leaving"]).queryset = members

    def clean(self) -> dict[str, Any]:
        cleaned = cast(dict[str, Any], super().clean())
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first one. Please swap them."))
        phone, name = cleaned.get("member_phone"), cleaned.get("member_name")
        if phone or name:
            self._find_member(phone or "", name or "")
        return cleaned

    def _find_member(self, phone: str, name: str) -> None:
        try:
            if phone and name:
                people = possible_members(self.for_user, phone)
                self.member = try_to_name(people, name, account=str(self.for_user.pk))
        except TooManyTries as error:
            self.add_error("member_phone", too_many_sentence(error))
        if self.member is None and "member_phone" not in self.errors:
            self.add_error(
                "member_phone", _("Nobody is known with this phone and this name. They sign up first, as learners.")
            )
        since, until, today = self.cleaned_data.get("since"), self.cleaned_data.get("until"), timezone.localdate()
        if (since and since > today) or (until and until < today):
            self.add_error("member_phone", _("The team is not at work today. Set its days first."))

    def save(self, commit: bool = True) -> CommunityGroup:
        group: CommunityGroup = super().save(commit)
        for membership in self.cleaned_data.get("leaving", ()):
            leave_group(membership=membership)
        if self.member is not None:
            join_group(group=group, person=self.member, title=self.cleaned_data["member_title"])
        return group
