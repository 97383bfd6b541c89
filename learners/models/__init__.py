"""The public path of every model of this room."""

from learners.models.administrative_unit import AdministrativeUnit, UnitGeneration, UnitSuccession
from learners.models.attempt import Attempt, Command, Response, ScoreEvent
from learners.models.consent import ConsentRecord, ConsentText
from learners.models.credential import Credential, CredentialHolder, NumberSeries
from learners.models.enrolment import Enrolment
from learners.models.organisation import CourseOwnership, Organisation, OrganisationProfile
from learners.models.outbox import Message, OutboxEntry
from learners.models.person import Person, PersonEthnicity, RoleAssignment
from learners.models.policy import LearningPolicy
from learners.models.progress import LessonCompletion, LessonPosition
from learners.models.run import CourseRun
from learners.models.user import User

__all__ = [
    "AdministrativeUnit",
    "Attempt",
    "Command",
    "ConsentRecord",
    "ConsentText",
    "CourseOwnership",
    "CourseRun",
    "Credential",
    "CredentialHolder",
    "Enrolment",
    "LearningPolicy",
    "LessonCompletion",
    "LessonPosition",
    "Message",
    "NumberSeries",
    "Organisation",
    "OrganisationProfile",
    "OutboxEntry",
    "Person",
    "PersonEthnicity",
    "Response",
    "RoleAssignment",
    "ScoreEvent",
    "UnitGeneration",
    "UnitSuccession",
    "User",
]
