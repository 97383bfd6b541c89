"""What is known of a question from the people who answered it: sums that are kept up to date, and what they hold."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ItemStatistic(models.Model):
    """Sums over the counted attempts of one question in one form and language; `services.item_statistics` writes them.

    A form is what a learner sees and what is scored: `digest` is its SHA-256, `version` a frozen quiz that holds it.
    Shares (of the item's points, of the points of the other items, of all points) are whole hundred-thousandths, so
    that adding and taking away is exact. `bands` = {twentieth of the rest: attempts}; `choices` = {what was chosen:
    {twentieth of the rest: attempts}}, as `reports.item_choices` names choices.
    """

    quiz_key = models.UUIDField()
    language = models.CharField(max_length=10)
    item_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    version = models.ForeignKey("courses.QuizVersion", models.PROTECT, related_name="+")
    attempts = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    right_answers = models.PositiveIntegerField(default=0)
    item_sum = models.BigIntegerField(default=0)
    item_squares = models.BigIntegerField(default=0)
    rest_sum = models.BigIntegerField(default=0)
    rest_squares = models.BigIntegerField(default=0)
    products = models.BigIntegerField(default=0)
    total_sum = models.BigIntegerField(default=0)
    total_products = models.BigIntegerField(default=0)
    bands: Any = models.JSONField(default=dict)
    choices: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sums of a question")
        verbose_name_plural = _("sums of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["quiz_key", "language", "item_id", "digest"], name="item_statistic_once_a_form"
            ),
            models.CheckConstraint(
                condition=Q(answered__lte=F("attempts"), right_answers__lte=F("answered")),
                name="item_statistic_parts_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.digest[:8]}"


class CountedAttempt(models.Model):
    """The one attempt of a person in a quiz that the sums hold, with exactly what was added for it.

    `rows` is a list of what `services.counted_rows` says of every item drawn, so that it can be taken away again.
    """

    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="+")
    quiz_key = models.UUIDField()
    language = models.CharField(max_length=10)
    attempt = models.OneToOneField("learners.Attempt", models.PROTECT, related_name="counted")
    rows: Any = models.JSONField()

    class Meta:
        verbose_name = _("counted attempt")
        verbose_name_plural = _("counted attempts")
        constraints = [models.UniqueConstraint(fields=["person", "quiz_key"], name="counted_once_a_person_and_quiz")]
        indexes = [models.Index(fields=["quiz_key", "language"], name="counted_attempts_of_a_quiz")]

    def __str__(self) -> str:
        return str(self.attempt_id)
