"""The public path of every model of this room."""

from courses.models.approval import CourseApprovalTask, CourseApprovalTaskState
from courses.models.catalogue import CataloguePage
from courses.models.course import CoursePage
from courses.models.item_bank import ItemBank
from courses.models.item_import import ItemImport
from courses.models.lesson import LessonPage
from courses.models.made_media import MediaVersion, Speech
from courses.models.media import CourseDocument, CourseImage, CourseMedia, CourseRendition
from courses.models.module import ModulePage
from courses.models.quiz import QuizPage
from courses.models.quiz_version import QuizVersion
from courses.models.taxonomy import Area, Audience, Competence, Framework

__all__ = [
    "Area",
    "Audience",
    "CataloguePage",
    "Competence",
    "CourseApprovalTask",
    "CourseApprovalTaskState",
    "CourseDocument",
    "CourseImage",
    "CourseMedia",
    "CoursePage",
    "CourseRendition",
    "Framework",
    "ItemBank",
    "ItemImport",
    "LessonPage",
    "MediaVersion",
    "ModulePage",
    "QuizPage",
    "QuizVersion",
    "Speech",
]
