"""A course of the CMS written back as a course file: what people edited there is not trapped in the database."""

from seeds.export.course import Exported, export_course, export_page, export_translation, export_words

__all__ = ["Exported", "export_course", "export_page", "export_translation", "export_words"]
