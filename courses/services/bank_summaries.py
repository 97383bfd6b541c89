"""What the list of banks shows and searches: read from the newest drafts, in one query however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from courses.models import ItemBank
from courses.services.bank_items import RawBlock, draft_blocks
from courses.text import fold, search_folded


@dataclass(frozen=True, eq=False)
class BankSummary:
    """One bank as its newest draft stands."""

    pk: int
    title: str
    blocks: list[RawBlock]

    @property
    def questions(self) -> int:
        """How many questions it holds."""
        return len(self.blocks)

    @cached_property
    def tags(self) -> list[str]:
        """Its tags as first written, each once, in the order of the alphabet without marks."""
        written = {fold(tag): tag for block in reversed(self.blocks) for tag in tags_of(block)}
        return [written[key] for key in sorted(written)]

    @cached_property
    def words(self) -> str:
        """Title and questions, folded for a search typed without marks."""
        prompts = [unescape(strip_tags(str(block["value"].get("prompt") or ""))) for block in self.blocks]
        return "\n".join(search_folded(text) for text in [self.title, *prompts])

    def holds(self, wanted: Mapping[str, str]) -> bool:
        """Whether one question has all that is wanted: `tag` (marks do not count), `difficulty`, `competence`."""
        return any(_suits(block, wanted) for block in self.blocks)

    def matches(self, query: str) -> bool:
        """Whether every word of the query stands somewhere in title or questions; marks do not count."""
        return all(word in self.words for word in search_folded(query).split())


def bank_summaries() -> dict[int, BankSummary]:
    """Return the summary of every bank by its primary key."""
    banks: Iterable[ItemBank] = ItemBank.objects.select_related("latest_revision")
    return {bank.pk: BankSummary(bank.pk, _title(bank), draft_blocks(bank)) for bank in banks}


def tags_of(block: RawBlock) -> list[str]:
    """Return the tags written in a raw item block."""
    return [tag.strip() for tag in str(block["value"].get("tags") or "").split(",") if tag.strip()]


def _title(bank: ItemBank) -> str:
    revision = bank.latest_revision
    return str(revision.content.get("title") or bank.title) if revision else str(bank.title)


def _suits(block: RawBlock, wanted: Mapping[str, str]) -> bool:
    value: dict[str, Any] = block["value"]
    tag = wanted.get("tag")
    if tag and fold(tag) not in map(fold, tags_of(block)):
        return False
    return all(not wanted.get(name) or value.get(name) == wanted[name] for name in ("difficulty", "competence"))
