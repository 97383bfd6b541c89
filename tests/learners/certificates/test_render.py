import dataclasses
import datetime
import json
import re
import unicodedata
import zlib

import pytest
import typst
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from learners.certificates.render import (
    FOLDER,
    FONTS,
    TEMPLATE,
    CertificateFacts,
    UnprintableText,
    _printed,
    qr_svg,
    render,
)

FACTS = CertificateFacts(
    superior_body="Ủy ban nhân dân tỉnh Bắc Giang",
    issuer_name="Sở Thông tin và Truyền thông",
    title="GIẤY CHỨNG NHẬN HOÀN THÀNH",
    full_name="Nguyễn Thị Hồng Ánh",
    birth_text="07/03/1962",
    unit_text="Xã Quý Sơn",
    course_title="Cài đặt và sử dụng VNeID",
    hours_text="4 giờ tự học",
    from_date=datetime.date(2026, 10, 1),
    to_date=datetime.date(2026, 11, 5),
    result_text="9/10",
    place="Bắc Giang",
    issued_on=datetime.date(2026, 11, 5),
    signer_authority="KT. GIÁM ĐỐC",
    signer_title="PHÓ GIÁM ĐỐC",
    signer_name="Trần Văn Khánh",
    number="000123/2026",
    register_number="000123/2026/ĐK",
    valid_to=None,
    verify_url="https://hocso.example/giay-chung-nhan/3J0xqVqz_kP9-aB4cDeFgQ/",
    code="3J0xqVqz_kP9-aB4cDeFgQ",
)
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


def test_the_paper_is_one_tagged_page_for_archives_and_screen_readers():
    paper = objects(render(FACTS))
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert (b"/MarkInfo" in paper, b"/StructTreeRoot" in paper, b"/Lang(vi)" in paper.replace(b" ", b"")) == (True,) * 3
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in paper


def test_equal_facts_give_equal_bytes_and_another_name_gives_others():
    assert render(FACTS) == render(dataclasses.replace(FACTS))
    assert render(FACTS) != render(changed(full_name="Nguyễn Thị Hồng Anh"))


def test_the_date_of_the_file_is_the_date_of_issue():
    assert b"D:20261105" in objects(render(FACTS))


def test_every_vietnamese_letter_is_printed_in_the_font_of_the_paper():
    for text in ("".join(LETTERS), "".join(LETTERS).upper()):
        spaced = " ".join(text[start : start + 12] for start in range(0, len(text), 12))
        paper = render(changed(full_name=spaced, course_title=spaced, signer_name=spaced))
        assert set(text) - written_letters(paper) == set()
        assert b"Libertinus" not in objects(paper)


def test_decomposed_letters_are_printed_as_the_composed_ones():
    assert render(changed(full_name=unicodedata.normalize("NFD", FACTS.full_name))) == render(FACTS)


def test_invisible_and_turning_characters_leave_no_trace():
    assert render(changed(full_name="Nguyễn\u200b\u202e Thị\t \x00Hồng\nÁnh\ufeff")) == render(FACTS)


@pytest.mark.parametrize(
    "name", ["#panic()", "*x*", "$x$", "@x", "<x>", "\\u{41}", "= x", "// x", "#sys.inputs", "`x`"]
)
def test_markup_in_a_name_is_printed_as_it_is(name):
    facts = changed(full_name=name)
    assert printed_texts(facts)["full_name"] == name
    assert set(name.replace(" ", "")) - written_letters(render(facts)) == set()
    assert render(facts) != render(changed(full_name="x"))


def test_a_name_in_cyrillic_or_with_the_marks_of_the_highland_peoples_is_printed():
    assert set("ДмитрийŎČǏ") - written_letters(render(changed(full_name="Дмитрий Ŏ Č Ǐ"))) == set()


def test_a_character_no_font_has_is_refused_by_name():
    with pytest.raises(UnprintableText, match="😀"):
        render(changed(full_name="Lan 😀"))


@pytest.mark.parametrize(
    "fields",
    [
        {"full_name": "Y"},
        {"full_name": "Hoàng Phủ Công Tằng Tôn Nữ Thị Nguyệt Ánh Hồng Phương Thảo Nguyên Đặng"},
        dict.fromkeys(("superior_body", "issuer_name", "unit_text", "course_title"), "W" * 200),
        dict.fromkeys(("full_name", "title", "signer_name", "signer_title", "signer_authority"), "Ễ" * 120),
        {
            "number": "W" * 60,
            "register_number": "Q" * 60,
            "hours_text": "W" * 60,
            "result_text": "W" * 40,
            "place": "W" * 80,
        },
        {
            "superior_body": "",
            "birth_text": "",
            "unit_text": "",
            "hours_text": "",
            "result_text": "",
            "signer_authority": "",
        },
        {"valid_to": datetime.date(2028, 11, 5), "specimen": True, "birth_text": "1948"},
    ],
    ids=["one letter", "long name", "long bodies", "long people", "long numbers", "nothing to say", "everything"],
)
def test_one_page_without_warnings_holds_any_length(fields):
    pages, warnings = pictures(changed(**fields))
    assert (len(pages), warnings) == (1, [])


def test_everything_long_at_once_still_is_one_page():
    longest = {field.name: "Ễ" * 120 for field in dataclasses.fields(FACTS) if field.type == "str"}
    unchanged = ("language", "verify_url", "birth_text", "code", "number", "register_number")
    pages, _warnings = pictures(changed(**longest | {name: getattr(FACTS, name) for name in unchanged}))
    assert len(pages) == 1


def test_a_specimen_says_so_to_the_eye_and_adds_nothing_to_what_is_read_aloud():
    real, specimen = render(FACTS), render(changed(specimen=True))
    assert structure(specimen) == structure(real)
    assert len(b"".join(streams(specimen))) > len(b"".join(streams(real)))
    assert set("BẢNMẪU") - written_letters(specimen) == set()


def test_the_qr_is_told_in_words():
    told = re.search(rb"/Alt<FEFF([0-9A-F]+)>", objects(render(FACTS)))
    assert bytes.fromhex(told[1].decode()).decode("utf-16-be") == "Mã QR mở trang kiểm tra giấy số 000123/2026"


def test_the_qr_draws_exactly_the_dark_modules():
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(FACTS.verify_url)
    matrix = code.get_matrix()
    runs = [
        [int(number) for number in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr_svg(FACTS.verify_url))
    ]
    drawn = {(x + step, y) for x, y, width in runs for step in range(width)}
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_dates_are_printed_with_leading_zeros_and_the_site_without_the_path():
    texts = printed_texts(changed(from_date=datetime.date(2026, 1, 2)))
    assert (texts["from_date"], texts["to_date"], texts["valid_to"]) == ("02/01/2026", "05/11/2026", None)
    assert texts["site"] == "hocso.example"


def test_what_people_copy_from_the_paper_holds_nothing_invisible():
    site = "giay-chung-nhan.hoc-so.tinh-bac-giang.example"
    texts = _printed(changed(verify_url=f"https://{site}/x/", code="a" * 32))
    assert (texts["site"], texts["code"]) == (site, "a" * 32)


def changed(**fields):
    return dataclasses.replace(FACTS, **fields)


def printed_texts(facts):
    """What the template is given, with the places to break long words taken out again."""
    return {name: v.replace("\u200b", "") if isinstance(v, str) else v for name, v in _printed(facts).items()}


def pictures(facts):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    inputs = {"facts": json.dumps(_printed(facts))}
    compiler = typst.Compiler(input=str(TEMPLATE), root=str(FOLDER), font_paths=fonts, sys_inputs=inputs)
    found, warnings = compiler.compile_with_warnings(format="png", ppi=20)
    return (found if isinstance(found, list) else [found]), [warning.message for warning in warnings]


def streams(paper):
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def objects(paper):
    """The whole file with its packed parts unpacked and the escapes of its strings undone."""
    return unescaped(paper + b"".join(streams(paper)))


def unescaped(raw):
    return re.sub(rb"\\([nrtbf()\\])", lambda m: {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(m[1], m[1]), raw)


def structure(paper):
    """How often each kind of element stands in the tree that a screen reader follows."""
    kinds = re.findall(rb"/S\s*/(Document|P|H1|Figure|Span|Div|Strong|Em|Artifact)\b", paper + b"".join(streams(paper)))
    return {kind: kinds.count(kind) for kind in set(kinds)}


def written_letters(paper):
    """Every character that the fonts of the file can be read back as."""
    maps = [text for text in streams(paper) if b"begincmap" in text]
    found = {
        bytes.fromhex(code.decode()).decode("utf-16-be")
        for text in maps
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL)
        for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", block)
    }
    return set("".join(found))
