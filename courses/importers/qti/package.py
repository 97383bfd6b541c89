"""A package of QTI, or a single item: which files hold items, in which order, and what each becomes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.archives import open_zip, read_member
from courses.importers.base import LARGEST_FILE, MOST_ITEMS, Reading, ReadItem, Unreadable
from courses.importers.desk import Desk, NotHeld, Sheet, check_count, set_points
from courses.importers.qti import choices, open_questions, pairs, places, texts
from courses.importers.qti.item import QtiItem
from courses.importers.qti.names import name_of, with_plain_names
from courses.importers.xml_tree import MOST_NODES, parse_xml
from courses.items.base import FrozenItem

MANIFEST = "imsmanifest.xml"
ITEM, TEST = "assessmentitem", "assessmenttest"
READERS: dict[str, Callable[[QtiItem, Element], FrozenItem]] = {
    "choiceinteraction": choices.choice,
    "textentryinteraction": texts.text_entry,
    "gapmatchinteraction": texts.gap_match,
    "matchinteraction": pairs.match,
    "associateinteraction": pairs.associate,
    "orderinteraction": pairs.order,
    "hotspotinteraction": places.hotspot,
    "extendedtextinteraction": open_questions.extended_text,
    "uploadinteraction": open_questions.upload,
}


def read(data: bytes) -> Reading:
    """Return the items of a package or of a single item's file. Raises Unreadable when it is neither."""
    sheet = Sheet()
    reading = Reading(pictures=sheet.pictures.files)
    points: dict[int, Decimal] = {}
    package = Package(data)
    for number, (path, element) in enumerate(package.items(sheet), start=1):
        desk = Desk(number, sheet)
        if isinstance(element, str):
            desk.fail(element)
            reading.items.append(ReadItem(number, None, desk.messages))
            continue
        item = QtiItem(element, desk, posixpath.dirname(path), package.file)
        reading.items.append(_read_item(item))
        if item.interactions and reading.items[-1].item is not None:
            points[number] = item.points
    check_count(len(reading.items))
    set_points(reading.items, points, sheet)
    reading.messages = sheet.messages()
    return reading


class Package:
    """The files of a package; a single item is a package of itself."""

    def __init__(self, data: bytes) -> None:
        self.single = None if data[:2] == b"PK" else data
        self.archive: zipfile.ZipFile | None = open_zip(data) if self.single is None else None
        self.names = frozenset(self.archive.namelist()) if self.archive else frozenset()
        self.nodes, self.bytes = MOST_NODES, LARGEST_FILE

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file of the package, or None when there is none such."""
        if self.archive is None or path not in self.names:
            return None
        try:
            return read_member(self.archive, path, LARGEST_FILE)
        except Unreadable:
            return None

    def items(self, sheet: Sheet) -> Iterator[tuple[str, Element | str]]:
        """Yield the path and the tree of every item in order, or a sentence instead of a tree that cannot be read."""
        if self.single is not None:
            root = self._tree(self.single)
            if root.tag == "questestinterop":
                raise Unreadable(_old_version())
            if root.tag != ITEM:
                raise Unreadable(_("This is not an item of QTI. Please choose a package or an item of QTI 2.1 or 3.0."))
            yield "", root
            return
        paths = self._paths(sheet)
        check_count(len(paths))
        for path in paths:
            yield path, self._item(path)

    def _paths(self, sheet: Sheet) -> list[str]:
        manifest = self.file(MANIFEST)
        if manifest is None:
            raise Unreadable(_("The package has no imsmanifest.xml at its top. Please export it again as QTI."))
        resources = list(self._tree(manifest).iter("resource"))
        if any("xmlv1p" in each.get("type", "") for each in resources):
            raise Unreadable(_old_version())
        paths = [unquote(each.get("href", "")) for each in resources if "imsqti_item" in each.get("type", "")]
        paths = list(dict.fromkeys(posixpath.normpath(path) for path in paths if path))
        tests = [unquote(each.get("href", "")) for each in resources if "imsqti_test" in each.get("type", "")]
        if tests:
            sheet.notes[_("Sections, times and other settings of the test were not taken over.")] = None
        order = {path: place for place, path in enumerate(self._in_tests(tests))}
        return sorted(paths, key=lambda path: order.get(path, len(order)))[: MOST_ITEMS + 1]

    def _in_tests(self, tests: list[str]) -> Iterator[str]:
        for test in tests:
            content = self.file(posixpath.normpath(test)) if test else None
            root = self._tree(content) if content else Element(TEST)
            for reference in root.iter("assessmentitemref"):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(test), unquote(reference.get("href", ""))))

    def _item(self, path: str) -> Element | str:
        content = self.file(path)
        if content is None:
            return _("The file %(name)s is missing or damaged. Please export the package again.") % {"name": path[:100]}
        try:
            root = self._tree(content)
        except Unreadable as error:
            return str(error)
        if root.tag != ITEM:
            return _("The file %(name)s holds no item. Please export the package again.") % {"name": path[:100]}
        return root

    def _tree(self, content: bytes) -> Element:
        """Return a parsed file; all files together have the bounds of one."""
        self.bytes -= len(content)
        if self.bytes < 0:
            raise Unreadable(_("The file holds too much text for one import. Please split it into several files."))
        root = with_plain_names(parse_xml(content, max(self.nodes, 0)))
        self.nodes -= sum(1 for _each in root.iter())
        return root


def _read_item(item: QtiItem) -> ReadItem:
    try:
        made = _made(item)
    except NotHeld as reason:
        item.desk.fail(str(reason))
        made = None
    return ReadItem(item.desk.number, made, item.desk.messages)


def _made(item: QtiItem) -> FrozenItem:
    if item.element.find("templatedeclaration") is not None:
        raise NotHeld(_("Questions with changing numbers are not supported. Please write this question anew."))
    item.desk.bound(item.interactions)
    asked = [each for each in item.interactions if each.tag != "endattemptinteraction"]
    kinds = {str(each.tag) for each in asked}
    unknown = sorted(kinds - set(READERS) - texts.IN_TEXT)
    if unknown:
        raise NotHeld(
            _("The question type “%(name)s” of QTI is not supported. Please write this question anew.")
            % {"name": name_of(unknown[0])}
        )
    if not asked:
        return open_questions.information(item)
    if kinds <= texts.IN_TEXT and (len(asked) > 1 or "inlinechoiceinteraction" in kinds):
        return texts.gaps(item)
    if len(asked) > 1:
        raise NotHeld(_("The item asks several things at once. Please split it into several questions."))
    return READERS[str(asked[0].tag)](item, asked[0])


def _old_version() -> str:
    return _("This is QTI 1.2, an old version. Please export the questions as QTI 2.1 or 3.0, or as Moodle XML.")
