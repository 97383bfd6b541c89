"""What learners really sit: frozen when a quiz is published."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.items import ITEM_TYPES
from courses.rules.quiz_settings import QuizSettings, settings_of

HELD = 128
"""How many contents a process keeps parsed."""


class QuizVersionQuerySet(models.QuerySet["QuizVersion"]):
    """Reads of frozen quizzes."""

    def current(self, quiz_key: UUID, language: str) -> QuizVersion | None:
        """The newest version of a quiz in this language, else in any other; None when it was never published."""
        rows = self.filter(quiz_key=quiz_key).order_by("-number")
        return rows.filter(language=language).first() or rows.first()

    def current_by_key(self, quiz_keys: Iterable[UUID], language: str) -> dict[UUID, QuizVersion]:
        """The newest versions of several quizzes in one query, by quiz key; in another language where there is none."""
        same = QuizVersion.objects.filter(quiz_key=OuterRef("quiz_key"), language=OuterRef("language"))
        newest = Subquery(same.order_by("-number").values("pk")[:1])
        rows = self.filter(quiz_key__in=list(quiz_keys), pk=newest)
        ordered = sorted(rows, key=lambda row: row.language == language)
        return {row.quiz_key: row for row in ordered}


class QuizVersion(models.Model):
    """Questions, keys, marks, pass mark and settings as canonical JSON with its SHA-256; never changed (trigger).

    `content` = {"items": [frozen item, …], "draws": [{"bank": key, "count": n, "items": [ids]}, …],
    "pass_mark": "0.70", "attempts_allowed": 5, "shuffle": true, "purpose": "certifying", "scorer": "1", "title": "…"}
    and, where they say something, `sections` (`rules.quiz_content`) and the settings (`rules.quiz_settings`).
    It embeds the whole pool of every bank it draws from, so that a score depends on nothing else.
    A query may leave it out (`defer`): it is then read and parsed once a process, and nobody may change what it gives.
    """

    quiz_key = models.UUIDField(_("quiz"), db_index=True)
    course_key = models.UUIDField(_("course"), db_index=True)
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    objects = QuizVersionQuerySet.as_manager()

    class Meta:
        ordering = ["quiz_key", "language", "number"]
        verbose_name = _("quiz version")
        verbose_name_plural = _("quiz versions")
        constraints = [
            models.UniqueConstraint(fields=["quiz_key", "language", "number"], name="quiz_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content.get('title', '')} v{self.number} {self.language}"

    def refresh_from_db(self, using: Any = None, fields: Any = None, **more: Any) -> None:
        """As Django's; a content that a query left out comes from memory, which its digest names."""
        if fields == ["content"] and "content" not in self.__dict__ and "digest" in self.__dict__:
            self.content = _parsed(self.pk, self.digest)
        else:
            super().refresh_from_db(using, fields, **more)

    @cached_property
    def items(self) -> dict[str, dict[str, Any]]:
        """Frozen items by id."""
        return {item["id"]: item for item in self.content["items"]}

    @cached_property
    def settings(self) -> QuizSettings:
        """How this version is sat."""
        return settings_of(self.content)

    @property
    def pass_mark(self) -> Decimal:
        """The result, between 0 and 1, from which an attempt has passed."""
        return Decimal(self.content["pass_mark"])

    @property
    def attempts_allowed(self) -> int:
        """How many attempts a person has; 0 means no limit."""
        return int(self.content["attempts_allowed"])

    @property
    def item_count(self) -> int:
        """How many questions an attempt asks; what takes no answer is none."""
        drawn = {item_id for draw in self.content["draws"] for item_id in draw["items"]}
        inline = [item for item in self.content["items"] if item["id"] not in drawn]
        asked = sum(1 for item in inline if ITEM_TYPES[item["type"]].graded)
        return asked + sum(draw["count"] for draw in self.content["draws"])


@lru_cache(maxsize=HELD)
def _parsed(pk: int, digest: str) -> Any:
    """The content of a version. The digest belongs to the key: a database taken back may give its number once more."""
    return QuizVersion.objects.values_list("content", flat=True).get(pk=pk, digest=digest)
