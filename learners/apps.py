from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class LearnersConfig(AppConfig):
    """Who learns and what they did."""

    name = "learners"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class LearnersUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users screens over our own User."""
