"""The StreamField families of lessons, quizzes and banks."""

from courses.blocks.activity import BankItems, QuizBands, QuizItems
from courses.blocks.lesson import LessonBody

__all__ = ["BankItems", "LessonBody", "QuizBands", "QuizItems"]
