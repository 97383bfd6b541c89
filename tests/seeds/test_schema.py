import json
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seeds.schema import Fault, FaultyFile, catalogue_faults, check_content, faults, read_course
from seeds.schema.catalogue import CONTENT

ANNOUNCED = """\
code: XX-01
slug: khoa-thu
title: {vi: Khóa thử, en: A trial}
summary: {vi: Một câu., en: One sentence.}
audiences: [citizens]
level: basic
format: blended
hours: {self_paced: 1, class: 0.5, practice: 0}
competences: ["2.3"]
outcomes:
  vi: [Làm được một việc]
  en: [Do one thing]
certifies: true
pass_mark: 0.70
validity_months: null
prerequisites: []
cover: {picture: tracks/xx, alt: Một hình thử}
modules:
  - title: {vi: Chương đầu, en: First chapter}
"""


def written(folder: Path, text: str, name: str = "XX-01.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complete(folder: Path) -> Path:
    """A whole course, made from the same parts over and over."""
    course = yaml.safe_load(ANNOUNCED)
    course["modules"][0]["lessons"] = [lesson("bai-mot"), lesson("bai-hai")]
    course["quiz"] = {"title": "Bài kiểm tra", "attempts": 5, "items": items()}
    course["sources"] = [{"text": "Một văn bản", "date": "2024-06-25"}]
    return saved(folder, course)


def saved(folder: Path, course: dict) -> Path:
    return written(folder, json.dumps(course, ensure_ascii=False, indent=1))


def lesson(key: str) -> dict:
    steps = [{"title": f"Bước {n}", "text": "Đoạn văn."} for n in (1, 2, 3)]
    steps[0]["picture"] = {"picture": "xx-01/hinh", "alt": "Một hình"}
    steps[1]["callout"] = {"kind": "tip", "text": "Mẹo nhỏ."}
    steps[2]["table"] = {"header": ["Việc", "Nên"], "rows": [["a", "b"]]}
    practice = {"key": f"luyen-{key}", "type": "true_false", "answer": True} | said()
    return {"key": key, "title": "Bài", "minutes": 5, "summary": "Một câu.", "steps": steps, "practice": practice}


def said() -> dict:
    return {"prompt": "Câu hỏi?", "hint": "Nghĩ thêm.", "explanation": "Vì vậy."}


def items() -> list[dict]:
    option = [{"key": key, "text": f"Phương án {key}"} for key in "abcd"]
    right = [option[0] | {"correct": True}, *option[1:]]
    kinds = [
        {"type": "single_choice", "options": right},
        {"type": "multiple_response", "options": right},
        {"type": "true_false", "answer": False},
        {"type": "numeric", "answer": 4.5, "tolerance": 0, "unit": "số"},
        {"type": "short_answer", "accepted": ["công an xã"], "matching": "lenient"},
    ]
    return [{"key": f"cau-{n}"} | said() | kinds[n % 5] for n in range(10)]


def messages(path: Path) -> list[str]:
    return [fault.message for fault in faults(path)]


def changed(folder: Path, change) -> list[str]:
    """The messages about a whole course after one change."""
    course = yaml.safe_load(complete(folder).read_text(encoding="utf-8"))
    change(course)
    return messages(saved(folder, course))


def test_an_announced_course_reads_as_it_is_written(tmp_path):
    course = read_course(written(tmp_path, ANNOUNCED))
    assert (course.code, course.title.vi, course.outcomes[0].en) == ("XX-01", "Khóa thử", "Do one thing")
    assert (str(course.hours.total), str(course.pass_mark), course.validity_months) == ("1.5", "0.70", None)
    assert course.is_complete is False


def test_a_whole_course_has_lessons_and_items_of_every_type(tmp_path):
    course = read_course(complete(tmp_path))
    assert course.is_complete is True
    assert [each.key for each in course.lessons] == ["bai-mot", "bai-hai"]
    assert [picture.picture for picture in course.pictures] == ["tracks/xx", "xx-01/hinh", "xx-01/hinh"]
    assert [item.type for item in course.quiz.items[:5]] == [
        "single_choice", "multiple_response", "true_false", "numeric", "short_answer",
    ]  # fmt: skip
    assert [item.own["answer"] for item in course.quiz.items[2:4]] == [False, "4.5"]


def test_a_missing_key_is_named_with_its_file_and_line(tmp_path):
    path = written(tmp_path, ANNOUNCED.replace(", en: A trial", ""))
    assert faults(path) == [Fault(path, 3, "Thiếu mục “en” trong “title”.")]
    assert str(faults(path)[0]) == "XX-01.yaml:3: format: Thiếu mục “en” trong “title”."


def test_a_file_with_faults_is_refused_with_all_of_them(tmp_path):
    path = written(tmp_path, ANNOUNCED.replace("level: basic", "level: easy").replace("slug: khoa-thu\n", ""))
    with pytest.raises(FaultyFile) as refused:
        read_course(path)
    assert [(fault.line, fault.message) for fault in refused.value.faults] == [
        (1, "Thiếu mục “slug” trong “khóa học”."),
        (5, "“level” phải là một trong: basic, intermediate, advanced."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: XX-01", "code: XX-02", "Mã khóa học là XX-02 nhưng tệp tên XX-01.yaml."),
        ("vi: Khóa thử", "vi: " + "a" * 121, "“vi” dài 121 chữ, nhiều nhất 120."),
        ("vi: Một câu.", "vi: " + "a" * 201, "“vi” dài 201 chữ, nhiều nhất 200."),
        ("{self_paced: 1, class: 0.5", "{self_paced: 0, class: 0", "Khóa học phải có số giờ lớn hơn 0."),
        ("class: 0.5", "class: 0.3", "Số giờ tính theo nửa giờ, ví dụ 2 hoặc 2.5."),
        ("pass_mark: 0.70", "pass_mark: 0,7", "“pass_mark” phải là số, phần lẻ viết sau dấu chấm (ví dụ 0.5)."),
        ('["2.3"]', "[2.3]", "Cho nội dung của “competences” vào ngoặc kép, nếu không máy sẽ hiểu thành thứ khác."),
        ("en: [Do one thing]", "en: [One, Two]", "“outcomes” có 1 dòng tiếng Việt nhưng 2 dòng tiếng Anh."),
        ("certifies: true", "certifies: yes", "“certifies” chỉ viết true hoặc false."),
        ("pass_mark: 0.70", "pass_mark: 70", "“pass_mark” phải từ 0.01 đến 1."),
        ("prerequisites: []", "prerequisites: [XX-01]", "Khóa học không thể cần học chính nó trước."),
        ("level: basic", "level: basic\nlevle: basic", "Không có mục nào tên “levle” trong “khóa học”."),
        ("level: basic", "level: basic\nlevel: basic", "Mục “level” viết hai lần trong “khóa học”."),
        ("tracks/xx", "../../x", "“picture” viết chưa đúng dạng: ../../x"),
        ("slug: khoa-thu", "slug: Khóa thử", "“slug” viết chưa đúng dạng: Khóa thử"),
    ],
)
def test_each_fault_of_the_top_is_told_in_one_sentence(tmp_path, old, new, message):
    assert messages(written(tmp_path, ANNOUNCED.replace(old, new, 1))) == [message]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c["modules"][0]["lessons"].clear(), "“lessons” phải có từ 1 đến 20 mục, đang có 0."),
        (lambda c: c["modules"][0]["lessons"][0]["steps"].pop(), "“steps” phải có từ 3 đến 7 mục, đang có 2."),
        (
            lambda c: c["modules"][0]["lessons"][0]["steps"][0].pop("picture"),
            "Bài học cần ít nhất một hình ở một bước nào đó.",
        ),
        (lambda c: c["modules"][0]["lessons"][0].update(key="bai-hai"), "Hai bài học có cùng “key”: bai-hai."),
        (
            lambda c: c["modules"][0]["lessons"][0]["steps"][2]["table"]["rows"].append(["a"]),
            "Dòng của bảng có 1 ô, tiêu đề có 2 ô.",
        ),
        (lambda c: c.pop("quiz"), "Thiếu mục “quiz”: khóa học đã có bài học thì phải có mục này."),
        (lambda c: c["quiz"]["items"].pop(), "“items” phải có từ 10 đến 200 mục, đang có 9."),
        (
            lambda c: [
                item.update(type="numeric", answer=1, tolerance=0, unit="x") for item in c["quiz"]["items"][2::5]
            ],
            "Bài kiểm tra chưa có loại câu hỏi: true_false.",
        ),
        (lambda c: c["quiz"]["items"][0].update(key="luyen-bai-mot"), "Hai câu hỏi có cùng “key”: luyen-bai-mot."),
        (
            lambda c: c["quiz"]["items"][0]["options"][1].update(correct=True),
            "Câu chọn một phải có đúng một phương án đúng, đang có 2.",
        ),
        (
            lambda c: [option.update(correct=True) for option in c["quiz"]["items"][1]["options"]],
            "Câu chọn nhiều phải có ít nhất một phương án đúng và một phương án sai.",
        ),
        (lambda c: c["quiz"]["items"][3].pop("tolerance"), "Thiếu mục “tolerance” trong “items”."),
        (
            lambda c: c["quiz"]["items"][4].update(hint="Hỏi Công an xã."),
            "Gợi ý nói mất câu trả lời đúng. Viết lại gợi ý cho người học tự nghĩ ra.",
        ),
        (
            lambda c: c["sources"][0].update(date="2024-13-01"),
            "Ngày viết theo dạng năm-tháng-ngày, ví dụ 2024-06-25.",
        ),
    ],
)
def test_each_fault_of_a_whole_course_is_told_in_one_sentence(tmp_path, change, message):
    assert message in changed(tmp_path, change)


def test_text_that_is_not_composed_is_told_line_by_line(tmp_path):
    path = written(tmp_path, ANNOUNCED.replace("Khóa thử", unicodedata.normalize("NFD", "Khóa thử")))
    assert [(fault.line, "NFC" in fault.message) for fault in faults(path)] == [(3, True)]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"- a\n- b\n", 1),
        (b"code: XX-01\ntitle: [a\n", 3),
        (b"code: XX-01\ntitle: \x00\n", 2),
        ("code: XX-01\ntitle: Khóa thử".encode("cp1258", "replace") + b"\xd2\xff", 2),
        (b"a: &a [b]\nc: *a\n", 2),
        (b"a: " + b"[" * 100_000, 1),
        (b"a: " + b"x" * 5_000_000, 1),
        (b"code: a\n---\ncode: b\n", 2),
    ],
    ids=["empty", "list", "open bracket", "null byte", "encoding", "reference", "deep", "5 MB", "two documents"],
)
def test_what_is_no_course_at_all_is_one_fault_and_no_traceback(tmp_path, data, line):
    path = tmp_path / "XX-01.yaml"
    path.write_bytes(data)
    assert [fault.line for fault in faults(path)] == [line]


def test_a_file_that_is_gone_is_a_fault(tmp_path):
    assert messages(tmp_path / "XX-01.yaml") == ["Không mở được tệp này."]


@given(st.text(max_size=200))
def test_any_text_in_place_of_a_course_gives_faults(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "XX-01.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert faults(path) != []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_any_value_in_any_place_of_a_course_gives_no_traceback(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("any")
    for key in yaml.safe_load(ANNOUNCED):
        course = yaml.safe_load(ANNOUNCED) | {key: value}
        assert all(fault.line >= 1 for fault in faults(saved(folder, course)))


def test_two_courses_with_one_slug_name_each_other(tmp_path):
    folder = content(tmp_path, {"XX-01": "", "XX-02": ""})
    _, found = check_content(folder)
    assert [(fault.file.name, fault.line, fault.message) for fault in found] == [
        ("XX-02.yaml", 2, "“slug” trùng với XX-01.yaml: khoa-thu."),
    ]


def test_prerequisites_that_go_in_a_circle_are_found_in_every_course_of_it(tmp_path):
    courses, found = check_content(content(tmp_path, {"XX-01": "XX-02", "XX-02": "XX-01"}, own_slugs=True))
    assert [course.code for course in courses] == ["XX-01", "XX-02"]
    assert [fault.message for fault in found] == [
        "Các khóa học cần học trước nối thành vòng tròn qua XX-01.",
        "Các khóa học cần học trước nối thành vòng tròn qua XX-02.",
    ]


def test_what_the_taxonomy_or_the_folder_of_pictures_does_not_hold_is_found(tmp_path):
    folder = content(tmp_path, {"XX-01": "YY-09"})
    path = folder / "courses" / "XX-01.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("citizens", "pilots")
        .replace("2.3", "9.9")
        .replace("tracks/xx", "a/b"),
        encoding="utf-8",
    )
    assert [(fault.line, fault.message) for fault in catalogue_faults([read_course(path)], folder)] == [
        (5, "“audiences” có mã không nằm trong taxonomy.yaml: pilots."),
        (9, "“competences” có mã không nằm trong taxonomy.yaml: 9.9."),
        (16, "Chưa có khóa học nào mã YY-09 để học trước."),
        (17, "Chưa có tệp hình a/b.svg."),
    ]


def content(folder: Path, prerequisites: dict[str, str], own_slugs: bool = False) -> Path:
    """A content folder with one announced course for each code, its own taxonomy and the picture they share."""
    (folder / "courses").mkdir()
    (folder / "images" / "tracks").mkdir(parents=True)
    written(folder / "images" / "tracks", "<svg/>", "xx.svg")
    real = (CONTENT / "taxonomy.yaml").read_text(encoding="utf-8")
    track = "  - {code: XX, names: {vi: Thử, en: Trial}}\nlevels:"
    written(folder, real.replace("levels:", track, 1), "taxonomy.yaml")
    for code, before in prerequisites.items():
        text = ANNOUNCED.replace("XX-01", code).replace("prerequisites: []", f"prerequisites: [{before}]")
        if own_slugs:
            text = text.replace("khoa-thu", f"khoa-{code[-2:]}")
        written(folder / "courses", text, f"{code}.yaml")
    return folder
