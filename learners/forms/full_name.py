"""The name of a member of staff in the admin: one field, as for every person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.models import User


class FullNameForm(forms.ModelForm):
    """The name shown beside what this account did in the admin."""

    first_name = forms.CharField(label=_("Full name"), max_length=150)

    class Meta:
        model = User
        fields = ["first_name"]
