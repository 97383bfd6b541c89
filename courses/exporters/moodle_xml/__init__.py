"""Our items as a file of Moodle XML."""

from courses.exporters.moodle_xml.quiz import write

__all__ = ["write"]
