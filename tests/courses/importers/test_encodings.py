import time
import unicodedata
from contextlib import suppress

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.importers.base import Unreadable
from courses.importers.encodings import decode, from_font
from courses.importers.syllables import is_syllable

MARKS = 2_000_000
SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LARGE = SMALL.upper()
TEXT = (
    "Câu 1: Thủ đô của nước Việt Nam là thành phố nào?\nA. Hà Nội\nB. Đà Nẵng\nC. Huế\nĐáp án: A\n"
    "Câu 2: Những giấy tờ cần mang theo khi đăng ký thường trú?\nĐây là phần giải thích, ví dụ: quyển sổ, khuỷu tay.\n"
)
# What the bytes of TCVN 5712 look like when a Western font draws them: written down letter by letter.
TCVN3_SMALL = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ"
# And those of VNI: a vowel and the mark that follows it.
VNI_SMALL = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò "
    "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
).split()

# Syllables whose marks an old encoding has at the same places: nothing but their sense tells that they are Unicode.
WESTERN = (
    "á à ã â ê ô ông bà cá cà cô có cã chú chí chè dê đá gà già hà hãy hè hò khó không kê là lá lê lò lúa mà má mã mê "
    "mì ngã nhà nhé nhì nó nô ô óc ò phê quà quê rô sáng sân sông sò sôi tã tà tê tí tìm tôi tú thì thú trà trê trò "
    "mô tôm tân thân vào và vé vì vô xã xá xê ví dù dì húi hú ế nấu ăn những người Việt ở Hà Nội "
    "ĐÔ THÀNH ÔNG BÀ CÔ TÚ XÃ"
).split()


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences are compared as they stand in the code."""
    with override("en"):
        yield


def in_tcvn3(text):
    table = dict(zip(SMALL, TCVN3_SMALL, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
    return "".join(table.get(c, c) for c in text)


def in_vni(text):
    table = dict(zip(SMALL, VNI_SMALL, strict=True)) | {
        large: small.upper() for large, small in zip(LARGE, VNI_SMALL, strict=True)
    }
    return "".join(table.get(c, c) for c in text)


def in_windows_1258(text):
    """Base letters as they stand, the five tones as combining marks after them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    pieces = []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        pieces.append(base + "".join(p for p in parts if p in tones))
    return "".join(pieces).encode("cp1258")


def test_the_letters_are_the_sixty_seven_of_the_alphabet_with_marks_in_both_cases():
    assert len(set(SMALL + LARGE)) == 134


@pytest.mark.parametrize("letter", SMALL)
def test_every_small_letter_of_a_tcvn3_font_is_read(letter):
    assert from_font(in_tcvn3(letter), ".VnTime") == letter


@pytest.mark.parametrize("letter", LARGE)
def test_every_letter_of_a_tcvn3_font_of_capitals_is_read_as_a_capital(letter):
    assert from_font(in_tcvn3(letter.lower()), ".VnTimeH") == letter


def test_the_seven_capitals_that_tcvn3_has_are_read():
    assert from_font("¡¢£¤¥¦§", ".VnArial") == "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize("letter", SMALL + LARGE)
def test_every_letter_of_a_vni_font_is_read(letter):
    assert from_font(in_vni(letter), "VNI-Times") == letter


@pytest.mark.parametrize("letter", SMALL + LARGE)
def test_every_letter_in_windows_1258_is_read(letter):
    # The letter stands in a real syllable, without which nobody could tell the encoding.
    syllable = letter if is_syllable(letter) else letter + ("n" if letter.islower() else "N")
    text = f"Việt Nam có những người dân {syllable}"
    assert decode(in_windows_1258(text)) == text


@pytest.mark.parametrize("write", [in_tcvn3, in_vni])
def test_a_text_in_an_old_encoding_is_recognised_and_converted(write):
    assert decode(write(TEXT).encode("cp1252")) == TEXT


@pytest.mark.parametrize("write", [in_tcvn3, in_vni])
def test_an_old_encoding_saved_once_more_as_unicode_is_recognised_too(write):
    assert decode(write(TEXT).encode()) == TEXT


def test_windows_1258_is_recognised_and_composed():
    assert decode(in_windows_1258(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_read_with_and_without_its_mark_and_composed(encoding, form):
    assert decode(unicodedata.normalize(form, TEXT).encode(encoding)) == TEXT


def test_big_endian_unicode_is_read_by_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(("data", "text"), [(b"", ""), (b"\xef\xbb\xbf", ""), (b"\xff\xfe", ""), (b"Cau 1", "Cau 1")])
def test_nothing_but_a_mark_is_an_empty_text(data, text):
    assert decode(data) == text


@pytest.mark.parametrize("text", ["Hà và mã là", "Ông Tô là ã ô", "café, élève, naïve", "© 2026 – 30 °C ± 2"])
def test_good_unicode_with_few_letters_is_left_alone(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("text", ["<p>â</p><p>â</p>", "â", "ã ã ã ã ã ã ã ã ã", "Có cã và mã.", "có " * 50])
def test_letters_that_could_be_of_an_old_encoding_are_left_alone_where_they_are_vietnamese(text):
    assert decode(text.encode()) == text


@given(st.lists(st.sampled_from(WESTERN), max_size=80), st.sampled_from([" ", ", ", "\n", "</p><p>", " = ", "-"]))
def test_vietnamese_in_unicode_is_read_as_it_is(syllables, between):
    text = between.join(syllables)
    assert decode(text.encode()) == text


@given(st.lists(st.sampled_from([word for word in WESTERN if len(word.encode("cp1252", "ignore")) == len(word)])))
def test_vietnamese_in_letters_of_western_languages_is_read_as_it_is(syllables):
    text = " ".join(syllables)
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "text",
    [
        "À l'école, les élèves français étudient déjà la géographie; la leçon commença très tôt, près de l'hôtel. ",
        "Não há educação sem atenção: as crianças têm três lições e um exercício difícil à tarde, às três horas. ",
    ],
)
def test_another_western_language_is_left_alone(text):
    assert decode((text * 20).encode()) == text * 20


@pytest.mark.parametrize(
    "data",
    [
        ("\u0301" * MARKS).encode(),
        ("a" + "\u0301\u0323" * (MARKS // 2)).encode("utf-16"),
        ("a" + "\u0301\u0323" * 5).encode() * (MARKS // 11),
        ("a" + "\u0301\u0323" * 15).encode() * (MARKS // 31),
        "…".encode() * MARKS,
        ("nhà\n" + "e\u0323\u0302" * (MARKS // 3)).encode(),
        ("thaønh phoá Haø Noäi laø thuû ñoâ cuûa nöôùc Vieät Nam a" + "ùï" * (MARKS // 2)).encode(),
        "thaønh phoá Haø Noäi laø thuû ñoâ cuûa nöôùc Vieät Nam a".encode("cp1252") + b"\xf9\xef" * (MARKS // 2),
        b"Th\xf9\xec \xf0\xf4" + b"\xec\xf2" * (MARKS // 2),
    ],
)
def test_two_megabytes_of_marks_are_read_or_refused_soon(data):
    begun = time.process_time()
    with suppress(Unreadable):
        assert isinstance(decode(data), str)
    assert time.process_time() - begun < 2


def test_letters_under_a_heap_of_marks_are_refused_and_dotted_lines_are_not():
    assert decode(f"Họ tên: {'…' * 50}\n{'•' * 20}".encode()) == f"Họ tên: {'…' * 50}\n{'•' * 20}"
    with pytest.raises(Unreadable, match="UTF-8"):
        decode(("Họ te" + "\u0301" * 11).encode())


def test_capitals_of_tcvn3_are_found_by_their_neighbours():
    text = "BỘ NỘI VỤ\nHà Nội là THỦ đô. Ông Tạ"
    assert decode(in_tcvn3("Bộ NộI Vụ\nHà Nội là THủ đô. Ông Tạ").encode("cp1252")) == text


@pytest.mark.parametrize(
    "data",
    [b"\x80\x81\x82\x83", bytes(range(256)), b"\xff\xfe\x00", b"Caf\xe9 cr\xe8me", b"a\0b", b"\x89PNG\r\n\x1a\n"],
)
def test_letters_nobody_can_recognise_are_refused_with_a_way_out(data):
    with pytest.raises(Unreadable, match="UTF-8"):
        decode(data)


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", "Vni", "VnTime"])
def test_text_in_other_fonts_is_unicode(font):
    assert from_font("µ aø ®", font) == "µ aø ®"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_unicode_typed_in_an_old_font_is_left_alone(font):
    assert from_font("Thủ đô", font) == "Thủ đô"


def test_letters_kept_where_symbols_live_are_found():
    assert from_font("C\uf0a9u", ".VnTime") == "Câu"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data):
    with suppress(Unreadable):
        assert isinstance(decode(data), str)


@given(st.text(max_size=50), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial"]))
def test_any_text_of_any_font_gives_text_in_nfc(text, font):
    assert unicodedata.is_normalized("NFC", from_font(text, font))


@pytest.mark.parametrize("word", "Nguyễn quý giêng khuỷu thuở ngoằn nghiêng yêu ĐẮK Đắk gì uống rượu NộI á".split())
def test_a_vietnamese_word_is_a_syllable(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["café", "Cõu", "®Ò", "hoạ́", "mă", "các̃", "tât", "naïve", "xyz", ""])
def test_another_word_is_not_a_syllable(word):
    assert not is_syllable(word)
