"""The checklist against Moodle's quiz: every line is there, and every tick names tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "cms/docs/quiz_checklist.md"
# How many rows each group has: the lines of Moodle's quiz, those held in part counted twice, then what is beyond it.
ROWS = {
    "Types": 17, "Behaviours": 11, "Time": 8, "Attempts and grade": 8, "Layout": 5, "Bank": 7, "Feedback and review": 5,
    "Save and recover": 4, "Security": 5, "Marking": 6, "Reports": 8, "Import and export": 8, "Offline": 2,
    "Completion": 2, "No answer lost": 6, "Vietnamese answers": 5, "Imports that read real files": 8,
}  # fmt: skip
SHORTEST_REASON = 30


def groups(page):
    """The rows of each group: tick, line, proof or reason."""
    found = {}
    for part in re.split(r"^## ", page, flags=re.M)[1:]:
        name, _newline, rest = part.partition("\n")
        rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in rest.splitlines() if "[" in line]
        found[name.strip()] = rows
    return found


def faults(row):
    """What is wrong with a row, in words."""
    if len(row) != 3 or row[0] not in {"[x]", "[ ]"}:
        return ["no row of three cells with a tick"]
    tick, _line, said = row
    named = re.findall(r"`([^`]*::[^`]*)`", said)
    found = [f"no such test: {test}" for test in named if not exists(*test.split("::"))]
    if tick == "[x]" and (not named or re.sub(r"`[^`]*`", "", said).strip()):
        found.append("a tick is followed by tests and nothing else")
    if tick == "[ ]" and len(said) < SHORTEST_REASON:
        found.append("no reason")
    return found


def exists(path, name):
    return name.startswith("test_") and name in functions(path)


@cache
def functions(path):
    file = TESTS / path
    if not file.is_file():
        return frozenset()
    return frozenset(node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef))


def test_every_line_of_the_checklist_is_there():
    assert {name: len(rows) for name, rows in groups(PAGE.read_text()).items()} == ROWS


def test_every_line_names_tests_that_exist_or_a_reason():
    wrong = {row[1]: said for rows in groups(PAGE.read_text()).values() for row in rows if (said := faults(row))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["[x]", "GIFT", "`courses/importers/test_gift.py::test_nothing_of_the_kind`"], "no such test"),
        (["[x]", "GIFT", "`courses/importers/test_nothing.py::test_any`"], "no such test"),
        (["[x]", "GIFT", "`courses/importers/test_gift.py::one`"], "no such test"),
        (["[x]", "GIFT", "It works."], "a tick is followed by tests"),
        (["[ ]", "GIFT", "Later."], "no reason"),
        (["[ ]", "GIFT"], "no row of three cells"),
    ],
)
def test_a_line_that_proves_nothing_is_found(row, said):
    assert [fault for fault in faults(row) if said in fault] != []
