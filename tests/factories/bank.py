"""Item banks as trainers leave them: drafts of a few questions."""

from __future__ import annotations

from typing import Any

from courses.models import ItemBank
from tests.factories.course import block, options


def question(prompt: str, *texts: str, name: str = "", **fields: Any) -> dict[str, Any]:
    """A raw single choice whose first option is right; its id depends on the name, else on the prompt."""
    name = name or prompt
    rows = options(*((text, place == 0) for place, text in enumerate(texts or ("Có", "Không"))), name=name)
    value = {"prompt": f"<p>{prompt}</p>", "hint": "", "explanation": "", "points": 1, "options": rows}
    return block("single_choice", value | fields, name)


def make_bank(title: str = "An toàn số", items: list[dict[str, Any]] | None = None, *, live: bool = False) -> ItemBank:
    """A bank whose newest draft holds these items; live, its published form does too."""
    bank = ItemBank.objects.create(title=title, items=[], live=False)
    bank.items = items or []
    revision = bank.save_revision()
    if live:
        revision.publish()
    return ItemBank.objects.get(pk=bank.pk)


def draw(bank: ItemBank, count: int) -> dict[str, Any]:
    """A raw block that draws from a bank."""
    return block("draw", {"bank": bank.pk, "count": count}, f"draw {bank.pk}")
