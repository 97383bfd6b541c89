"""What Telex and VNI keys stand for."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.telex import untyped
from courses.text import nfc, tone_neutral

TELEX = [
    ("Vieejt Nam", "Việt Nam"), ("VIEEJT", "VIỆT"), ("ddang ky", "đang ky"), ("ddawng kys", "đăng ký"), ("cas", "cá"),
    ("DDaf Nawngx", "Đà Nẵng"), ("thuowngf", "thường"), ("thuongwf", "thường"), ("thuwowngf", "thường"),
    ("nguowif", "người"), ("nguoiwf", "người"), ("dduwowngf", "đường"), ("duongwdf", "đường"), ("hocj", "học"),
    ("ddieenj", "điện"), ("maatj khaaur", "mật khẩu"), ("hoaf", "hòa"), ("hoawcj", "hoặc"), ("thuyr", "thủy"),
    ("quys", "quý"), ("gif", "gì"), ("giaf", "già"), ("giuwax", "giữa"), ("muaw", "mưa"), ("mwa", "mưa"),
    ("khoer", "khỏe"),
    ("toanf", "toàn"), ("ruwouj", "rượu"), ("tieengs", "tiếng"), ("uyr ban", "ủy ban"), ("thuowr", "thuở"),
    ("luuw", "lưu"),
    ("chuyeenr khoanr", "chuyển khoản"), ("ngoeof", "ngoèo"), ("khuyur", "khuỷu"), ("cass", "cá"), ("casz", "ca"),
    ("đuwowngf", "đường"), ("hóa ddown", "hóa đơn"), ("xoas anhr 3x4", "xóa ảnh 3x4"),
]  # fmt: skip

VNI = [
    ("Vie65t Nam", "Việt Nam"), ("Vie6t5", "Việt"), ("ca1", "cá"), ("d9a8ng ky1", "đăng ký"),
    ("D9a2 Na8ng4", "Đà Nẵng"),
    ("nguo7i2", "người"), ("ngu7o7i2", "người"), ("d9u7o7ng2", "đường"), ("so61 2", "số 2"), ("hoa85c", "hoặc"),
    ("xua6n", "xuân"), ("kha63u", "khẩu"), ("mu7a", "mưa"), ("mua7", "mưa"), ("ca10", "ca"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "text"), TELEX)
def test_telex_keys_give_the_text_they_stand_for(keys, text):
    assert untyped(keys)[0] == text


@pytest.mark.parametrize(("keys", "text"), VNI)
def test_vni_keys_give_the_text_they_stand_for(keys, text):
    assert untyped(keys)[-1] == text


@pytest.mark.parametrize("text", ["", "công an", "112", "3 - 4", "mật khẩu", "Đà Nẵng", "!?", "123456789"])
def test_what_holds_no_such_keys_stays_as_it_is(text):
    assert untyped(text) == ()


@pytest.mark.parametrize("word", ["a" * 15 + "s", "x" * 100_000, "s" * 100_000])
def test_a_word_too_long_for_a_syllable_is_left_alone(word):
    assert untyped(word) == ()


@given(st.text(max_size=60))
def test_any_text_gives_at_most_two_other_texts_in_composed_form(text):
    found = untyped(text)
    assert len(found) <= 2
    assert nfc(text) not in found
    assert list(found) == [nfc(each) for each in found]


LETTERS = {"đ": "dd", "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SYLLABLES = """căn cước công dân dịch vụ công trực tuyến tài khoản ngân hàng mật khẩu lừa đảo mã độc chữ ký
số hồ sơ điện tử
bảo hiểm xã hội giấy phép lái xe đất đai thuế trường học bệnh viện khám chữa bệnh người cao tuổi trẻ em phụ
nữ nông dân hợp tác
chuyển đổi huyện phường thôn bản uỷ ban nhân dân nước sạch môi trường khuyến nông truy xuất nguồn gốc quét
mã đăng nhập thoát
xóa tải lưu gửi nhận thư điện thoại thông minh mạng xã hội hình ảnh giọng nói bàn phím tiếng việt rượu
khuỷu nghiêng muống
ngoằn ngoèo quỳnh quyết giữa già giếng yêu ươm ưa mười thuở hươu khoai xoài quýt thuê mượn nguyễn nguyện
chuẩn xuân""".split()


@pytest.mark.parametrize("syllable", sorted(set(SYLLABLES)))
def test_a_syllable_typed_key_by_key_is_read_back(syllable):
    """The keys are made from the syllable's letters by a table of their own, tones last as most people type them."""
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((TONES[c] for c in parts if c in TONES), "")
    bare = nfc("".join(c for c in parts if c not in TONES))
    keys = "".join(LETTERS.get(letter, letter) for letter in bare) + tone
    read = untyped(keys)[0] if untyped(keys) else keys
    assert tone_neutral(read) == tone_neutral(syllable)
    assert re.fullmatch("[a-z]+", keys)
