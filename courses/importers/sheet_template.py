"""The template that trainers fill in: an empty sheet with our headers, examples, and a page that explains it.

Its words are Vietnamese whatever language the trainer reads, as are its headers.
"""

from __future__ import annotations

from courses.importers.sheet_columns import DIFFICULTIES, KINDS, TEMPLATE_LETTERS, header_of
from courses.importers.sheet_workbook import EXAMPLES, GUIDE, QUESTIONS
from courses.importers.sheet_writer import Sheet, write_sheets

_KEYS = (
    "kind", "prompt", *(f"option.{letter}" for letter in TEMPLATE_LETTERS), "answer", "hint", "explanation", "points",
    "difficulty", "tags",
)  # fmt: skip
_WIDTHS = {"kind": 18, "prompt": 50, "answer": 24, "hint": 30, "explanation": 40}

_ROWS = (
    {"kind": "Một đáp án", "prompt": "Có người gọi điện tự xưng công an và hỏi mã OTP. Bạn làm gì?",
     "option.A": "Đọc mã cho họ", "option.B": "Không đọc và dập máy", "option.C": "Nhắn mã qua Zalo", "answer": "B",
     "hint": "Mã OTP giống như chìa khóa nhà.", "explanation": "Công an không bao giờ hỏi mã OTP qua điện thoại.",
     "points": "1", "difficulty": "Dễ", "tags": "lừa đảo, OTP"},
    {"kind": "Nhiều đáp án", "prompt": "Những việc nào giúp mật khẩu an toàn hơn?", "option.A": "Dùng ít nhất 12 ký tự",
     "option.B": "Dùng ngày sinh", "option.C": "Mỗi nơi một mật khẩu", "answer": "A, C", "tags": "mật khẩu"},
    {"kind": "Đúng/Sai", "prompt": "VNeID dùng được thay thẻ căn cước khi làm thủ tục.", "answer": "Đúng"},
    {"kind": "Số", "prompt": "Một năm có bao nhiêu tháng?", "answer": "12"},
    {"kind": "Trả lời ngắn", "prompt": "Số điện thoại gọi cấp cứu y tế là số nào?", "answer": "115",
     "option.A": "một một năm"},
    {"kind": "Điền chỗ trống", "prompt": "Thủ đô của Việt Nam là [[Hà Nội]], một tuần có [[=7]] ngày."},
    {"kind": "Ghép đôi", "prompt": "Ghép số điện thoại với nơi nhận cuộc gọi.", "option.A": "113 = Công an",
     "option.B": "114 = Cứu hỏa", "option.C": "115 = Cấp cứu", "option.D": "(thừa) = Bưu điện"},
    {"kind": "Sắp xếp", "prompt": "Xếp các bước gửi ảnh qua Zalo.", "option.A": "Mở Zalo",
     "option.B": "Chọn người nhận", "option.C": "Chọn ảnh", "option.D": "Bấm gửi"},
    {"kind": "Phân loại", "prompt": "Tin nhắn nào đáng ngờ?", "option.A": "Báo trúng thưởng = Đáng ngờ",
     "option.B": "Người lạ hỏi mã OTP = Đáng ngờ", "option.C": "Con gửi ảnh cháu = Bình thường"},
    {"kind": "Tự luận", "prompt": "Kể lại một lần bạn nhận ra tin giả.", "option.A": "Nói rõ dấu hiệu (2 điểm)",
     "option.B": "Nói đã làm gì (1 điểm)"},
    {"kind": "Thông tin", "prompt": "Ba câu sau hỏi về thanh toán không tiền mặt."},
)  # fmt: skip

_GUIDE = (
    ("Loại câu hỏi", f"Một trong: {', '.join(names[0] for names in KINDS.values())}. Để trống thì máy tự đoán."),
    ("Câu hỏi", "Mỗi dòng một câu hỏi. Muốn xuống dòng trong ô, bấm Alt + Enter."),
    ("Phương án A đến H", "Các phương án để chọn. Cần thêm thì chèn cột Phương án I, Phương án J."),
    ("Đáp án đúng", "Chữ cái của phương án đúng: B; nhiều đáp án: A, C. Đúng/Sai: ghi Đúng hoặc Sai. Số: 12 hoặc "
                    "3,5 ± 0,1 kg. Trả lời ngắn: cách viết đúng; các cách viết đúng khác ghi ở cột phương án."),
    ("Điền chỗ trống", "Trong câu hỏi ghi đáp án giữa hai cặp ngoặc vuông: [[Hà Nội|hà nội]]; số: [[=7]]; để chọn: "
                       "[[*Hà Nội|Huế|Đà Nẵng]], dấu * trước từ đúng."),
    ("Ghép đôi, Phân loại", "Mỗi phương án là một cặp: 113 = Công an. Vế phải thừa: (thừa) = Bưu điện."),
    ("Sắp xếp", "Ghi các bước ở cột phương án theo thứ tự đúng; người học sẽ thấy chúng bị xáo trộn."),
    ("Tự luận", "Cột phương án ghi tiêu chí chấm kèm điểm: Nói rõ dấu hiệu (2 điểm). Đáp án đúng: bài mẫu nếu có."),
    ("Điểm", "Số nguyên từ 1. Để trống là 1."),
    ("Độ khó", f"{', '.join(DIFFICULTIES.values())}, hoặc để trống."),
    ("Thẻ", "Các từ khóa, cách nhau bằng dấu phẩy."),
    ("Cột khác", "Có thể thêm: Gợi ý 2, Gợi ý 3, Phản hồi A (lời cho người chọn A), Lời khi đúng, Lời khi sai, Sai số, "
                 "Đơn vị, Cách so, Năng lực, Đoạn văn có chỗ trống."),
    ("Hình ảnh", "Hình trong bảng tính không được đọc. Hãy thêm hình vào câu hỏi sau khi nhập."),
)  # fmt: skip


def template_xlsx() -> bytes:
    """Return the template as an .xlsx file: an empty sheet for questions, one with an example of each type, a guide."""
    header = [header_of(key) for key in _KEYS]
    widths = [_WIDTHS.get(key, 20 if key.startswith("option") else 12) for key in _KEYS]
    choices = {_KEYS.index("kind"): [names[0] for names in KINDS.values()],
               _KEYS.index("difficulty"): list(DIFFICULTIES.values())}  # fmt: skip
    examples = [[row.get(key, "") for key in _KEYS] for row in _ROWS]
    return write_sheets(
        [
            Sheet(QUESTIONS, header, [], widths, choices),
            Sheet(EXAMPLES, header, examples, widths),
            Sheet(GUIDE, ["Cột", "Cách ghi"], [list(row) for row in _GUIDE], [28, 100]),
        ]
    )
