"""Text for speech: numbers, dates and short forms as a Vietnamese reads them aloud (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable

from courses.numbers_read import read_digits, read_number
from courses.text import nfc

# Read letter by letter or by what they stand for, as people say them.
SHORT_FORMS = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "CCCD": "căn cước công dân", "CMND": "chứng minh nhân dân",
    "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "TTHC": "thủ tục hành chính", "DVC": "dịch vụ công",
    "CNTT": "công nghệ thông tin", "CSDL": "cơ sở dữ liệu", "HTX": "hợp tác xã", "THPT": "trung học phổ thông",
    "THCS": "trung học cơ sở", "SĐT": "số điện thoại", "CSGT": "cảnh sát giao thông", "CĐS": "chuyển đổi số",
    "TMĐT": "thương mại điện tử",
    "VNeID": "vi en ai đi", "OTP": "ô tê pê", "PIN": "pin", "QR": "quy a", "SMS": "ét em ét", "AI": "ây ai",
    "USB": "u ét bê", "GPS": "gi pi ét", "NFC": "en ép xi", "ATM": "a tê em", "SIM": "sim", "PDF": "pê đê ép",
    "URL": "u e rờ lờ", "Wi-Fi": "oai phai", "WiFi": "oai phai", "Wifi": "oai phai", "TP": "thành phố",
    "VD": "ví dụ", "OK": "ô kê",
}  # fmt: skip
UNITS = {
    "km/h": "ki lô mét trên giờ", "km": "ki lô mét", "kg": "ki lô gam", "cm": "xăng ti mét", "mm": "mi li mét",
    "m2": "mét vuông", "m²": "mét vuông", "ha": "héc ta", "MB": "mê ga bai", "GB": "gi ga bai", "KB": "ki lô bai",
    "°C": "độ xê", "đ": "đồng", "₫": "đồng", "%": "phần trăm", "m": "mét", "g": "gam", "l": "lít",
}  # fmt: skip
SIGNS = {"&": " và ", "+": " cộng ", "=": " bằng ", "@": " a còng ", "→": ", ", "…": ".", "•": ", ", "*": " ", "#": " "}
MAKERS = {"NĐ-CP": "của Chính phủ", "QĐ-TTg": "của Thủ tướng Chính phủ", "QH": "của Quốc hội"}
_GROUPED = r"\d{1,3}(?:\.\d{3})+|\d+"
_Reader = Callable[[re.Match[str]], str]


def spoken(text: str) -> str:
    """Return one sentence as it is read aloud: no digit, no short form, no sign that a voice would stumble over."""
    said = nfc(text)
    for pattern, reader in _READERS:
        said = pattern.sub(reader, said)
    return " ".join(said.split())


def _number(text: str) -> str:
    """A decimal comma is said as such; the digits after it are read one by one from two on."""
    whole, _comma, part = text.replace(".", "").partition(",")
    said = read_number(int(whole))
    return f"{said} phẩy {read_number(int(part)) if len(part) == 1 else read_digits(part)}" if part else said


def _date(found: re.Match[str]) -> str:
    day, month, year = found["day"], found["month"], found["year"]
    said = [f"ngày {'mùng ' if int(day) <= 10 else ''}{read_number(int(day))}"] if day else []
    said += [f"tháng {'tư' if int(month) == 4 else read_number(int(month))}"]
    said += [f"năm {read_number(int(year))}"] if year else []
    return " ".join(said)


def _time(found: re.Match[str]) -> str:
    minutes = int(found["minutes"] or 0)
    return f"{read_number(int(found['hours']))} giờ" + (f" {read_number(minutes)} phút" if minutes else "")


def _act(found: re.Match[str]) -> str:
    """The number of a legal act: who made it is said, its letters are not."""
    makers = (maker for ending, maker in MAKERS.items() if found["kind"].startswith(ending))
    return f"số {_number(found['number'])} năm {read_number(int(found['year']))} {next(makers, '')}"


def _code(found: re.Match[str]) -> str:
    """A code is dictated: letters and digits one by one, with a pause where it has a hyphen."""
    parts = (" ".join(read_digits(each) or each for each in part) for part in found[0].split("-"))
    return ", ".join(parts)


def _range(found: re.Match[str]) -> str:
    return f"{found['low']} đến {found['high']}"


def _measure(found: re.Match[str]) -> str:
    return f"{_number(found['number'])} {UNITS[found['unit']]}"


def _address(found: re.Match[str]) -> str:
    said = re.sub(r"^(?:https?://)?(?:www\.)?", "", found[0])
    return said.replace(".", " chấm ").replace("/", " gạch chéo ").replace("-", " gạch ngang ")


def _call_number(found: re.Match[str]) -> str:
    return found["word"] + read_digits(found["digits"])


_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_ANY_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_ANY_SHORT_FORM = "|".join(map(re.escape, sorted(SHORT_FORMS, key=len, reverse=True)))
_READERS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(r"\b(?:https?://)?(?:[\w-]+\.)+(?:vn|com|org|net|example)(?:/[\w/-]*)?"), _address),
    (re.compile(r"(?:\bsố )?\b(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)/(?P<kind>[A-ZĐ][\wĐ-]*)"), _act),
    (re.compile(r"\b24/7\b"), lambda found: "hai mươi bốn trên bảy"),
    (re.compile(rf"(?:\b[Nn]gày )?\b{_DAY}[/-]{_MONTH}[/-](?P<year>(?:19|20)\d\d)\b"), _date),
    (re.compile(rf"\b[Nn]gày {_DAY}/{_MONTH}(?P<year>)\b"), _date),
    (re.compile(rf"(?:\b[Tt]háng )?\b(?P<day>){_MONTH}/(?P<year>(?:19|20)\d\d)\b"), _date),
    (re.compile(r"\b(?P<hours>[01]?\d|2[0-4])(?::|[hg](?:iờ)? ?)(?P<minutes>[0-5]\d)\b"), _time),
    (re.compile(r"\b(?P<hours>[01]?\d|2[0-4])h(?P<minutes>)\b"), _time),
    # Telephone numbers, codes and what is dialled are read digit by digit.
    (re.compile(r"(?P<word>)(?P<digits>\+?\b0\d{2,3}(?:[ .]?\d{3}){2}\d?\b|\b\d{9,}\b|\b0\d+\b)"), _call_number),
    (re.compile(r"(?P<word>\b(?:[Gg]ọi|[Tt]ổng đài|[Ss]ố máy|[Đđ]ường dây nóng)(?: số)? )(?P<digits>\d{3,8})\b"),
     _call_number),
    (re.compile(r"\b[A-Z]{1,3}\d[\dA-Z-]*\b"), _code),
    (re.compile(rf"(?P<low>(?<![\d,.])(?:{_GROUPED}))\s?[-–]\s?(?P<high>(?:{_GROUPED})(?!\d))"), _range),
    (re.compile(rf"(?<![\w,.])(?P<number>(?:{_GROUPED})(?:,\d+)?)\s?(?P<unit>{_ANY_UNIT})"
                r"(?!\w)"), _measure),
    (re.compile(r"\bv\.\s?v\.?"), lambda found: "vân vân"),
    (re.compile(r"\bTP\.\s?(?=\w)"), lambda found: "thành phố "),
    (re.compile(rf"(?<![\w-])(?:{_ANY_SHORT_FORM})(?![\w-])"),
     lambda found: SHORT_FORMS[found[0]]),
    (re.compile(r"(?P<word>(?<![.,]))(?P<digits>\b\d{5,}\b)(?! ?đồng)"), _call_number),
    (re.compile(r"(?<=\d)\s?/\s?(?=\d)|/(?=s\b)"), lambda found: " trên "),
    (re.compile(rf"(?P<number>(?:{_GROUPED})(?:,\d+)?)"), lambda found: f" {_number(found['number'])} "),
    (re.compile(r"\s?/\s?(?=hoặc\b)|-(?=\s)|(?<=\s)-"), lambda found: " "),
    (re.compile(r"(?<=\w)\s?/\s?(?=\w)"), lambda found: " hoặc "),
    (re.compile("|".join(map(re.escape, SIGNS))), lambda found: SIGNS[found[0]]),
    (re.compile(r"\s+(?=[,.!?;:])"), lambda found: ""),
]  # fmt: skip
