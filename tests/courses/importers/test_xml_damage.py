"""Damaged and hostile files: a reading or a refusal in words, within the time and memory of one request."""

import resource
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.importers import moodle_xml, qti
from courses.importers.base import Reading, Unreadable
from tests.factories import moodle_xml as moodle_files
from tests.factories import qti as qti_files
from tests.factories.damage import cut_and_changed, oddly_worded

MOODLE = moodle_files.every_type()
PACKAGE = qti_files.every_type()
SINGLE = qti_files.item(
    qti_files.interaction("choiceInteraction", qti_files.choices("a", "b", "c"), maxChoices="0"),
    qti_files.declared(correct="AB", cardinality="multiple", mapping=qti_files.mapped({"A": 1, "B": "0.5"})),
).encode()
GAPS = qti_files.item(
    "<p>Là {}</p>".format(qti_files.interaction("textEntryInteraction", "")),
    qti_files.declared(correct=["2.5"], base="float", mapping=qti_files.mapped({"2.5": 1, "3": "0.5"})),
).encode()


def ends_well(read, data):
    try:
        reading = read(data)
    except Unreadable as refusal:
        return bool(str(refusal))
    return isinstance(reading, Reading) and bool(reading.items)


@given(st.binary(max_size=2000))
def test_any_bytes_end_in_a_reading_or_a_refusal(data):
    assert ends_well(moodle_xml.read, data)
    assert ends_well(qti.read, data)
    assert ends_well(qti.read, b"PK\x03\x04" + data)


@given(cut_and_changed(MOODLE))
def test_a_damaged_file_of_moodle_ends_in_a_reading_or_a_refusal(data):
    assert ends_well(moodle_xml.read, data)


@given(oddly_worded(MOODLE))
def test_odd_words_in_a_file_of_moodle_end_in_a_reading_or_a_refusal(data):
    assert ends_well(moodle_xml.read, data)


@given(cut_and_changed(PACKAGE))
def test_a_damaged_package_of_qti_ends_in_a_reading_or_a_refusal(data):
    assert ends_well(qti.read, data)


@given(oddly_worded(SINGLE) | oddly_worded(GAPS) | cut_and_changed(SINGLE) | cut_and_changed(GAPS))
def test_a_damaged_item_of_qti_ends_in_a_reading_or_a_refusal(data):
    assert ends_well(qti.read, data)


@given(st.data())
def test_odd_words_in_a_package_of_qti_end_in_a_reading_or_a_refusal(data):
    archive = qti.package.open_zip(PACKAGE)
    name = data.draw(st.sampled_from([name for name in archive.namelist() if name.endswith(".xml")]))
    files = {each: archive.read(each) for each in archive.namelist() if each != "imsmanifest.xml"}
    files[name] = data.draw(oddly_worded(archive.read(name)))
    items = {each: content for each, content in files.items() if each.endswith(".xml") and each != "imsmanifest.xml"}

    assert ends_well(qti.read, qti_files.package(items, {"items/a.png": qti_files.PNG}))


def asked(html, times=1, kind="description", more=""):
    text = f"<questiontext format='html'><text><![CDATA[{html}]]></text></questiontext>"
    return f"<quiz>{f'<question type={chr(34)}{kind}{chr(34)}>{text}{more}</question>' * times}</quiz>".encode()


HOSTILE = {
    "many empty questions": lambda: b"<quiz>" + b"<question/>" * 150_000 + b"</quiz>",
    "deep nesting": lambda: b"<quiz>" * 1_000_000,
    "many attributes": lambda: b"<quiz " + b" ".join(b'a%d=""' % n for n in range(800_000)) + b"/>",
    "instructions without end": lambda: b"<quiz>" + b"<?a?>" * 2_000_000 + b"</quiz>",
    "entities": lambda: b'<!DOCTYPE q [<!ENTITY a "' + b"x" * 99_999 + b'">]><quiz>' + b"&a;" * 99_999 + b"</quiz>",
    "tangled formatting": lambda: asked("".join(f"<b id={n}>" for n in range(190)) + "<p>" * 190, 1000),
    "angle brackets": lambda: asked("<a " * 3_000_000),
    "one endless text": lambda: asked("x" * 9_000_000),
    "pictures without end": lambda: asked("<img src='@@PLUGINFILE@@/a.png'>" * 200_000),
    "gaps without end": lambda: asked("{1:SA:=a}" * 900_000, 1, "cloze"),
    "a gap of many answers": lambda: asked("{1:SA:" + "=a~" * 3_000_000 + "}", 1, "cloze"),
    "gaps that never close": lambda: asked("{1:SA:=a" * 900_000, 1, "cloze"),
    "gaps in many questions": lambda: asked("{1:SA:" + "=a~" * 9_000 + "=b}", 300, "cloze"),
    "words without gaps": lambda: asked("[[1]]" * 1_500_000, 1, "gapselect"),
    "many options": lambda: asked("x", 1, "multichoice", "<answer fraction='9'><text>a</text></answer>" * 60_000),
    "tags without end": lambda: asked("x", 1, "essay", f"<tags>{'<tag><text>a</text></tag>' * 60_000}</tags>"),
    "many short questions": lambda: asked("<p>x &amp; y</p>" * 9, 1000, "essay"),
    "many long questions": lambda: asked("<p>Thủ đô của nước ta là gì?</p>" * 100, 1000, "essay"),
    "one picture many times": lambda: asked(
        "<img src='@@PLUGINFILE@@/a.png'>" * 20,
        400,
        more=f"<file name='a.png' encoding='base64'>iVBORw0KGgo{'A' * 9000}</file>",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_neither_more_than_two_seconds_nor_300_megabytes(name):
    data = HOSTILE[name]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()

    assert ends_well(moodle_xml.read, data)
    assert time.process_time() - start < 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) / 1024 < 300
