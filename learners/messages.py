"""Short messages to phones. A gateway is one function; until a site has one, messages wait in a table."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from learners.models import Message


def keep_in_table(recipient: str, text: str) -> None:
    """Keep a message for a phone (E.164) in the message table: the sender of sites without a gateway."""
    Message.objects.create(recipient=recipient, text=text)


def send(recipient: str, text: str) -> None:
    """Send a text to a phone (E.164) through the function that the setting SMS_SENDER names; nothing is logged."""
    import_string(settings.SMS_SENDER)(recipient, text)


def reaches_phones() -> bool:
    """Whether messages leave this machine, so that a code that comes back proves whose phone it is."""
    return f"{__name__}.{keep_in_table.__name__}" != settings.SMS_SENDER
