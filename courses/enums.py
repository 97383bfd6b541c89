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


class FeedbackMode(TextChoices):
    """When a learner is told about an answer."""

    AFTER = "after", _("After handing in")
    IMMEDIATE = "immediate", _("After each question")
    INTERACTIVE = "interactive", _("After each question, with several tries and hints")
    CERTAINTY = "certainty", _("After handing in; the learner says how sure the answer is")


class Grading(TextChoices):
    """Which tries count."""

    BEST = "best", _("The best try")
    LAST = "last", _("The last try")
    FIRST = "first", _("The first try")
    AVERAGE = "average", _("The average of all tries")


class Navigation(TextChoices):
    FREE = "free", _("Free: back and forth")
    SEQUENTIAL = "sequential", _("One after the other, no way back")


class MakingState(TextChoices):
    """How far a file is that a machine makes."""

    WAITING = "waiting", _("waiting to be made")
    MADE = "made", _("ready")
    FAILED = "failed", _("could not be made")


class VersionKind(TextChoices):
    """What is made of an uploaded film."""

    POSTER = "poster", _("picture to show before")
    SMALL = "240p", _("small picture, for thin networks")
    MEDIUM = "360p", _("medium picture")
    SOUND = "sound", _("sound alone")
