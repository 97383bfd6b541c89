from django.apps import AppConfig


class SeedsConfig(AppConfig):
    """What the site starts with."""

    name = "seeds"
    default_auto_field = "django.db.models.BigAutoField"
