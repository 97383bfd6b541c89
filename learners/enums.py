"""The closed lists of the learning record."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BirthPrecision(TextChoices):
    DAY = "day", _("day, month and year")
    MONTH = "month", _("month and year")
    YEAR = "year", _("year only")


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


class Role(TextChoices):
    """What a person may do beyond learning."""

    HELPER = "helper", _("Helper")
    TRAINER = "trainer", _("Trainer")
    REVIEWER = "reviewer", _("Reviewer")
    UNIT_OFFICER = "unit_officer", _("Unit officer")
    DEPARTMENT_OFFICER = "department_officer", _("Department officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class UnitLevel(TextChoices):
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")


class SuccessionKind(TextChoices):
    """How a unit became the next: the legal acts know these."""

    UNCHANGED = "unchanged", _("unchanged")
    RENAMED = "renamed", _("renamed or of another type")
    MERGED = "merged", _("merged")


class RunKind(TextChoices):
    SELF_PACED = "self-paced", _("On your own")
    CLASS = "class", _("Class")


class AttendanceState(TextChoices):
    """What a session says of one learner; who was late was there."""

    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Absent, excused")


class AttendanceSource(TextChoices):
    TRAINER = "trainer", _("Trainer's list")
    CODE = "code", _("Attendance code")


class IssuePolicy(TextChoices):
    AUTOMATIC = "automatic", _("At once")
    DECISION = "decision", _("On the department's decision")


class EnrolmentState(TextChoices):
    ACTIVE = "active", _("Learning")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AttemptState(TextChoices):
    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Waiting for a marker")
    SCORED = "scored", _("Scored")
    VOIDED = "voided", _("Voided")


class ClosedBy(TextChoices):
    """Who handed an attempt in."""

    LEARNER = "learner", _("the learner")
    TIME = "time", _("the end of the time")
    STAFF = "staff", _("a trainer")


class SetAsideReason(TextChoices):
    """Why an answer was kept beside the record and not counted."""

    ID_REUSED = "id_reused", _("its number was used before for another answer")
    CLOSED = "closed", _("sent after handing in")
    LATE = "late", _("given in time, arrived too late")
    PASSED_BY = "passed_by", _("the question was already left behind")
    OVERTAKEN = "overtaken", _("another device answered too")
    WITHDRAWN = "withdrawn", _("the enrolment was withdrawn")
    NOT_MEMBER = "not_member", _("not in the team on that day")


class AttemptActionKind(TextChoices):
    """What staff did to an attempt, always with a reason."""

    EXTENDED = "extended", _("given more time")
    REOPENED = "reopened", _("opened again")
    CLOSED = "closed", _("handed in for the learner")


class MarkingState(TextChoices):
    """Where an answer that a person marks stands."""

    FIRST = "first", _("To be marked")
    SECOND = "second", _("Needs a second marker")
    THIRD = "third", _("Needs a third marker")
    DONE = "done", _("Marked")


class CredentialState(TextChoices):
    ISSUED = "issued", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class ConsentPurpose(TextChoices):
    """One box per purpose (Law 91/2025/QH15)."""

    LEARNING = "learning", _("Keep my learning record")
    CERTIFICATE = "certificate", _("Issue certificates that anyone can check")
    REPORTING = "reporting", _("Count me in reports")
    ETHNICITY = "ethnicity", _("Keep my ethnic group")


class Channel(TextChoices):
    SELF = "self", _("by the person")
    ASSISTED = "assisted", _("with a helper")
    PAPER = "paper", _("on paper")


class TaskState(TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class ClaimKind(TextChoices):
    """What a phone records without anybody signed in."""

    LESSON = "lesson", _("Lesson read")
    PRACTICE = "practice", _("Practice quiz")


class AssistanceKind(TextChoices):
    """What people are helped with."""

    VNEID = "vneid", _("VNeID, electronic identity")
    PUBLIC_SERVICE = "public_service", _("Public services online")
    PAYMENT = "payment", _("Paying by phone")
    HEALTH = "health", _("Health: insurance, appointments")
    EDUCATION = "education", _("Education: school, enrolment")
    LEARNING = "learning", _("Learning on this site")
    OTHER = "other", _("Something else")
