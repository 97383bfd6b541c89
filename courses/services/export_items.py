"""A bank or a quiz as a file for other programs. The files hold the keys: for trainers only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.exporters import Written, aiken, gift, moodle_xml, spreadsheet
from courses.importers.base import Message
from courses.items import ITEM_TYPES, FrozenItem
from courses.models import CourseImage, ItemBank, QuizPage
from courses.services.bank_items import draft_blocks, frozen_blocks


@dataclass(frozen=True)
class ExportFormat:
    """A format: its name, the ending of its files, their media type, and what writes them."""

    key: str
    label: Promise
    purpose: Promise
    ending: str
    media_type: str
    write: Callable[[Sequence[FrozenItem], Mapping[int, bytes]], Written]


FORMATS = {
    each.key: each
    for each in (
        ExportFormat(
            "moodle",
            gettext_lazy("Moodle XML"),
            gettext_lazy("For Moodle and programs that read its files. Holds most, pictures too."),
            "xml", "application/xml", moodle_xml.write,
        ),
        ExportFormat(
            "gift",
            gettext_lazy("GIFT"),
            gettext_lazy("Plain text that can be read and mended in any text editor."),
            "gift.txt", "text/plain; charset=utf-8", gift.write,
        ),
        ExportFormat(
            "xlsx",
            gettext_lazy("Excel"),
            gettext_lazy("One row a question, in the columns of our Excel template."),
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", spreadsheet.write,
        ),
        ExportFormat(
            "aiken",
            gettext_lazy("Aiken"),
            gettext_lazy("Plain text with single choice questions only, read by nearly every program."),
            "aiken.txt", "text/plain; charset=utf-8", aiken.write,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Export:
    """The newest draft of a bank or quiz, ready to be written in any of the formats."""

    owner: ItemBank | QuizPage

    @cached_property
    def drafted(self) -> list[tuple[int, FrozenItem, list[str]]]:
        """Every item with its number and with what keeps it from being sat; such items no format can hold."""
        items = frozen_blocks(self.owner, draft_blocks(self.owner))
        return [(number, item, ITEM_TYPES[item["type"]].faults(item)) for number, item in enumerate(items, start=1)]

    @property
    def items(self) -> list[FrozenItem]:
        """What is written."""
        return [item for _number, item, faults in self.drafted if not faults]

    @cached_property
    def pictures(self) -> dict[int, bytes]:
        """The bytes of the items' pictures by their keys; one that is gone is not among them."""
        holders = [holder for item in self.items for holder in (item, *_dicts(item.get("options")))]
        wanted = {holder["picture"]["image"] for holder in holders if holder.get("picture")}
        return {image.pk: _content(image) for image in CourseImage.objects.filter(pk__in=wanted) if _exists(image)}

    def written(self, form: ExportFormat) -> Written:
        """Return the file and what is to be said about it, draws of a quiz included."""
        file = form.write(self.items, self.pictures)
        return Written(file.data, [*self._draws(), *self._unfinished(), *file.messages])

    def _unfinished(self) -> list[Message]:
        sentence = _("This question is not finished and was left out. %(fault)s")
        return [
            Message("error", _("Question %(number)s") % {"number": number}, sentence % {"fault": faults[0]})
            for number, _item, faults in self.drafted
            if faults
        ]

    def _draws(self) -> list[Message]:
        draws = [block for block in draft_blocks(self.owner) if block["type"] == "draw"]
        if not draws:
            return []
        sentence = _("Questions drawn from banks are not in this file: export the banks themselves.")
        return [Message("warning", str(self.owner), sentence)]


def _dicts(values: object) -> list[dict[str, object]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _exists(image: CourseImage) -> bool:
    return bool(image.file) and image.file.storage.exists(image.file.name)


def _content(image: CourseImage) -> bytes:
    with image.open_file() as file:
        return bytes(file.read())
