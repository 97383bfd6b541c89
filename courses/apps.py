from importlib import import_module

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """What is taught: knows nothing of the people who learn."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("courses.receivers")
