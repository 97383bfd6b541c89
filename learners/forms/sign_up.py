"""The first visit: a person with a phone and a PIN."""

from django.utils.translation import gettext_lazy as _

from learners.forms.person import PersonForm
from learners.forms.phone import PhoneField
from learners.forms.pin import PinField


class SignUpForm(PersonForm):
    """`PersonForm` with the phone that opens the account and the PIN, typed twice."""

    phone = PhoneField(max_length=40)
    pin = PinField(new=True, label=_("PIN"), help_text=_("Six digits, which open your courses next time."))
    pin_again = PinField(new=True, label=_("PIN once more"))
