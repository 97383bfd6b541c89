"""The six digits on the wall."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TYPED = 20


class CheckInForm(forms.Form):
    """The attendance code of the session one sits in; blanks between the digits do not count."""

    code = forms.CharField(
        label=_("Attendance code"), max_length=LONGEST_TYPED,
        help_text=_("Six digits that the trainer shows in class."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "pin"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """The digits alone."""
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isascii() and code.isdigit() and len(code) == 6):
            raise forms.ValidationError(_("The code is six digits. Look at it once more."))
        return str(code)
