"""One question element of Moodle XML: what all types have in common."""

from __future__ import annotations

import html
from decimal import Decimal
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.importers.desk import Desk
from courses.importers.moodle_xml.extras import extras_of
from courses.importers.outside_html import Img, from_plain, left_out_sentence
from courses.importers.pictures import NoPicture
from courses.importers.shares import number
from courses.items.base import FrozenItem
from courses.text import nfc

PLUGIN_FILE = "@@PLUGINFILE@@"
_FEEDBACK = {"right": "correctfeedback", "partial": "partiallycorrectfeedback", "wrong": "incorrectfeedback"}
_PLAIN_FORMATS = {"plain_text", "markdown", "wiki_like"}
_MOST_POINTS = Decimal(1000)


class Question:
    """A question and the desk it is read at."""

    def __init__(self, element: Element, desk: Desk, tags: list[str]) -> None:
        self.element = element
        self.desk = desk
        self.kind = (element.get("type") or "").strip().lower()
        self.category = tags
        outer = element.find("questiontext")
        self.format = outer.get("format", "html") if outer is not None else "html"

    @cached_property
    def points(self) -> Decimal:
        """The points Moodle gives; 1 when it names none."""
        points = number(self.value("defaultgrade"))
        return points if points is not None and 0 <= points <= _MOST_POINTS else Decimal(1)

    @cached_property
    def extras(self) -> dict[str, Any]:
        """What our own export wrote beside Moodle's elements."""
        return extras_of(self.element)

    def value(self, name: str, default: str = "") -> str:
        """Return the text of a direct child such as <single>."""
        return (self.element.findtext(name) or "").strip() or default

    def parts(self, name: str) -> list[Element]:
        """Return the children of a name; raises NotHeld when there are more than any question needs."""
        found = self.element.findall(name)
        self.desk.bound(found)
        return found

    def source(self, element: Element | None) -> str:
        """Return the HTML of an element that holds <text>, whatever format it was written in."""
        if element is None:
            return ""
        text, kind = self.raw(element), element.get("format") or self.format
        if kind in _PLAIN_FORMATS:
            return from_plain(text)
        return text.replace("\n", "<br>\n") if kind == "moodle_auto_format" and "<" not in text else text

    def raw(self, element: Element | None) -> str:
        """Return the <text> of an element as it stands, in NFC without blanks at its ends."""
        holder = element.find("text") if element is not None else None
        return nfc("".join(holder.itertext())).strip() if holder is not None else ""

    def words(self, element: Element | None) -> str:
        """Return plain text of an element that holds <text>; pictures have no place there."""
        if element is None:
            return ""
        if (element.get("format") or self.format) == "plain_text":
            return self.raw(element)
        return self.desk.text(self.source(element))

    def words_and_pictures(self, element: Element) -> tuple[str, list[dict[str, str]]]:
        """Return plain text and the pictures that stood in it, kept by name."""
        if element.get("format") == "plain_text":
            return self.raw(element), []
        text, imgs = self.desk.lines(self.source(element))
        return text, self.keep(imgs, element)

    def keep(self, imgs: list[Img], element: Element) -> list[dict[str, str]]:
        """Keep the pictures that an element holds in its <file> children or in their own addresses."""
        kept = []
        for img in self.desk.few(imgs):
            try:
                name = self._keep(img, element)
            except NoPicture:
                self.desk.warn(_("A picture could not be read. Please add it again as PNG or JPEG."))
                continue
            if name is None:
                self.desk.warn(left_out_sentence("picture"))
            else:
                kept.append({"file": name, "alt": img.alt})
        return kept

    def prompt(self) -> str:
        """Return the cleaned text of the question; its first picture becomes the question's own."""
        outer = self.element.find("questiontext")
        prompt, imgs = self.desk.html(self.source(outer))
        if outer is not None:
            self.take_pictures(imgs, outer)
        return prompt or from_plain(nfc(self.element.findtext("name/text") or "").strip())

    def take_pictures(self, imgs: list[Img], outer: Element) -> None:
        """Make the first picture the question's own, also one in the elements that old versions of Moodle wrote."""
        for picture in self.keep(imgs, outer):
            self.desk.set_picture(picture["file"], picture["alt"])
        old = self.value("image_base64")
        if old:
            try:
                self.desk.set_picture(self.desk.sheet.pictures.add_base64(self.value("image"), old), "")
            except NoPicture:
                self.desk.warn(_("A picture could not be read. Please add it again as PNG or JPEG."))

    def item(self, kind: str, prompt: str, feedback: dict[str, str] | None = None, **own: Any) -> FrozenItem:
        """Return the frozen item with everything questions have in common."""
        hints = [text for text in map(self.words, self.parts("hint")) if text]
        optional = {
            "hint": hints[0] if hints else "",
            "more_hints": hints[1:],
            "explanation": self.words(self.element.find("generalfeedback")),
            "feedback": self.combined_feedback() | (feedback or {}),
            "tags": self.tags(),
        }
        shared = {key: self.extras[key] for key in ("difficulty", "competence") if key in self.extras}
        return self.desk.item(kind, prompt, own, **optional, **shared)

    def combined_feedback(self) -> dict[str, str]:
        """Return the feedback for right, partly right and wrong answers, without what is empty."""
        found = {key: self.words(self.element.find(name)) for key, name in _FEEDBACK.items()}
        return {key: text for key, text in found.items() if text}

    def tags(self) -> list[str]:
        """Return the names of the category, then the tags, each once."""
        own = [nfc(tag.text or "").strip() for tag in self.element.iterfind("tags/tag/text")]
        of_course = [nfc(tag.text or "").strip() for tag in self.element.iterfind("coursetags/tag/text")]
        return self.desk.fitting_tags([*self.category, *own, *of_course])

    def _keep(self, img: Img, element: Element) -> str | None:
        pictures = self.desk.sheet.pictures
        if not img.src.startswith(f"{PLUGIN_FILE}/"):
            return pictures.add_data_address(img.src)
        wanted = unquote(img.src.partition("?")[0].removeprefix(PLUGIN_FILE))
        for file in element.findall("file"):
            path = f"{file.get('path') or '/'}{html.unescape(file.get('name') or '')}"
            if nfc(path) == nfc(wanted):
                return pictures.add_base64(path, file.text or "")
        return None
