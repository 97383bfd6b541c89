"""Which state of the public content is in force."""

from __future__ import annotations

import uuid

from django.db import models

ONLY = 1


class ContentEdition(models.Model):
    """One row whose token changes, in the same transaction, with everything visitors may see.

    What was rendered under a token is true as long as the token stands. A token never comes back, so a restored
    backup cannot bring an old page to life.
    """

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=ONLY), name="one_content_edition")]

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def renew(cls) -> None:
        """Make everything rendered so far a thing of the past."""
        cls.objects.update_or_create(pk=ONLY, defaults={"token": uuid.uuid4()})
