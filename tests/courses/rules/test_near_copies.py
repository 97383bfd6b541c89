"""Texts of two courses that say the same in nearly the same words."""

from hypothesis import given
from hypothesis import strategies as st

from courses.rules.near_copies import Text, near_copies

ONE = "Bác mở điện thoại rồi chạm vào ô tìm kiếm ở phía trên màn hình để gõ tên ứng dụng cần cài đặt cho đúng"
OTHER = "Chị mang vải ra chợ từ sáng sớm khi sương còn đọng trên lá và người mua chưa đông để chọn chỗ ngồi tốt"


def text(course, line, kind="lesson"):
    return Text(course, kind, f"{course}-{kind}", (line,))


def pairs(*texts, **reuses):
    return [(copy.first, copy.second) for copy in near_copies(texts, reuses)]


def test_the_same_words_in_two_courses_are_a_copy_whatever_case_and_marks():
    assert pairs(text("A", ONE), text("B", ONE.upper()), text("C", OTHER)) == [(0, 1)]


def test_a_declared_reuse_is_none():
    assert pairs(text("A", ONE), text("B", ONE), B=["A"]) == []


def test_a_lesson_is_never_a_copy_of_a_question_nor_of_its_own_course():
    assert pairs(text("A", ONE), text("B", ONE, "question"), text("A", ONE)) == []


def test_a_question_of_one_course_is_asked_once():
    assert pairs(text("A", ONE, "question"), text("A", ONE + " nhé", "question")) == [(0, 1)]


def test_one_turn_of_phrase_in_common_is_no_copy():
    assert pairs(text("A", ONE), text("B", f"{OTHER} rồi chạm vào ô tìm kiếm")) == []


@given(st.lists(st.sampled_from("mở máy chợ vải lá xanh đỏ bấm nút gõ tên bác chị".split()), min_size=20, max_size=60))
def test_whatever_is_said_its_own_copy_is_found_if_it_has_enough_different_runs(words):
    line = " ".join(words)
    runs = {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
    assert (pairs(text("A", line), text("B", line)) == [(0, 1)]) is (len(runs) >= 8)
