"""The content files as typed records, and every fault in them with its file and line. Pure Python, no database."""

from seeds.schema.catalogue import catalogue_faults, check_content
from seeds.schema.course import faults, read_course
from seeds.schema.nodes import Fault, FaultyFile
from seeds.schema.records import (
    Both,
    CalloutFile,
    CourseFile,
    HoursFile,
    ItemFile,
    LessonFile,
    ModuleFile,
    OptionFile,
    PictureFile,
    QuizFile,
    SourceFile,
    StepFile,
    TableFile,
)
from seeds.schema.taxonomy import Taxonomy, read_taxonomy

__all__ = [
    "Both",
    "CalloutFile",
    "CourseFile",
    "Fault",
    "FaultyFile",
    "HoursFile",
    "ItemFile",
    "LessonFile",
    "ModuleFile",
    "OptionFile",
    "PictureFile",
    "QuizFile",
    "SourceFile",
    "StepFile",
    "TableFile",
    "Taxonomy",
    "catalogue_faults",
    "check_content",
    "faults",
    "read_course",
    "read_taxonomy",
]
