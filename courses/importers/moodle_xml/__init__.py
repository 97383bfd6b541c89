"""Moodle's XML format of questions, as Moodle 2 to 5 exports it."""

from courses.importers.moodle_xml.quiz import read

__all__ = ["read"]
