"""Documents that another program wrote, not our builder."""

from pathlib import Path

from django.utils.translation import override

from courses.html import plain
from courses.importers.formats import read_file

FILES = Path(__file__).parent / "files"


def test_a_paper_of_libreoffice_with_lists_in_lists_is_read():
    with override("en"):
        reading = read_file((FILES / "libreoffice.docx").read_bytes(), "de.docx")

    assert [(each.importable, each.item["type"], plain(each.item["prompt"])) for each in reading.items] == [
        (True, "single_choice", "Thủ đô của nước ta là thành phố nào?"),
        (True, "single_choice", "Khi có người gọi xưng là công an, bạn làm gì?"),
        (True, "categorise", "Về mã OTP:"),
        (True, "numeric", "Một năm có bao nhiêu tháng?"),
    ]
    first, second, third, last = (each.item for each in reading.items)
    assert [option["text"] for option in first["options"] if option["correct"]] == ["Hà Nội"]
    assert [option["text"] for option in second["options"] if option["correct"]] == ["Cúp máy và báo công an xã"]
    true = third["categories"][0]
    assert (true["text"], [card["text"] for card in third["cards"] if card["category"] == true["id"]]) == (
        "Đúng", ["Ngân hàng không hỏi mã.", "Mã chỉ dùng một lần."],
    )  # fmt: skip
    assert last["answer"] == "12"
    assert [(each.place, each.text.partition("“")[2]) for each in reading.messages] == [
        ("Beginning of the file", "ĐỀ KIỂM TRA KỸ NĂNG SỐ / PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn”."),
        ("After question 2", "PHẦN II. Câu trắc nghiệm đúng sai / Trong mỗi ý a), b), c), d), chọn đúng hoặc sai.”."),
        ("After question 3", "PHẦN III. Câu trả lời ngắn”."),
    ]
