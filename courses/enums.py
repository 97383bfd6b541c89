"""The closed lists of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    BASIC = "basic", _("Basic")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Format(TextChoices):
    SELF_PACED = "self-paced", _("On your own")
    BLENDED = "blended", _("On your own and in class")
    IN_PERSON = "in-person", _("In class")


class Purpose(TextChoices):
    """What a quiz is for; attempts, review and offline rules follow from it."""

    PRACTICE = "practice", _("Practice")
    GRADED = "graded", _("Graded")
    CERTIFYING = "certifying", _("For the certificate")
