"""What every type of item promises: an author's block, a frozen form, a learner's view and a pure score.

The frozen form is JSON inside a QuizVersion. Every item has `id`, `type`, `prompt` (cleaned HTML), `points` (decimal
string), `hint` and `explanation` (plain text); each type adds its own keys. Keys that may be left out are absent when
they say nothing, so that a new kind of key never changes the digest of content that does not use it: `picture`
({"image": primary key, "alt": text}), `more_hints`, `feedback` ({"right", "partial", "wrong"}), `tags`, `difficulty`,
`outcome` (the number of the outcome it tests, from 1), `competence`. A response is JSON too, and `{}` means that the
learner gave no answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.blocks import StructBlock
from wagtail.rich_text import RichText

from courses.html import clean, plain
from courses.items.item_block import ItemBlock
from courses.text import nfc

SCORER_VERSION = "1"

WRONG, RIGHT = Decimal(0), Decimal(1)

FrozenItem = dict[str, Any]
Response = dict[str, Any]


class ResponseError(ValueError):
    """A response that cannot be taken; its text is a sentence for the learner.

    `kept` is what to show in the form again in the shape of a response, so that nothing typed is lost.
    """

    def __init__(self, sentence: str, kept: Response | None = None) -> None:
        super().__init__(sentence)
        self.kept = kept


class ItemType(ABC):
    """One type of item. Instances hold no state and touch no database."""

    name: ClassVar[str]
    label: ClassVar[Promise]
    icon: ClassVar[str]
    block_class: ClassVar[type[ItemBlock]]
    answer_key: ClassVar[str]
    """The one key a given response has; types with several override `check`."""
    order: ClassVar[int]
    """Place in the editor's list of types, lowest first."""
    graded: ClassVar[bool] = True
    """Whether it takes an answer and counts points."""
    marked_by_person: ClassVar[bool] = False
    """Whether a given answer has no score until a person marks it."""

    @property
    def template(self) -> str:
        """The template that shows the item's field to a learner; native controls, no script needed."""
        return f"courses/items/{self.name}.html"

    @property
    def print_template(self) -> str:
        """The template that shows the item on paper."""
        return f"courses/items/print/{self.name}.html"

    def block(self) -> type[StructBlock]:
        """Return the block class an author fills in."""
        return self.block_class

    def freeze(self, value: Mapping[str, Any], item_id: str) -> FrozenItem:
        """Return the frozen item of a block's value, texts in NFC and the prompt cleaned. Blanks stay blank."""
        prompt = value.get("prompt")
        source = prompt.source if isinstance(prompt, RichText) else prompt
        return (
            {
                "id": item_id,
                "type": self.name,
                "prompt": clean(nfc(source or "")),
                "points": str(value.get("points") or 1),
                "hint": text_of(value, "hint"),
                "explanation": text_of(value, "explanation"),
            }
            | filled(_optional_keys(value))
            | self.freeze_key(value)
        )

    def thaw(self, item: FrozenItem) -> dict[str, Any]:
        """Return the editor's raw value of a frozen item: `freeze` of it gives the item back."""
        feedback = item.get("feedback") or {}
        return {
            "prompt": item["prompt"],
            "hint": item["hint"],
            "explanation": item["explanation"],
            "points": int(Decimal(item["points"])),
            "picture": thaw_picture(item.get("picture")),
            "more_hints": thaw_list(item["id"], "more_hints", item.get("more_hints") or []),
            "feedback_right": feedback.get("right", ""),
            "feedback_partial": feedback.get("partial", ""),
            "feedback_wrong": feedback.get("wrong", ""),
            "tags": ", ".join(item.get("tags") or []),
            "difficulty": item.get("difficulty", ""),
            "outcome": item.get("outcome"),
            "competence": item.get("competence", ""),
        } | self.thaw_key(item)

    def faults(self, item: FrozenItem) -> list[str]:
        """Return a sentence for every reason why the frozen item cannot be sat; none when it can."""
        found = []
        if not item.get("id"):
            found.append(_("The question has no identifier."))
        if not plain(item.get("prompt") or ""):
            found.append(_("The question is empty."))
        if not _is_positive(item.get("points")):
            found.append(_("The points must be a number above zero."))
        if "picture" in item and not item["picture"].get("alt"):
            found.append(_("The picture has no words for people who cannot see it."))
        return found + self.key_faults(item)

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Return what a learner may see before answering: named keys only, never the key, hint or explanation."""
        shown = {"id": item["id"], "type": item["type"], "prompt": item["prompt"], "points": item["points"]}
        return shown | ({"picture": item["picture"]} if "picture" in item else {})

    def practised(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Return what a lesson shows where the item is practised and nothing is stored: keys may be in it."""
        return self.public(item, seed)

    def is_judged(self, item: FrozenItem) -> bool:
        """Return whether a lesson tells right or wrong when the form is sent; False where every step does."""
        return True

    def check(self, item: FrozenItem, response: Any) -> Response:
        """Return a response from outside in its stored form, or raise ResponseError. No answer is `{}`."""
        if not isinstance(response, Mapping) or set(response) - {self.answer_key}:
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        return self.check_answer(item, response[self.answer_key]) if response else {}

    def feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the author's sentences about this answer: on what was chosen, then on how right it is."""
        said = self.answer_feedback(item, response) if response else []
        share = self.score(item, response)
        if share is None:
            return said
        kind = "right" if share >= RIGHT else "partial" if share > WRONG else "wrong"
        general = (item.get("feedback") or {}).get(kind)
        return [*said, general] if general else said

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the sentences about what was chosen or written; none by default."""
        return []

    def chance(self, item: FrozenItem) -> Decimal:
        """Return the share of the points that blind guessing earns on average; 0 where nothing can be guessed."""
        return WRONG

    @abstractmethod
    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return the stored response of a posted form's field `name`, or raise ResponseError. No answer is `{}`.

        A type with several fields names them `name` plus a hyphen and its own ending.
        """

    @abstractmethod
    def score(self, item: FrozenItem, response: Response) -> Decimal | None:
        """Return the part of the item's points earned, -1 to 1, unrounded. No answer earns 0.

        None means that a person has to mark the answer.
        """

    @abstractmethod
    def right_answer(self, item: FrozenItem) -> str:
        """Return the right answer in words, as plain text."""

    @abstractmethod
    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the learner's answer in words, as plain text."""

    @abstractmethod
    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the keys this type adds to the frozen item."""

    @abstractmethod
    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the raw values of the fields this type adds to the editor's block."""

    @abstractmethod
    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return the faults in the keys this type adds."""

    @abstractmethod
    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Return the stored response of an answer's value, or raise ResponseError."""


def text_of(value: Mapping[str, Any], field: str) -> str:
    """Return a plain text field of a block's value in NFC without blanks at its ends; a missing one is empty."""
    written = value.get(field)
    return "" if written is None else nfc(str(written)).strip()


def texts_of(values: Any) -> list[str]:
    """Return the texts of a list block that are not blank, in NFC without blanks at their ends."""
    written = [nfc(str(each or "")).strip() for each in values or []]
    return [each for each in written if each]


def filled(keys: FrozenItem) -> FrozenItem:
    """Return the keys that say something."""
    return {key: value for key, value in keys.items() if value not in (None, "", [], {})}


def picture_of(image: Any) -> FrozenItem | None:
    """Return an image of the editor as {"image": primary key, "alt": text}; None without an image."""
    if image is None:
        return None
    return {"image": image.pk, "alt": nfc(getattr(image, "contextual_alt_text", "") or "").strip()}


def thaw_picture(picture: FrozenItem | None) -> dict[str, Any]:
    """Return the editor's raw value of a frozen picture, the empty one for None."""
    if picture is None:
        return {"image": None, "decorative": False, "alt_text": ""}
    return {"image": picture["image"], "decorative": False, "alt_text": picture["alt"]}


def thaw_list(item_id: str, field: str, values: list[Any]) -> list[dict[str, Any]]:
    """Return the raw children of a list block; their ids follow from the item and the place in the list."""
    return [{"type": "item", "value": value, "id": f"{item_id}-{field}-{n}"} for n, value in enumerate(values)]


def no_answer() -> str:
    """Return the words shown where a learner left an item open."""
    return _("No answer given")


def _optional_keys(value: Mapping[str, Any]) -> FrozenItem:
    feedback = {kind: text_of(value, f"feedback_{kind}") for kind in ("right", "partial", "wrong")}
    return {
        "picture": picture_of(value.get("picture")),
        "more_hints": texts_of(value.get("more_hints")),
        "feedback": filled(feedback),
        "tags": texts_of(text_of(value, "tags").split(",")),
        "difficulty": text_of(value, "difficulty"),
        "outcome": value.get("outcome"),
        "competence": text_of(value, "competence"),
    }


def _is_positive(points: object) -> bool:
    try:
        number = Decimal(str(points))
    except InvalidOperation:
        return False
    return number.is_finite() and number > 0
