"""Every type of item in every format: what comes back is equal, and what does not come back is named."""

import pytest

from courses.exporters import aiken, gift, moodle_xml, spreadsheet
from courses.importers import aiken as aiken_reader
from courses.importers import gift as gift_reader
from courses.importers import moodle_xml as moodle_reader
from courses.importers import spreadsheet as sheet_reader
from courses.items import ITEM_TYPES
from courses.models import CourseImage
from tests.factories.every_type import every_type
from tests.factories.text_items import without_ids

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

FORMATS = {
    "moodle": (moodle_xml.write, moodle_reader.read),
    "gift": (gift.write, gift_reader.read),
    "xlsx": (spreadsheet.write, sheet_reader.read),
    "aiken": (aiken.write, aiken_reader.read),
}
# What an item of ours may have besides its question and its answer.
ALL = {
    "picture": {"image": 1, "alt": "Ảnh"}, "points": "2", "tags": ["an toàn"], "difficulty": "hard",
    "competence": "4.2", "more_hints": ["Thêm"],
}  # fmt: skip
OWN = {
    "multiple_response": {"options": [{"weight": weight} for weight in ("0.5", "0.5", "-0.5", "0")]},
    "numeric": {"units": [{"unit": "g", "factor": "1000"}], "unit_required": True,
                "also": [{"answer": "4", "tolerance": "0.5", "share": "0.5", "feedback": "Gần"}]},
    "short_answer": {"matching": "strict", "forms": ["number"],
                     "also": [{"text": "HN", "share": "0.5", "feedback": "Tắt"}]},
    "ordering": {"scoring": "exact"},
    "essay": {"words": {"least": 10, "most": 200}},
}  # fmt: skip

# The types that a format does not have.
ABSENT = {
    "moodle": {"hotspot", "simulation"},
    "gift": {"gap_fill", "categorise", "picture_choice", "hotspot", "simulation", "file_upload"},
    "xlsx": {"picture_choice", "hotspot", "simulation", "file_upload"},
    "aiken": set(ITEM_TYPES) - {"single_choice"},
}
# The keys that do not come back, of every type and of single ones.
LOST = {
    "moodle": {},
    "gift": {
        "every": {"picture", "hint", "more_hints", "difficulty", "competence", "points", "feedback"},
        "numeric": {"unit", "units", "unit_required"},
        "short_answer": {"matching", "forms"},
        "essay": {"rubric", "longest", "words", "sample"},
    },
    "xlsx": {"every": {"picture"}, "essay": {"longest", "words"}},
    "aiken": {
        "every": {"picture", "hint", "more_hints", "explanation", "tags", "difficulty", "competence", "points"},
        "single_choice": {"feedback", "options"},
    },
}
WORDS = {
    "picture": "the picture", "hint": "the hint", "more_hints": "further hints", "explanation": "the explanation",
    "tags": "tags", "difficulty": "the difficulty", "competence": "the competence", "points": "the points",
    "feedback": "words for a right, partly right or wrong answer", "options": "words for single options",
    "unit": "the unit", "units": "other units", "unit_required": "that the unit must be written",
    "matching": "how answers are compared", "forms": "how answers are compared",
    "rubric": "the criteria for marking", "sample": "the sample answer", "longest": "the number of characters",
    "words": "the number of words",
}  # fmt: skip
NO_PLACE = "This file format has no place for: "
# Moodle passes over what our own elements in its file bring back here.
PASSED_OVER = {
    "every": ["difficulty", "competence"],
    "true_false": ["feedback for right and wrong answers"],
    "numeric": ["feedback for right and wrong answers"],
    "short_answer": ["equal numbers and dates", "feedback for right and wrong answers"],
    "gap_fill": ["feedback for right and wrong answers"],
    "essay": ["the most characters", "feedback for right and wrong answers"],
    "file_upload": ["feedback for right and wrong answers"],
}


@pytest.fixture
def items():
    """Every type with all that it can say."""
    found = every_type()
    image = CourseImage.objects.get().pk
    return {kind: full(item, image) for kind, item in found.items()}


def full(item, image):
    own = dict(OWN.get(item["type"], {}))
    if item["type"] == "multiple_response":
        pairs = zip(item["options"], own["options"], strict=True)
        own["options"] = [option | weight for option, weight in pairs]
    added = ALL | {"picture": {"image": image, "alt": "Ảnh"}}
    if not ITEM_TYPES[item["type"]].graded:
        added = {"picture": added["picture"]}
    return item | {key: value for key, value in (added | own).items() if key != "picture" or key not in item}


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_holds_comes_back_and_all_else_is_named(name, items):
    write, read = FORMATS[name]
    written = write(list(items.values()), contents())
    reading = read(written.data)
    kept = [kind for kind in items if kind not in ABSENT[name]]

    assert [each.item["type"] for each in reading.items] == kept
    assert [each.messages for each in reading.items if not each.importable] == []
    back = {each.item["type"]: settled(each.item, reading.pictures) for each in reading.items}
    changed = {kind: differences(settled(items[kind], contents()), back[kind]) for kind in kept}
    assert changed == {kind: lost(name, kind, items[kind]) for kind in kept}

    numbers = {f"Question {number}": kind for number, kind in enumerate(items, start=1)}
    left_out = [numbers[message.place] for message in written.messages if message.level == "error"]
    assert left_out == [kind for kind in items if kind in ABSENT[name]]
    said = dict.fromkeys(kept, "")
    for message in written.messages:
        if message.level == "warning":
            said[numbers[message.place]] += message.text
    assert {kind: things(text) for kind, text in said.items()} == {
        kind: {WORDS[key] for key in lost(name, kind, items[kind])} for kind in kept
    }


def test_what_moodle_passes_over_is_named(items):
    written = moodle_xml.write(list(items.values()), contents())
    numbers = {f"Question {number}": kind for number, kind in enumerate(items, start=1)}
    prefix = "Moodle has no place for: "
    said = {
        numbers[message.place]: set(message.text.removeprefix(prefix).rstrip(".").split(", "))
        for message in written.messages
        if message.text.startswith(prefix)
    }
    assert said == {
        kind: {*PASSED_OVER["every"], *PASSED_OVER.get(kind, [])}
        for kind in items
        if kind not in {"hotspot", "simulation", "information"}
    }


def lost(name, kind, item):
    """The keys of an item that a format does not bring back."""
    keys = LOST[name].get("every", set()) | LOST[name].get(kind, set())
    return {key for key in keys if item.get(key) and (key != "points" or ITEM_TYPES[kind].graded)}


def things(text):
    """The words of a message for what is lost."""
    listed = f", {text.removeprefix(NO_PLACE).removesuffix('.')}," if text.startswith(NO_PLACE) else ""
    found = {word for word in WORDS.values() if f", {word}," in listed}
    assert len(listed) in {0, sum(len(word) + 2 for word in found) + 1}, text
    return found


def differences(item, back):
    return {key for key in {*item, *back} if item.get(key) != back.get(key)}


def contents():
    return {image.pk: image.file.open().read() for image in CourseImage.objects.all()}


def settled(item, pictures):
    """The item without ids, pictures by their bytes, cards by their category as the editor has them."""
    item = with_bytes(item, pictures)
    if item["type"] == "categorise":
        order = [category["id"] for category in item["categories"]]
        item["cards"] = sorted(item["cards"], key=lambda card: order.index(card["category"]))
    return {key: value for key, value in without_ids(item).items() if key != "id"}


def with_bytes(value, pictures):
    if isinstance(value, dict):
        if set(value) & {"image", "file"} and "alt" in value:
            return {"content": pictures[value.get("image", value.get("file"))], "alt": value["alt"]}
        return {key: with_bytes(part, pictures) for key, part in value.items()}
    return [with_bytes(part, pictures) for part in value] if isinstance(value, list) else value
