"""One item of QTI: its text, what it asks, its answers and its feedback."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.importers.desk import Desk, NotHeld
from courses.importers.outside_html import Img, left_out_sentence
from courses.importers.pictures import NoPicture
from courses.importers.qti.body import inner_html
from courses.importers.qti.declarations import Answers, answers_of, comparisons_of, points_of
from courses.importers.qti.feedback import Feedback, feedback_of
from courses.importers.qti.names import INTERACTION
from courses.items.base import FrozenItem
from courses.text import nfc

ASIDE = {"rubricblock", "feedbackblock", "templateblock", "feedbackinline", "templateinline", "modalfeedback"}
OpenFile = Callable[[str], bytes | None]


class QtiItem:
    """An item and the desk it is read at; `open_file` gives the bytes of a file of the package by its path."""

    def __init__(self, element: Element, desk: Desk, folder: str, open_file: OpenFile) -> None:
        self.element = element
        self.desk = desk
        self.folder = folder
        self.open_file = open_file
        body = element.find("itembody")
        self.body = body if body is not None else Element("itembody")
        self.interactions = [each for each in self.body.iter() if is_interaction(each)]

    @cached_property
    def answers(self) -> dict[str, Answers]:
        """The declared answers of the interactions by identifier."""
        asked = {each.get("responseidentifier", "") for each in self.interactions}
        return answers_of(self.element, asked)

    @cached_property
    def points(self) -> Decimal:
        """The most points of the item."""
        return points_of(self.element, self.answers)

    @cached_property
    def tolerances(self) -> dict[str, Element]:
        """The comparisons of numbers in the response processing, by the response they compare."""
        return comparisons_of(self.element)

    def answers_for(self, interaction: Element) -> Answers:
        """Return the declared answers of an interaction; raises NotHeld when there are none."""
        found = self.answers.get(interaction.get("responseidentifier", ""))
        if found is None or not (found.correct or found.best() > 0):
            raise NotHeld(_("No right answer was found. Please mark one and import it again."))
        self.desk.bound(found.correct)
        self.desk.bound(found.mapping)
        return found

    def text(self, element: Element) -> str:
        """Return the plain text of an element; pictures have no place there."""
        return self.desk.text(inner_html(element, _without_aside))

    def text_and_pictures(self, element: Element) -> tuple[str, list[dict[str, str]]]:
        """Return the plain text of an element and the pictures in it, kept by name."""
        text, imgs = self.desk.lines(inner_html(element, _without_aside))
        return text, self.keep(imgs)

    def prompt(self, instead: str = "") -> str:
        """Return the cleaned text around the interactions and their own prompts; the first picture is the item's."""

        def replace(element: Element) -> str | None:
            if is_interaction(element):
                own = element.find("prompt")
                asked = f"<p>{inner_html(own, _without_aside)}</p>" if own is not None else ""
                return instead or asked
            return _without_aside(element)

        prompt, imgs = self.desk.html(inner_html(self.body, replace))
        for picture in self.keep(imgs):
            self.desk.set_picture(picture["file"], picture["alt"])
        self.tell_aside()
        return prompt or self.title()

    def title(self) -> str:
        """Return the item's title as HTML."""
        return self.desk.html(nfc(self.element.get("title", "")).replace("<", " ").strip())[0]

    def keep(self, imgs: list[Img]) -> list[dict[str, str]]:
        """Keep the pictures named in HTML that the package holds."""
        kept = []
        for img in self.desk.few(imgs):
            name = self.keep_file(img.src)
            if name:
                kept.append({"file": name, "alt": img.alt})
        return kept

    def keep_file(self, address: str) -> str | None:
        """Keep one picture of the package and return its name here; what cannot be kept is said."""
        sheet, pictures = self.desk.sheet, self.desk.sheet.pictures
        path = posixpath.normpath(posixpath.join(self.folder, unquote(address)))
        if path in sheet.addresses:
            return sheet.addresses[path]
        try:
            inside = pictures.add_data_address(address)
            content = self.open_file(path) if inside is None else None
            if inside is None and content is None:
                self.desk.warn(left_out_sentence("picture"))
            if content is None:
                return inside
            sheet.addresses[path] = pictures.add(path, content)
            return sheet.addresses[path]
        except NoPicture:
            self.desk.warn(_("A picture could not be read. Please add it again as PNG or JPEG."))
            return None

    def feedback(self) -> Feedback:
        """Return what the item says after an answer."""
        self.desk.bound(self.element.findall("modalfeedback"))
        return feedback_of(self.element, self.text)

    def item(self, kind: str, prompt: str, said: Feedback | None = None, **own: Any) -> FrozenItem:
        """Return the frozen item with what items have in common."""
        told = said or self.feedback()
        if told.other:
            self.desk.warn(_("Feedback for single cases was not taken over."))
        hints = told.hints
        return self.desk.item(
            kind,
            prompt,
            own,
            hint=hints[0] if hints else "",
            more_hints=hints[1:],
            explanation="\n".join(told.explanations),
            feedback=told.combined,
        )

    def tell_aside(self) -> None:
        """Say what of the text around the question has no place here."""
        if any(each.tag in {"feedbackblock", "templateblock", "templateinline"} for each in self.body.iter()):
            self.desk.warn(_("Parts of the text that show only in some cases were not taken over."))
        if any(each.tag == "rubricblock" and "".join(each.itertext()).strip() for each in self.body.iter()):
            self.desk.warn(_("Instructions for markers or candidates beside the question were not taken over."))


def is_interaction(element: Element) -> bool:
    """Whether the element asks for an answer."""
    return str(element.tag).endswith(INTERACTION)


def _without_aside(element: Element) -> str | None:
    return "" if element.tag in ASIDE or element.tag == "prompt" else None
