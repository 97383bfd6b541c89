"""Courses and quizzes as phones store them: pages for the frame, nothing of a person, no key of a graded quiz."""
