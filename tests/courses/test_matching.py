"""A table of pairs that must and must not match, and what holds for every comparison."""

import csv
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.matching import FORMS, Comparison, shown_wording
from courses.text import MATCHINGS

TABLE = Path(__file__).with_name("matching_pairs.csv")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([tn])")
TEXT = st.one_of(
    st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậờởỡớợừửữứựỳỷỹýỵAĐÊ 0159.,-/*\\sfrxjwz", max_size=30),
    st.text(max_size=30),
)
COMPARISONS = st.builds(
    Comparison,
    st.sampled_from(MATCHINGS),
    st.frozensets(st.sampled_from(FORMS)),
    wildcards=st.booleans(),
    typed=st.booleans(),
)


def shown(text):
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else {"t": "\t", "n": "\n"}[found[2]], text)


def pairs():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def comparison_of(mode, extras):
    said = set(extras.split())
    return Comparison(mode, frozenset(said & set(FORMS)), wildcards="wildcards" in said, typed="typed" in said)


def takes(comparison, answer, accepted):
    return comparison.accepts(answer, accepted) or bool(comparison.meant(answer, accepted))


def test_the_table_holds_more_than_three_hundred_different_pairs():
    assert len({row[1:5] for row in pairs()}) == len(pairs()) > 300
    assert {row[5] for row in pairs()} == {"yes", "no"}


@pytest.mark.parametrize(("group", "mode", "extras", "accepted", "answer", "expected"), pairs())
def test_each_pair_of_the_table_matches_as_it_says(group, mode, extras, accepted, answer, expected):
    wordings = shown(accepted).split("|")
    assert takes(comparison_of(mode, extras), shown(answer), wordings) is (expected == "yes")


@pytest.mark.parametrize(("group", "mode", "extras", "accepted", "answer", "expected"), pairs())
def test_a_pair_matches_alike_in_composed_and_decomposed_writing(group, mode, extras, accepted, answer, expected):
    comparison, wordings = comparison_of(mode, extras), shown(accepted).split("|")
    forms = {unicodedata.normalize(form, shown(answer)) for form in ("NFC", "NFD")}
    assert {takes(comparison, form, wordings) for form in forms} == {expected == "yes"}


@given(COMPARISONS, TEXT)
def test_a_wording_is_its_own_match(comparison, text):
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Mn"})
    if visible.strip() and "\\*" not in text:
        assert comparison.accepts(text, [text])


@given(st.sampled_from(MATCHINGS), st.booleans(), TEXT, TEXT)
def test_without_stars_and_forms_comparing_knows_no_direction(mode, typed, one, other):
    comparison = Comparison(mode, typed=typed)
    assert comparison.accepts(one, [other]) == comparison.accepts(other, [one])


@given(st.sampled_from(MATCHINGS), TEXT, TEXT)
def test_a_looser_way_to_compare_takes_whatever_a_stricter_one_takes(mode, answer, wording):
    if Comparison(mode).accepts(answer, [wording]):
        stricter = MATCHINGS.index(mode)
        looser = [Comparison(each).accepts(answer, [wording]) for each in MATCHINGS[stricter:]]
        assert all(looser) or not answer.strip().strip(" .,;:!?…\"'“”‘’")


@given(COMPARISONS, TEXT, st.lists(TEXT, max_size=3))
def test_no_text_breaks_any_comparison_and_a_meaning_is_no_direct_match(comparison, answer, accepted):
    meant = comparison.meant(answer, accepted)
    assert not (meant and comparison.accepts(answer, accepted))
    assert not (meant and comparison.mode == "strict")
    assert comparison.was_untyped(answer, accepted) in {True, False}
    assert comparison.lacks_marks(answer, accepted) in {True, False}
    assert comparison.differs_in_writing(answer, accepted) in {True, False}


@pytest.mark.parametrize(
    "hostile",
    [
        "*" * 100_000,
        "a" * 100_000,
        "y" * 100_000,
        "b" * 99_999 + "y",
        "a*" * 50_000,
        "1" * 100_000,
        "1." * 50_000,
        "1 " * 50_000,
        " " * 99_999 + "x",
        "aa" * 50_000,
        "ưo" * 50_000,
        "a" + "\u0315\u0300" * 50_000,
        "ngày " * 20_000,
        "/" * 100_000,
        "“" * 100_000,
        "\\*" * 50_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_a_hundred_thousand_hostile_characters_take_no_more_than_a_moment(hostile):
    begun = time.process_time()
    comparison = Comparison("lenient", frozenset(FORMS), wildcards=True, typed=True)
    assert comparison.meant(hostile, ["*a*b*c*", "1000"]) == ""
    assert not comparison.lacks_marks(hostile, ["*cá*"])
    # Work that grows with the square of the length would take minutes.
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("*công an*", "công an"),
        ("dịch vụ * trực tuyến", "dịch vụ … trực tuyến"),
        ("VN*", "VN"),
        (r"5 \* 3", "5 * 3"),
        ("xã", "xã"),
    ],
)
def test_a_wording_is_shown_to_people_without_its_stars(wording, words):
    assert shown_wording(wording) == words


def test_what_keys_mean_is_told_in_the_authors_wording():
    comparison = Comparison("lenient", typed=True)
    assert comparison.meant("vieejt nam", ["Hà Nội", "Việt Nam"]) == "Việt Nam"
    assert comparison.meant("Vie65t Nam", ["Việt Nam"]) == "Việt Nam"
    assert comparison.meant("Việt Nam", ["Việt Nam"]) == ""
    starred = Comparison("lenient", wildcards=True, typed=True)
    assert starred.meant("cowm ngon", ["cơm*"]) == "cơm ngon"


def test_near_answers_are_told_apart():
    lenient = Comparison("lenient", typed=True)
    assert lenient.was_untyped("ddang ky", ["đăng ký"])
    assert not lenient.was_untyped("dang ky", ["đăng ký"])
    assert lenient.lacks_marks("dang ky", ["đăng ký"])
    assert not lenient.lacks_marks("đăng ký", ["đăng ký"])
    assert not lenient.lacks_marks("đăng nhập", ["đăng ký"])
    assert Comparison("strict").differs_in_writing("vneid", ["VNeID"])
    assert not Comparison("strict").differs_in_writing("zalo", ["VNeID"])
