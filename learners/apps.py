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
        # Wagtail's index of references would follow every answer a learner saves with writes of its own, swallow their
        # errors, and serve nobody: records are not content. Its own `ready` comes later and reads this mark.
        for model in self.get_models():
            model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail's switch.


class LearnersUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users screens over our own User."""

    user_viewset = "learners.viewsets.WaysInViewSet"
