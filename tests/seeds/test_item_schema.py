"""Every type of question in a content file: how it is read, and each fault with its line."""

import json

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.items import ITEM_TYPES
from seeds.schema.exercise import bank_faults, read_bank
from seeds.schema.item import READERS
from seeds.schema.item_record import PartId, PictureFile
from tests.seeds.every_kind import PICTURE, RUBRIC, categories, every_kind, parts, places


def bank_of(folder, *items):
    path = folder / "kho.yaml"
    bank = {"key": "kho", "title": "Kho thử", "items": list(items)}
    path.write_text(json.dumps(bank, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def one(kind):
    return next(item for item in every_kind() if item["type"] == kind)


def messages(folder, item):
    return [fault.message for fault in bank_faults(bank_of(folder, item))]


def test_every_type_of_item_can_be_written_in_a_file():
    assert set(READERS) == set(ITEM_TYPES) == {item["type"] for item in every_kind()}


def test_a_file_of_every_type_reads_without_a_fault(tmp_path):
    bank = read_bank(bank_of(tmp_path, *every_kind()))
    assert [item.type for item in bank.items] == list(ITEM_TYPES)
    assert all(ITEM_TYPES[item.type].faults(frozen(item)) == [] for item in bank.items)


def frozen(item):
    return item.frozen("/".join, lambda picture: {"image": 7, "alt": picture.alt})


def test_parts_are_named_by_the_keys_above_them(tmp_path):
    bank = {item.key: item for item in read_bank(bank_of(tmp_path, *every_kind())).items}
    assert bank["chon"].own["options"][0]["id"] == PartId(("a",))
    assert frozen(bank["chon"])["options"][0]["id"] == "chon/a"
    assert frozen(bank["nhom"])["cards"] == [
        {"id": "nhom/card/a", "text": "Thẻ a", "category": "nhom/category/a"},
        {"id": "nhom/card/b", "text": "Thẻ b", "category": "nhom/category/b"},
    ]
    assert frozen(bank["hinh"])["options"][1]["picture"] == {"image": 7, "alt": "Ổ khóa màu xanh"}
    assert bank["cham"].pictures == [PictureFile("thu/o-khoa", "Ổ khóa màu xanh")]


def test_keys_that_may_be_left_out_are_absent_unless_they_are_written(tmp_path):
    plain, told = one("true_false") | {"key": "a"}, one("true_false") | {"key": "b"}
    plain.pop("feedback_on")
    told |= {
        "picture": PICTURE, "more_hints": ["Đọc lại bước hai."], "feedback": {"wrong": "Thử lại nhé."},
        "tags": ["mật khẩu", "VNeID"], "difficulty": "easy", "competence": "4.1",
    }  # fmt: skip
    first, second = read_bank(bank_of(tmp_path, plain, told)).items
    assert frozen(first) == {
        "id": "a", "type": "true_false", "prompt": "Câu hỏi dung-hay-sai?", "points": "1", "hint": "Nghĩ kỹ nhé.",
        "explanation": "Vì như vậy an toàn.", "answer": False,
    }  # fmt: skip
    assert {key: value for key, value in frozen(second).items() if key not in frozen(first)} == {
        "picture": {"image": 7, "alt": "Ổ khóa màu xanh"}, "more_hints": ["Đọc lại bước hai."],
        "feedback": {"wrong": "Thử lại nhé."}, "tags": ["mật khẩu", "VNeID"], "difficulty": "easy",
        "competence": "4.1", "feedback_on": {"true": "Xem lại bài."},
    }  # fmt: skip


def test_an_information_asks_nothing_and_counts_nothing(tmp_path):
    (item,) = read_bank(bank_of(tmp_path, one("information"))).items
    assert (frozen(item)["points"], frozen(item)["hint"]) == ("0", "")
    assert messages(tmp_path, one("information") | {"hint": "Gợi ý."}) == ["Không có mục nào tên “hint” trong “items”."]


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("hotspot", {"picture": None}, "“picture” phải gồm các dòng “tên mục: nội dung”."),
        ("hotspot", {"places": places()[:1]}, "“places” phải có từ 2 đến 12 mục, đang có 1."),
        ("picture_choice", {"options": [{"key": "a", "correct": True}] * 2}, "Thiếu mục “picture” trong “options”."),
        ("matching", {"rows": parts(("a", "Một", "1"), ("a", "Hai", "2"))}, "Hai mục có cùng “key”."),
        ("matching", {"rows": [{"key": "a", "text": "Một"}]}, "Thiếu mục “match” trong “rows”."),
        ("ordering", {"steps": [{"key": "a", "text": "Một"}]}, "“steps” phải có từ 3 đến 12 mục, đang có 1."),
        ("categorise", {"categories": categories()[:1]}, "“categories” phải có từ 2 đến 12 mục, đang có 1."),
        ("categorise", {"categories": [{"key": "a", "text": "A"}] * 2}, "Thiếu mục “cards” trong “categories”."),
        ("essay", {"rubric": []}, "“rubric” phải có từ 1 đến 10 mục, đang có 0."),
        ("essay", {"rubric": [*RUBRIC, RUBRIC[0]]}, "Hai mục có cùng “text”."),
        ("essay", {"longest": 5}, "“longest” phải từ 100 đến 20000."),
        (
            "file_upload",
            {"accept": ["exe"]},
            "“accept” chỉ gồm: pdf, docx, xlsx, jpg, png, webp, mp3, m4a.",
        ),
        ("file_upload", {"megabytes": 11}, "“megabytes” phải từ 1 đến 10."),
        ("short_answer", {"forms": ["telex"]}, "“forms” chỉ gồm: number, date."),
        ("short_answer", {"also": [{"text": "xã", "share": 2}]}, "“share” phải từ 0 đến 1."),
        ("numeric", {"also": [{"answer": 1}]}, "Thiếu mục “share” trong “also”."),
        ("numeric", {"difficulty": "huge"}, "“difficulty” phải là một trong: easy, medium, hard."),
        ("numeric", {"tags": ["a, b"]}, "Một nhãn không có dấu phẩy: dấu phẩy ngăn các nhãn với nhau."),
        (
            "hotspot",
            {"hint": "Chạm bên PHẢI ấy.", "places": [places()[0], places()[1] | {"text": "Bên phải"}]},
            "Gợi ý nói mất câu trả lời đúng. Viết lại gợi ý cho người học tự nghĩ ra.",
        ),
        (
            "short_answer",
            {"more_hints": ["Hỏi công an xã."]},
            "Gợi ý nói mất câu trả lời đúng. Viết lại gợi ý cho người học tự nghĩ ra.",
        ),
    ],
)
def test_each_fault_of_a_question_is_told_in_one_sentence(tmp_path, kind, change, message):
    assert message in messages(tmp_path, one(kind) | change)


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("gap_fill", {"text": "Không có ô nào."}, "The text has no gap."),
        ("hotspot", {"places": [places()[0], places()[1] | {"w": 30}]}, "A place is not wholly on the picture."),
        ("hotspot", {"places": [each | {"correct": False} for each in places()]}, "No place is marked as right."),
        ("matching", {"rows": parts(("a", "Một", "1"), ("b", "Hai", "1")), "others": ["1"]},
         "The question needs at least two different choices."),
    ],
)  # fmt: skip
def test_what_could_not_be_sat_is_told_in_the_editors_words_at_the_line_of_the_question(tmp_path, kind, change, fault):
    found = bank_faults(bank_of(tmp_path, one("true_false"), one(kind) | change))
    lines = (tmp_path / "kho.yaml").read_text(encoding="utf-8").splitlines()
    begins = [number for number, line in enumerate(lines, start=1) if line == "  {"]
    with override("vi"):
        assert [(each.line, each.message) for each in found] == [(begins[1], _(fault))]


def test_a_bank_is_named_as_its_file_and_its_questions_differ(tmp_path):
    path = bank_of(tmp_path, one("numeric"), one("numeric"))
    path.rename(tmp_path / "khac.yaml")
    assert [fault.message for fault in bank_faults(tmp_path / "khac.yaml")] == [
        "Mã ngân hàng là kho nhưng tệp tên khac.yaml.",
        "Hai câu hỏi có cùng “key”: con-so.",
    ]
