"""One question of every type, as a content file writes it."""

from typing import Any

from tests.seeds.conftest import choice, question

PICTURE = {"picture": "thu/o-khoa", "alt": "Ổ khóa màu xanh"}
RUBRIC = [{"key": "du", "text": "Đủ ý", "points": 2}, {"key": "gon", "text": "Gọn gàng", "points": 1.5}]


def every_kind() -> list[dict[str, Any]]:
    """The questions, in the order in which the editor lists their types."""
    return [
        choice("chon"),
        choice("nhieu-y", "multiple_response"),
        question("dung-hay-sai", "true_false", answer=False, feedback_on={"true": "Xem lại bài."}),
        question("con-so", "numeric", answer=14.5, tolerance=0, unit="giờ", units=[{"unit": "phút", "factor": 60}]),
        question("chu-ngan", "short_answer", accepted=["công an xã"], matching="lenient", typed=True),
        question("o-trong", "gap_fill", text="Cổng [[=443]] chọn [[*đóng|mở]] và [[khóa|khoá]]."),
        question("ghep", "matching", rows=parts(("a", "Một", "1"), ("b", "Hai", "2")), others=["3"]),
        question("xep", "ordering", steps=[{"key": key, "text": f"Bước {key}"} for key in "abc"], exact=True),
        question("nhom", "categorise", categories=categories()),
        picture_choice(),
        question("cham", "hotspot", picture=PICTURE, places=places()),
        question("dien-thoai", "simulation", screens=screens()),
        question("luan", "essay", rubric=RUBRIC, words={"least": 10}, sample="Một bài mẫu."),
        question("tep", "file_upload", rubric=RUBRIC, accept=["png", "pdf"], megabytes=2),
        {"key": "doc", "type": "information", "prompt": "1. Dòng một\n2. Dòng hai"},
    ]


def parts(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    """Rows with what goes with them."""
    return [{"key": key, "text": text, "match": match} for key, text, match in rows]


def categories() -> list[dict[str, Any]]:
    """Two categories whose keys are those of their cards too."""
    return [{"key": key, "text": f"Nhóm {key}", "cards": [{"key": key, "text": f"Thẻ {key}"}]} for key in "ab"]


def places() -> list[dict[str, Any]]:
    """Two places, the second one right."""
    side = {"y": 10, "w": 20, "h": 12.5}
    return [{"key": "a", "text": "Trái", "x": 0} | side, {"key": "b", "text": "Phải", "x": 80, "correct": True} | side]


def screens() -> list[dict[str, Any]]:
    """Two screens whose places have the same keys."""
    return [{"key": key, "task": f"Việc {key}", "picture": PICTURE, "places": places()} for key in "ab"]


def picture_choice() -> dict[str, Any]:
    """Two pictures, the first one right, one with a caption."""
    options = [{"key": "a", "picture": PICTURE, "correct": True}, {"key": "b", "picture": PICTURE, "text": "Khác"}]
    return question("hinh", "picture_choice", options=options)
