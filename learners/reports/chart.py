"""Where the bars of a chart stand. Words and numbers come ready from the caller; the picture is drawn by a template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

BARS = 30
WIDTH, ROW, BAR = 720, 34, 20
LABEL_ROOM, VALUE_ROOM, GAP = 220, 130, 8
BAR_ROOM = WIDTH - LABEL_ROOM - VALUE_ROOM
LABEL_LETTERS = 28
# What is there must be seen, however small beside the longest bar.
THINNEST = 2


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is 0 or more, `share` the part of it that is filled (0 to 1, None: no parts), `url` "" or where
    a click leads."""

    label: str
    value: int | Decimal
    share: Decimal | None = None
    url: str = ""


class DrawnBar(TypedDict):
    """A bar in the units of the view box; texts stand on their baseline `text_y`, the label ends at `label_x`."""

    label: str
    short_label: str
    url: str
    text: str
    x: int
    y: int
    width: int
    part_width: int
    height: int
    label_x: int
    value_x: int
    text_y: int


class BarChart(TypedDict):
    """What `learners/reports/bar_chart.html` draws; `linked` says whether any bar leads somewhere."""

    title: str
    description: str
    width: int
    height: int
    linked: bool
    bars: list[DrawnBar]


def bar_chart(
    rows: Sequence[Bar],
    *,
    title: str,
    text: Callable[[int | Decimal, Decimal | None], str],
    description: str = "",
    others: str = "khác",
) -> BarChart:
    """Lay out horizontal bars in the order given; the longest fills the room, all begin at zero.

    After 30 bars the rest is added up in one called `others`. `text(value, share)` writes what stands behind a bar.
    """
    shown = [*rows[:BARS], *([_together(rows[BARS:], others)] if len(rows) > BARS else [])]
    most = max((bar.value for bar in shown), default=0)
    return {
        "title": title,
        "description": description,
        "width": WIDTH,
        "height": ROW * len(shown),
        "linked": any(bar.url for bar in shown),
        "bars": [_drawn(bar, place, most, text(bar.value, bar.share)) for place, bar in enumerate(shown)],
    }


def shorten(label: str, letters: int = LABEL_LETTERS) -> str:
    """Return the label, cut at the end of a word where there is one, with "…", when it has more letters."""
    if len(label) <= letters:
        return label
    whole = label[:letters].rpartition(" ")[0]
    return (whole if len(whole) > letters // 2 else label[: letters - 1]).rstrip(" ,.;–-") + "…"


def _together(rows: Sequence[Bar], label: str) -> Bar:
    value = sum((Decimal(bar.value) for bar in rows), Decimal())
    parts = [Decimal(bar.value) * bar.share for bar in rows if bar.share is not None]
    # A bar of nothing has no share to speak of, but does not hide that of the others.
    parted = all(bar.share is not None or not bar.value for bar in rows)
    share = sum(parts, Decimal()) / value if value and parted else None
    whole = all(isinstance(bar.value, int) for bar in rows)
    return Bar(label, int(value) if whole else value, share)


def _drawn(bar: Bar, place: int, most: int | Decimal, text: str) -> DrawnBar:
    width = _length(Decimal(bar.value) / most * BAR_ROOM) if most else 0
    part = width if bar.share is None else min(_length(width * bar.share), width)
    top = place * ROW + (ROW - BAR) // 2
    return {
        "label": bar.label,
        "short_label": shorten(bar.label),
        "url": bar.url,
        "text": text,
        "x": LABEL_ROOM,
        "y": top,
        "width": width,
        "part_width": part,
        "height": BAR,
        "label_x": LABEL_ROOM - GAP,
        "value_x": LABEL_ROOM + width + GAP,
        "text_y": top + BAR - 5,
    }


def _length(exact: Decimal) -> int:
    return max(round(exact), THINNEST) if exact > 0 else 0
