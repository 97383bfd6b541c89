import io
import struct
import warnings
import zipfile

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.importers.archives import MOST_NAMES, open_zip, read_member
from courses.importers.base import Unreadable


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences are compared as they stand in the code."""
    with override("en"):
        yield


def packed(members, compression=zipfile.ZIP_DEFLATED):
    """A zip file of (name or ZipInfo, content) pairs."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The same name twice is written on purpose.
        with zipfile.ZipFile(file, "w", compression) as archive:
            for name, content in members:
                archive.writestr(name, content)
    return file.getvalue()


def refusal(data):
    with pytest.raises(Unreadable) as caught:
        open_zip(data)
    return str(caught.value)


def test_an_ordinary_archive_is_opened_and_its_members_are_read():
    archive = open_zip(packed([("word/document.xml", b"<a/>"), ("word/media/", b""), ("word/media/1.png", b"png")]))
    assert archive.namelist() == ["word/document.xml", "word/media/", "word/media/1.png"]
    assert read_member(archive, "word/document.xml", 4) == b"<a/>"


def test_an_archive_inside_is_a_member_like_any_other():
    inner = packed([("a.txt", b"a" * 100)])
    archive = open_zip(packed([("inner.zip", inner)], zipfile.ZIP_STORED))
    assert archive.namelist() == ["inner.zip"]
    assert read_member(archive, "inner.zip", 1000) == inner


def test_a_member_longer_than_the_limit_is_refused():
    with pytest.raises(Unreadable):
        read_member(open_zip(packed([("a", b"12345")])), "a", 4)


def test_a_missing_member_is_refused():
    with pytest.raises(Unreadable):
        read_member(open_zip(packed([("a", b"12345")])), "b", 4)


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/etc/passwd", "..", "a\\b", "C:/a", "c:a", "a\0b"],
)
def test_a_name_that_leads_out_is_refused(name):
    info = zipfile.ZipInfo("x" * len(name.encode()))
    raw = packed([(info, b"1")]).replace(b"x" * len(name.encode()), name.encode())
    assert "office program" in refusal(raw)


def test_a_link_is_refused():
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    assert "office program" in refusal(packed([(info, b"/etc/passwd")]))


def test_the_same_name_twice_is_refused():
    assert "office program" in refusal(packed([("a", b"1"), ("a", b"2")]))


def test_unusual_packing_is_refused():
    assert "office program" in refusal(packed([("a", b"1" * 100)], zipfile.ZIP_LZMA))


def test_a_password_is_named():
    raw = bytearray(packed([("a", b"1")]))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(raw))


def test_too_many_names_are_refused():
    assert open_zip(packed([(str(n), b"") for n in range(MOST_NAMES)]))
    assert "too many" in refusal(packed([(str(n), b"") for n in range(MOST_NAMES + 1)]))


def test_a_hundred_thousand_names_are_refused_at_once():
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", *[20] * 2, *[0] * 10, 0, 0, 0, 0)[:46]
    entry = entry[:28] + struct.pack("<H", 5) + entry[30:]
    names = b"".join(entry + b"%05d" % n for n in range(100_000))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(names), 0, 0)
    assert "too many" in refusal(names + end)


def test_a_member_that_swells_is_refused_before_it_is_unpacked():
    assert "too large" in refusal(packed([("word/document.xml", b" " * (2 * 1024 * 1024))]))


def test_a_short_text_that_repeats_itself_is_no_bomb():
    archive = open_zip(packed([("a", b" " * 1024 * 1024)]))
    assert len(read_member(archive, "a", 1024 * 1024)) == 1024 * 1024


def test_many_members_that_swell_together_are_refused():
    bits = [(str(n), b"\0" * 1024 * 1024) for n in range(51)]
    assert "too large" in refusal(packed(bits))


def test_a_member_that_lies_about_its_size_is_not_believed():
    raw = bytearray(packed([("a", b"0123456789" * 1000)]))
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = struct.pack("<I", 10)
    with pytest.raises(Unreadable):
        read_member(open_zip(bytes(raw)), "a", 100)


def test_members_that_share_their_bytes_are_refused():
    raw = bytearray(packed([("a", b"1" * 50), ("b", b"1" * 50)], zipfile.ZIP_STORED))
    second = raw.rindex(b"PK\x01\x02")
    raw[second + 42 : second + 46] = struct.pack("<I", 0)
    assert "office program" in refusal(bytes(raw))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 17, b"\xd0\xcf\x11\xe0"])
def test_what_is_no_archive_is_called_damaged(data):
    assert "damaged" in refusal(data)


GOOD = packed([("word/document.xml", b"<a>text</a>" * 20), ("word/styles.xml", b"<b/>"), ("m/1.png", b"\x89PNG" * 9)])


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(GOOD)))
def test_a_damaged_archive_is_read_or_refused_in_words(changes, end):
    raw = bytearray(GOOD)
    for place, value in changes:
        raw[place] = value
    for data in (bytes(raw), bytes(raw[:end]), bytes(raw[end:])):
        try:
            archive = open_zip(data)
            for name in archive.namelist():
                read_member(archive, name, 10_000)
        except Unreadable:
            pass
