"""The guards of this room's tables."""

from courses.guards import never

GUARDS = never("courses_quizversion")
