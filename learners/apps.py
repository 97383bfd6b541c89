from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from wagtail.users.apps import WagtailUsersAppConfig


class LearnersConfig(AppConfig):
    """Who learns and what they did."""

    name = "learners"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the tasks: the outbox knows its handlers by their registering, whichever process relays."""
        autodiscover_modules("tasks")


class LearnersUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users screens over our own User."""
