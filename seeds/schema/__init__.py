"""The content files as typed records, and every fault in them with its file and line. Pure Python, no database."""

from seeds.schema.catalogue import catalogue_faults, check_content, read_banks
from seeds.schema.course import faults, read_course
from seeds.schema.item_record import ItemFile, PictureFile
from seeds.schema.nodes import Fault, FaultyFile
from seeds.schema.records import (
    BankFile,
    Both,
    CalloutFile,
    CourseFile,
    DrawFile,
    ExerciseFile,
    HoursFile,
    LessonFile,
    ModuleFile,
    PlanRowFile,
    QuizFile,
    SectionFile,
    SessionPlanFile,
    SourceFile,
    StepFile,
    TableFile,
    TaskSheetFile,
)
from seeds.schema.taxonomy import Taxonomy, read_taxonomy
from seeds.schema.translation import OTHER, Translations, read_translations

__all__ = [
    "OTHER",
    "BankFile",
    "Both",
    "CalloutFile",
    "CourseFile",
    "DrawFile",
    "ExerciseFile",
    "Fault",
    "FaultyFile",
    "HoursFile",
    "ItemFile",
    "LessonFile",
    "ModuleFile",
    "PictureFile",
    "PlanRowFile",
    "QuizFile",
    "SectionFile",
    "SessionPlanFile",
    "SourceFile",
    "StepFile",
    "TableFile",
    "TaskSheetFile",
    "Taxonomy",
    "Translations",
    "catalogue_faults",
    "check_content",
    "faults",
    "read_banks",
    "read_course",
    "read_taxonomy",
    "read_translations",
]
