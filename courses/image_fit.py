"""Pictures that fit a thin network: the best quality of a format that stays below so many kilobytes.

A flat drawing is kept exactly where that is lighter still.

A Wagtail filter: `format-webp|width-720|fits-30`. It comes after the format.
"""

from __future__ import annotations

import io
from typing import Any

from wagtail.images.image_operations import FilterOperation

# The first one that fits is taken. Below the last one a picture is made smaller instead of uglier.
QUALITIES = {"avif": (60, 45, 32), "webp": (72, 58, 42), "jpeg": (76, 60, 45)}
SMALLER = (1.0, 0.8, 0.64, 0.5, 0.36, 0.25)
BYTES = 1000
FEW_COLOURS = 2048


class FitsOperation(FilterOperation):
    """Chooses the quality, and when no quality is low enough a smaller size, so that the file fits."""

    def construct(self, kilobytes: str) -> None:
        """Take the limit in kilobytes of a thousand bytes."""
        self.limit = int(kilobytes) * BYTES

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        """Return the picture to save, with its quality noted for Wagtail."""
        kind = env.get("output-format", "jpeg")
        if kind == "jpeg" and willow.has_alpha():
            willow = willow.set_background_color_rgb((255, 255, 255))
        if kind == "webp" and _is_lighter_exact(willow, self.limit):
            env["output-format-options"] = ("lossless",)
            return willow
        width, height = willow.get_size()
        for share in SMALLER:
            shrunk = willow if share == 1 else willow.resize((max(int(width * share), 1), max(int(height * share), 1)))
            for quality in QUALITIES[kind]:
                env[f"{kind}-quality"] = quality
                if _weight(shrunk, kind, quality=quality) <= self.limit:
                    return shrunk
        return shrunk


def _is_lighter_exact(willow: Any, limit: int) -> bool:
    """Whether every pixel as it is weighs less than the picture blurred: so it is with flat drawings of few colours."""
    # To try takes ten times as long as to count, and a drawing made smaller has thousands of shades at its edges.
    if willow.image.getcolors(FEW_COLOURS) is None:
        return False
    lossy = _weight(willow, "webp", quality=QUALITIES["webp"][0])
    return _weight(willow, "webp", lossless=True) <= min(lossy, limit)


def _weight(willow: Any, kind: str, **options: Any) -> int:
    file = io.BytesIO()
    if kind == "jpeg":
        options |= {"progressive": True, "optimize": True}
    getattr(willow, f"save_as_{kind}")(file, **options)
    return file.tell()
