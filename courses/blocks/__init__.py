"""The StreamField families of courses, modules, lessons, quizzes and banks."""

from courses.blocks.activity import BankItems, QuizBands, QuizItems
from courses.blocks.course import CourseSources
from courses.blocks.lesson import LessonBody
from courses.blocks.module import SessionPlans, TaskSheets

__all__ = ["BankItems", "CourseSources", "LessonBody", "QuizBands", "QuizItems", "SessionPlans", "TaskSheets"]
