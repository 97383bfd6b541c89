"""What frozen items have in common, and options to choose from."""

from typing import Any

COMMON = {"id": "i-1", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""}


def options(*right: str, of: str = "abcd") -> list[dict[str, Any]]:
    """Options named by these letters, the right ones among them."""
    return [{"id": key, "text": f"Ý {key}", "correct": key in right} for key in of]
