from importlib import import_module

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The roof: site-wide pages, settings, templates; where content and person meet."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("cms.receivers")
        import_module("cms.media_receivers")
