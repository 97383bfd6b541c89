"""Whatever happens to a Word document on its way, reading it ends with questions or with a refusal in words."""

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.importers.base import Unreadable
from courses.importers.word import read
from courses.items import ITEM_TYPES
from tests.factories.word import DIALECTS, Document, Run, par

GOOD = (
    Document("word", lists={1: [("decimal", "Câu %1:"), ("upperLetter", "%2.")]})
    .add(par("Thủ đô là gì?", listed=(1, 0)), par("Huế", listed=(1, 1)), par(Run("Hà Nội", bold=True), listed=(1, 1)))
    .add([["STT", "Câu hỏi", "A", "B", "Đáp án"], ["2", "Tỉnh nào?", "Huế", "Hà Nội", "B"]], "Giải thích: Vì thế.")
    .build()
)
WORDS = st.sampled_from(
    ["Câu 1: ", "Câu 2. ", "1. ", "2) ", "A. ", "B. ", "C) ", "a. ", "*", "(*)", "\t", "\n", "   ", "Đáp án: ", "ĐA: B"]
    + ["Đúng", "Sai", "Giải thích: ", "Gợi ý:", "Điểm: 0,5", "Mức độ: Dễ", "PHẦN I", "ĐÁP ÁN", "1.B 2.C", "Hà Nội", "?"]
    + ["(Chọn nhiều đáp án)", "(1 điểm)", "- ", "☑ ", "☐ ", "Đ", "S", "1", "…", "e\u0301", "\u200b", "&", "<b>", "HẾT"]
)
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
RUNS = st.builds(
    Run,
    text=st.one_of(WORDS, TEXTS),
    bold=st.booleans(),
    underline=st.booleans(),
    colour=st.sampled_from(["", "FF0000", "zz"]),
    highlight=st.sampled_from(["", "yellow"]),
    font=st.sampled_from(["", ".VnTime", "VNI-Times"]),
)
PARAGRAPHS = st.builds(
    lambda runs, listed, style: par(*runs, listed=listed, style=style),
    st.lists(RUNS, max_size=4),
    st.sampled_from([None, None, (1, 0), (1, 1), (2, 0), (9, 8)]),
    st.sampled_from(["", "", "Heading1", "none"]),
)
TABLES = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=4), min_size=1, max_size=3)
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES), max_size=14)


@given(BODIES, st.sampled_from(DIALECTS))
def test_any_document_gives_items_without_fault_or_with_their_errors(body, dialect):
    lists = {1: [("decimal", "Câu %1:"), ("upperLetter", "%2.")], 2: [("bullet", "o")]}
    with suppress(Unreadable):
        for read_item in read(Document(dialect, body, lists).build()).items:
            assert all(message.place and message.text for message in read_item.messages)
            if read_item.importable:
                assert ITEM_TYPES[read_item.item["type"]].faults(read_item.item) == []


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 7)), max_size=40), st.integers(0, len(GOOD)))
def test_flipped_bits_and_cut_files_end_in_words(flips, end):
    raw = bytearray(GOOD)
    for at, bit in flips:
        raw[at] ^= 1 << bit
    for data in (bytes(raw), bytes(raw[:end])):
        with suppress(Unreadable):
            read(data)


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_part_packed_again_ends_in_words(data):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=10))
    made = Document(members={**members, name: bytes(content)})
    with suppress(Unreadable):
        read(made.build())
