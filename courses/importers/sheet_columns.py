"""The columns of a sheet of questions and the words in its cells, both ways: what is written and what is understood.

The words are Vietnamese whatever language the trainer reads: the file is passed on among Vietnamese offices. They are
found again without regard to capitals, marks and order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from courses.importers.sheet_workbook import Row
from courses.text import fold

OPTION_LETTERS = "ABCDEFGHIJ"
TEMPLATE_LETTERS = "ABCDEFGH"

# Each column's key, its header, and what else people call it, folded.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "kind": ("Loại câu hỏi", "loai", "dang cau hoi", "dang", "kieu", "kieu cau hoi", "type", "question type"),
    "prompt": ("Câu hỏi", "noi dung", "noi dung cau hoi", "cau dan", "de bai", "question", "question text"),
    "text": ("Đoạn văn có chỗ trống", "doan van", "text with gaps"),
    "answer": ("Đáp án đúng", "dap an", "tra loi dung", "phuong an dung", "answer", "correct answer", "right answer"),
    "tolerance": ("Sai số", "sai so cho phep", "tolerance"),
    "unit": ("Đơn vị", "don vi tinh", "don vi do", "unit"),
    "matching": ("Cách so", "cach so dap an", "cach cham", "matching"),
    "hint": ("Gợi ý", "goi y 1", "hint"),
    "hint2": ("Gợi ý 2", "hint 2"),
    "hint3": ("Gợi ý 3", "hint 3"),
    "explanation": ("Giải thích", "loi giai", "giai thich dap an", "explanation"),
    "right": ("Lời khi đúng", "phan hoi khi dung"),
    "partial": ("Lời khi đúng một phần", "phan hoi khi dung mot phan"),
    "wrong": ("Lời khi sai", "phan hoi khi sai"),
    "points": ("Điểm", "so diem", "diem so", "points", "score"),
    "difficulty": ("Độ khó", "muc do", "difficulty", "level"),
    "tags": ("Thẻ", "nhan", "chu de", "tags", "tag"),
    "competence": ("Năng lực", "ma nang luc", "competence"),
    "number": ("STT", "so thu tu", "tt", "so tt", "no", "no."),
}
HEADERS = {key: names[0] for key, names in _COLUMNS.items()}
_KEYS = {fold(name): key for key, names in _COLUMNS.items() for name in names}
_OPTION = re.compile(r"(?:(?:phuong an|lua chon|dap an|option|cau tra loi) ?)?([a-z])")
_FEEDBACK = re.compile(r"(?:phan hoi|nhan xet|feedback) ?([a-z])")
_REMARK = re.compile(r"\([^()]*\)|[*:]")

KINDS: dict[str, tuple[str, ...]] = {
    "single_choice": ("Một đáp án", "mot lua chon", "chon mot", "trac nghiem", "trac nghiem mot dap an",
                      "single choice"),
    "multiple_response": ("Nhiều đáp án", "nhieu lua chon", "chon nhieu", "trac nghiem nhieu dap an", "multiple choice",
                          "multiple response"),
    "true_false": ("Đúng/Sai", "dung hay sai", "dung hoac sai", "true false"),
    "numeric": ("Số", "dien so", "tra loi bang so", "number", "numeric", "numerical"),
    "short_answer": ("Trả lời ngắn", "dien dap an", "short answer"),
    "gap_fill": ("Điền chỗ trống", "dien khuyet", "dien tu", "dien vao cho trong", "gap fill", "cloze"),
    "matching": ("Ghép đôi", "ghep cap", "ghep cot", "noi", "noi cot", "ghep", "matching"),
    "ordering": ("Sắp xếp", "sap xep thu tu", "thu tu", "sap thu tu", "ordering"),
    "categorise": ("Phân loại", "phan nhom", "xep nhom", "categorise"),
    "essay": ("Tự luận", "viet", "viet doan", "essay"),
    "information": ("Thông tin", "doc thong tin", "huong dan", "information"),
}  # fmt: skip
_KIND_KEYS = {
    fold(name).replace("/", " ").replace("_", " "): kind for kind, names in KINDS.items() for name in (*names, kind)
}

DIFFICULTIES = {"easy": "Dễ", "medium": "Trung bình", "hard": "Khó"}
_DIFFICULTY_KEYS = {fold(name): key for key, name in DIFFICULTIES.items()} | {
    "easy": "easy", "medium": "medium", "hard": "hard", "tb": "medium", "vua": "medium", "nhan biet": "easy",
    "thong hieu": "medium", "van dung": "hard", "van dung cao": "hard",
}  # fmt: skip

# What the column "Cách so" may say.
SETTINGS = {
    "strict": "Đúng từng chữ",
    "lenient": "Không kể hoa thường",
    "unaccented": "Không kể dấu",
    "number": "Số bằng nhau",
    "date": "Ngày giống nhau",
    "wildcards": "* là chữ bất kỳ",
    "typed": "Nhận mọi cách gõ",
    "unit_required": "Phải ghi đơn vị",
    "exact": "Đúng hết mới có điểm",
    "shared": "Chung một danh sách từ",
}
_SETTING_KEYS = {fold(name): key for key, name in SETTINGS.items()} | {key: key for key in SETTINGS}

TRUE, FALSE = "Đúng", "Sai"
_JUDGEMENTS = {"dung": True, "d": True, "true": True, "t": True, "sai": False, "s": False, "false": False, "f": False}
# The left half of a pair that no row has: a choice too many on purpose, or an empty group.
SPARE = "(thừa)"
_SPARES = {"", "-", "thua", "(thua)"}


def column_key(header: str) -> str:
    """Return the key of a header ("option.A" for an option, "feedback.A" for the words about one), or an empty text."""
    name = " ".join(_REMARK.sub(" ", fold(header[:100])).split())
    if name in _KEYS:
        return _KEYS[name]
    for kind, pattern in (("option", _OPTION), ("feedback", _FEEDBACK)):
        if found := pattern.fullmatch(name):
            return f"{kind}.{found[1].upper()}"
    return ""


def header_of(key: str) -> str:
    """Return the header of a column's key."""
    kind, _dot, letter = key.partition(".")
    return {"option": f"Phương án {letter}", "feedback": f"Phản hồi {letter}"}.get(kind) or HEADERS[key]


def find_header(rows: Sequence[Row], most: int = 30) -> tuple[int, dict[int, str]] | None:
    """Return the place of the header among the first rows, and the key of each column; or None when there is none."""
    for place, row in enumerate(rows[:most]):
        keys: dict[int, str] = {}
        for column, text in row.cells.items():
            key = column_key(text)
            if key and key not in keys.values():
                keys[column] = key
        if "prompt" in keys.values() and len(keys) > 1:
            return place, keys
    return None


def kind_of(text: str) -> str | None:
    """Return the type of item that a cell names, or None."""
    return _KIND_KEYS.get(" ".join(fold(text[:100]).replace("/", " ").replace("_", " ").replace("-", " ").split()))


def difficulty_of(text: str) -> str | None:
    """Return the difficulty that a cell names, or None."""
    return _DIFFICULTY_KEYS.get(fold(text[:100]))


def judgement_of(text: str) -> bool | None:
    """Return whether a cell says true or false, or None."""
    return _JUDGEMENTS.get(fold(text[:20]))


def is_spare(text: str) -> bool:
    """Whether the left half of a pair is there for its right half alone."""
    return fold(text[:20]) in _SPARES


def settings_of(text: str) -> tuple[set[str], list[str]]:
    """Return the settings that a cell names, and the words that are none."""
    known, unknown = set(), []
    for part in re.split(r"[,;\n]", text[:1000]):
        key = _SETTING_KEYS.get(fold(part))
        if key:
            known.add(key)
        elif part.strip():
            unknown.append(part.strip())
    return known, unknown


def settings_text(keys: Mapping[str, bool]) -> str:
    """Return the cell for the settings that hold."""
    return ", ".join(SETTINGS[key] for key, holds in keys.items() if holds)
