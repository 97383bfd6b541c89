"""One question element while it is written: what all types have in common."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from courses.html import plain
from courses.importers.base import Message
from courses.importers.moodle_xml.extras import ELEMENT
from courses.importers.moodle_xml.question import PLUGIN_FILE
from courses.importers.pictures import NoPicture, Pictures
from courses.items.base import FrozenItem

HTML, PLAIN = "html", "plain_text"
_FEEDBACK = {"right": "correctfeedback", "partial": "partiallycorrectfeedback", "wrong": "incorrectfeedback"}
_COMBINED = {"multichoice", "matching", "ordering"}
_LONGEST_NAME = 80
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Sheet:
    """The question being written, its item, and the messages of the file."""

    number: int
    item: FrozenItem
    pictures: Mapping[int, bytes]
    messages: list[Message]
    question: Element = field(default_factory=lambda: Element("question"))
    extras: dict[str, Any] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Names of what Moodle passes over in this question."""

    def fail(self, sentence: str) -> None:
        """Say that the item is not in the file."""
        self.messages.append(Message("error", self.place, sentence))

    def warn(self, sentence: str) -> None:
        """Say what of the item is different in Moodle."""
        self.messages.append(Message("warning", self.place, sentence))

    @property
    def place(self) -> str:
        """The item as the trainer counts it."""
        return _("Question %(number)s") % {"number": self.number}

    def begin(self, kind: str) -> None:
        """Write what stands first in every question."""
        item = self.item
        self.question.set("type", kind)
        self.text("name", (plain(item["prompt"]) or self.place)[:_LONGEST_NAME])
        outer = self.text("questiontext", item["prompt"], HTML)
        if "picture" in item:
            self.add_html(outer, self.picture(outer, item["picture"]))
        self.text("generalfeedback", item["explanation"], PLAIN)
        for name, value in (("defaultgrade", item["points"]), ("penalty", "0.3333333"), ("hidden", "0")):
            self.value(name, value)

    def end(self) -> None:
        """Write what stands last, and say what Moodle passes over."""
        item, feedback = self.item, self.item.get("feedback") or {}
        for key, name in _FEEDBACK.items():
            if feedback.get(key):
                self.text(name, feedback[key], PLAIN)
        if feedback and self.question.get("type") not in _COMBINED:
            self.lost.append(_("feedback for right and wrong answers"))
        for hint in filter(None, [item["hint"], *(item.get("more_hints") or [])]):
            self.text("hint", hint, PLAIN)
        if item.get("tags"):
            tags = SubElement(self.question, "tags")
            for tag in item["tags"]:
                self.text("tag", tag, parent=tags)
        self._end_extras()

    def _end_extras(self) -> None:
        names = {"difficulty": _("difficulty"), "competence": _("competence")}
        for key, name in names.items():
            if key in self.item:
                self.extras[key] = self.item[key]
                self.lost.append(name)
        for key, value in self.extras.items():
            element = SubElement(self.question, ELEMENT, key=key)
            element.text = json.dumps(value)
        if self.lost:
            self.warn(_("Moodle has no place for: %(names)s.") % {"names": ", ".join(self.lost)})

    def value(self, name: str, value: object, parent: Element | None = None) -> Element:
        """Write an element with a bare value."""
        element = SubElement(self.question if parent is None else parent, name)
        element.text = _NOT_XML.sub("", str(value))
        return element

    def text(self, name: str, text: str, kind: str = "", parent: Element | None = None) -> Element:
        """Write an element that holds <text>, with its format where it may have one."""
        element = SubElement(self.question if parent is None else parent, name, {"format": kind} if kind else {})
        self.value("text", text, element)
        return element

    def answer(self, text: str, fraction: str, feedback: str = "", kind: str = PLAIN) -> Element:
        """Write an answer with its percentage and feedback."""
        element = self.text("answer", text, kind)
        element.set("fraction", fraction)
        self.text("feedback", feedback, PLAIN, element)
        return element

    def add_html(self, outer: Element, source: str) -> None:
        """Add HTML at the end of what an element's <text> holds."""
        text = outer.find("text")
        if text is not None:
            text.text = f"{text.text or ''}{_NOT_XML.sub('', source)}"

    def picture(self, outer: Element, picture: Mapping[str, Any]) -> str:
        """Put a picture into an element and return the HTML that shows it."""
        content = self.pictures.get(picture.get("image", -1))
        names = Pictures()
        try:
            name = names.add(f"{self.number}-{len(self.question.findall('.//file')) + 1}", content or b"")
        except NoPicture:
            self.warn(_("A picture is missing from the file, because it could not be found or read."))
            return ""
        file = SubElement(outer, "file", name=name, path="/", encoding="base64")
        file.text = base64.b64encode(names.files[name]).decode()
        alt = html.escape(str(picture.get("alt") or ""))
        return f'<p><img src="{PLUGIN_FILE}/{name}" alt="{alt}"></p>'

    def values(self, pairs: Iterable[tuple[str, object]]) -> None:
        """Write several elements with bare values."""
        for name, value in pairs:
            self.value(name, value)
