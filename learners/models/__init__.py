"""The public path of every model of this room."""

from learners.models.administrative_unit import AdministrativeUnit, UnitGeneration, UnitSuccession
from learners.models.assistance import Assistance
from learners.models.attempt import Attempt, Response
from learners.models.attempt_care import AttemptAction, Flag, QuizException
from learners.models.attendance import Attendance
from learners.models.class_session import ClassSession
from learners.models.command import Command, SetAside
from learners.models.community_group import CommunityGroup, GroupMembership
from learners.models.consent import ConsentRecord, ConsentText
from learners.models.credential import Credential, CredentialHolder, NumberSeries
from learners.models.enrolment import Enrolment
from learners.models.item_statistic import CountedAttempt, ItemStatistic
from learners.models.mark_query import MarkQuery
from learners.models.marking import ManualMark, MarkingTask
from learners.models.organisation import CourseOwnership, Organisation, OrganisationProfile
from learners.models.outbox import Message, OutboxEntry
from learners.models.person import Person, PersonEthnicity, RoleAssignment
from learners.models.policy import LearningPolicy
from learners.models.progress import ClaimedProgress, LessonCompletion, LessonPosition
from learners.models.response_file import ResponseFile
from learners.models.run import CourseRun
from learners.models.score_event import ScoreEvent
from learners.models.user import User

__all__ = [
    "AdministrativeUnit",
    "Assistance",
    "Attempt",
    "AttemptAction",
    "Attendance",
    "ClaimedProgress",
    "ClassSession",
    "Command",
    "CommunityGroup",
    "ConsentRecord",
    "ConsentText",
    "CountedAttempt",
    "CourseOwnership",
    "CourseRun",
    "Credential",
    "CredentialHolder",
    "Enrolment",
    "Flag",
    "GroupMembership",
    "ItemStatistic",
    "LearningPolicy",
    "LessonCompletion",
    "LessonPosition",
    "ManualMark",
    "MarkQuery",
    "MarkingTask",
    "Message",
    "NumberSeries",
    "Organisation",
    "OrganisationProfile",
    "OutboxEntry",
    "Person",
    "PersonEthnicity",
    "QuizException",
    "Response",
    "ResponseFile",
    "RoleAssignment",
    "ScoreEvent",
    "SetAside",
    "UnitGeneration",
    "UnitSuccession",
    "User",
]
