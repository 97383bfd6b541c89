"""How a quiz is sat: the settings of a frozen version, and what its purpose decides where the author says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from courses.enums import FeedbackMode, Grading, Navigation, Purpose

NO_LIMIT = 0
ALL_ON_ONE_PAGE = 0


@dataclass(frozen=True)
class PurposeDefaults:
    """What a purpose decides."""

    attempts_allowed: int
    feedback: FeedbackMode


PURPOSE_DEFAULTS: Mapping[str, PurposeDefaults] = {
    Purpose.PRACTICE: PurposeDefaults(NO_LIMIT, FeedbackMode.IMMEDIATE),
    Purpose.GRADED: PurposeDefaults(5, FeedbackMode.AFTER),
    Purpose.CERTIFYING: PurposeDefaults(5, FeedbackMode.AFTER),
}


@dataclass(frozen=True)
class Band:
    """Words on the whole result from this share (0 to 1) upwards."""

    share: Decimal
    text: str


@dataclass(frozen=True)
class QuizSettings:
    """The settings of a frozen quiz. `minutes` None: no time limit; `attempts_allowed` and `page_size` 0: no limit."""

    purpose: str
    pass_mark: Decimal
    attempts_allowed: int
    feedback: str = FeedbackMode.AFTER
    grading: str = Grading.BEST
    navigation: str = Navigation.FREE
    page_size: int = 1
    item_tries: int = 3
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    minutes: int | None = None
    pause_minutes: int = 0
    entry_code: str = ""
    honesty: str = ""
    bands: tuple[Band, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether the server's clock ends an attempt."""
        return self.minutes is not None or self.closes_at is not None

    @property
    def checks_each_item(self) -> bool:
        """Whether an answer is checked while the attempt is open."""
        return self.feedback in {FeedbackMode.IMMEDIATE, FeedbackMode.INTERACTIVE}

    @property
    def tries_an_item(self) -> int:
        """How often an answer may be checked."""
        return self.item_tries if self.feedback == FeedbackMode.INTERACTIVE else 1

    def band(self, share: Decimal) -> str:
        """Return the words on a result, empty when the author wrote none for it."""
        reached = [band for band in self.bands if band.share <= share]
        return max(reached, key=lambda band: band.share).text if reached else ""


def settings_of(content: Mapping[str, Any]) -> QuizSettings:
    """Return the settings of a frozen content; keys it lacks say what they said when it was frozen: nothing."""
    return QuizSettings(
        purpose=content["purpose"],
        pass_mark=Decimal(content["pass_mark"]),
        attempts_allowed=int(content["attempts_allowed"]),
        feedback=content.get("feedback", FeedbackMode.AFTER),
        grading=content.get("grading", Grading.BEST),
        navigation=content.get("navigation", Navigation.FREE),
        page_size=content.get("page_size", 1),
        item_tries=content.get("item_tries", 3),
        opens_at=_moment(content.get("opens_at")),
        closes_at=_moment(content.get("closes_at")),
        minutes=content.get("minutes"),
        pause_minutes=content.get("pause_minutes", 0),
        entry_code=content.get("entry_code", ""),
        honesty=content.get("honesty", ""),
        bands=tuple(Band(Decimal(band["share"]), band["text"]) for band in content.get("bands", [])),
    )


def frozen_settings(quiz: Any) -> dict[str, Any]:
    """Return the settings keys of the frozen content of a quiz (a page or its form's cleaned values).

    A key that says nothing beyond the default is left out, so that a new setting never changes the digest of a quiz
    that does not use it.
    """
    defaults = PURPOSE_DEFAULTS[quiz.purpose]
    allowed = quiz.attempts_allowed
    keys = {
        "feedback": _unless(quiz.feedback or defaults.feedback, FeedbackMode.AFTER),
        "grading": _unless(quiz.grading, Grading.BEST),
        "navigation": _unless(quiz.navigation, Navigation.FREE),
        "page_size": _unless(quiz.page_size, 1),
        "item_tries": _unless(quiz.item_tries, 3),
        "opens_at": quiz.opens_at and quiz.opens_at.isoformat(),
        "closes_at": quiz.closes_at and quiz.closes_at.isoformat(),
        "minutes": quiz.minutes,
        "pause_minutes": _unless(quiz.pause_minutes, 0),
        "entry_code": quiz.entry_code.strip() or None,
        "honesty": quiz.honesty.strip() or None,
        "bands": _bands(quiz) or None,
    }
    return {
        "purpose": str(quiz.purpose),
        "pass_mark": str(quiz.pass_mark),
        "attempts_allowed": defaults.attempts_allowed if allowed is None else allowed,
    } | {key: value for key, value in keys.items() if value is not None}


def _unless(value: Any, default: Any) -> Any:
    plain = str(value) if isinstance(value, str) else value
    return None if plain == default else plain


def _bands(quiz: Any) -> list[dict[str, str]]:
    rows = [child.value for child in quiz.bands or [] if child.block_type == "band"]
    return [
        {"share": str(Decimal(row["percent"] or 0) / 100), "text": (row["text"] or "").strip()}
        for row in rows
        if (row["text"] or "").strip()
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
