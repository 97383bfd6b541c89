"""A file handed in and marked by a person. Frozen: `"rubric"`, `"accept": [extension]`, `"megabytes": int`.

Response: `{"file": uuid, "name": str}`. The file itself is stored by whoever takes the upload, who fills in both
values: an item type touches neither files nor the database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import IntegerBlock, MultipleChoiceBlock

from courses.items.base import WRONG, FrozenItem, ItemType, Response, ResponseError, no_answer
from courses.items.item_block import item_layout
from courses.items.rubric import (
    RubricItemBlock,
    freeze_rubric,
    public_rubric,
    rubric_faults,
    rubric_words,
    thaw_rubric,
)
from courses.items.written import readable

FILE_KINDS = ("pdf", "docx", "xlsx", "jpg", "png", "webp", "mp3", "m4a")
USUAL_KINDS = ["pdf", "docx", "jpg", "png"]
MOST_MEGABYTES = 10
LONGEST_NAME = 200


class FileUploadBlock(RubricItemBlock):
    """A task answered by a photo, a document or a recording."""

    accept = MultipleChoiceBlock(
        choices=[(kind, kind) for kind in FILE_KINDS], default=USUAL_KINDS, label=gettext_lazy("Kinds of file")
    )
    megabytes = IntegerBlock(
        min_value=1,
        max_value=MOST_MEGABYTES,
        default=MOST_MEGABYTES,
        label=gettext_lazy("Most megabytes"),
        help_text=gettext_lazy("A photo of a phone has 2 to 5."),
    )

    class Meta:
        icon = "upload"
        label = gettext_lazy("File to hand in")
        form_layout = item_layout("rubric", "accept", "megabytes")


class FileUpload(ItemType):
    """Scored by a person along the rubric."""

    name = "file_upload"
    label = gettext_lazy("File to hand in")
    icon = "upload"
    order = 130
    block_class = FileUploadBlock
    answer_key = "file"
    marked_by_person = True

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return rubric and limits, the kinds of file in one order."""
        chosen = value.get("accept") or []
        return {
            "rubric": freeze_rubric(value),
            "accept": [kind for kind in FILE_KINDS if kind in chosen],
            "megabytes": int(value.get("megabytes") or MOST_MEGABYTES),
        }

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return rubric and limits."""
        return {"rubric": thaw_rubric(item), "accept": item["accept"], "megabytes": item["megabytes"]}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """The rubric must be whole, the kinds of file known and the size possible."""
        found = rubric_faults(item)
        accept, megabytes = item.get("accept") or [], item.get("megabytes")
        if not accept or not set(accept) <= set(FILE_KINDS):
            found.append(_("Choose which kinds of file may be handed in."))
        if not isinstance(megabytes, int) or not 1 <= megabytes <= MOST_MEGABYTES:
            found.append(_("The most megabytes must be a number from 1 to %(limit)d.") % {"limit": MOST_MEGABYTES})
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add rubric and limits, which are told before choosing a file."""
        limits = {"accept": item["accept"], "megabytes": item["megabytes"]}
        return super().public(item, seed) | {"rubric": public_rubric(item)} | limits

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"file": uuid, "name": str}` of the fields `name-file` and `name-filename`."""
        stored = data.get(f"{name}-file") or ""
        return self.check_answer(item, {"file": stored, "name": data.get(f"{name}-filename") or ""}) if stored else {}

    def check(self, item: FrozenItem, response: Any) -> Response:
        """Return the response in its stored form; both keys belong together."""
        if not isinstance(response, Mapping) or (response and set(response) != {"file", "name"}):
            raise ResponseError(_("This answer could not be read. Please choose the file again."))
        return self.check_answer(item, response) if response else {}

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse what names no stored file, and a name of another kind of file."""
        stored, name = answer["file"], answer["name"]
        if not isinstance(stored, str) or not isinstance(name, str):
            raise ResponseError(_("This answer could not be read. Please choose the file again."))
        try:
            key = str(UUID(stored))
        except ValueError as error:
            raise ResponseError(_("This answer could not be read. Please choose the file again.")) from error
        tidy = file_name(name)
        if file_kind(tidy) not in item["accept"]:
            kinds = ", ".join(item["accept"])
            raise ResponseError(_("Please choose a file of one of these kinds: %(kinds)s.") % {"kinds": kinds})
        return {"file": key, "name": tidy}

    def score(self, item: FrozenItem, response: Response) -> Decimal | None:
        """Return None for a file, which a person marks, and 0 for no answer."""
        return None if response.get("file") else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return the criteria."""
        return rubric_words(item)

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the file's name."""
        return response.get("name") or no_answer()


def file_name(name: str) -> str:
    """Return a file's own name as shown to people: without folders, on one line, at most 200 characters long.

    A name that is too long loses its middle and keeps its ending.
    """
    own = " ".join(re.split(r"[/\\]", readable(name))[-1].split())
    return own if len(own) <= LONGEST_NAME else f"{own[: LONGEST_NAME - 11]}…{own[-10:]}"


def file_kind(name: str) -> str:
    """Return the kind a file's name tells, in small letters: "Anh.JPEG" is "jpg". Empty without an ending."""
    stem, point, ending = name.rpartition(".")
    kind = ending.lower() if stem and point else ""
    return "jpg" if kind == "jpeg" else kind
