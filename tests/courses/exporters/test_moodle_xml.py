import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exporters.moodle_xml import write
from courses.importers.moodle_xml import read
from courses.importers.xml_tree import parse_xml
from tests.factories.moodle_items import moodle_items, pictures

pytestmark = pytest.mark.usefixtures("english")

CHOICES = [{"id": "a", "text": "Có", "correct": True}, {"id": "b", "text": "Không", "correct": False}]


@given(st.lists(moodle_items(), min_size=1, max_size=3))
def test_reading_what_was_written_gives_the_same_items_apart_from_ids(items):
    reading = read(write(items, pictures()).data)

    assert [plain(each.item, reading.pictures) for each in reading.items] == [plain(item, pictures()) for item in items]


@given(moodle_items())
def test_writing_what_was_read_gives_the_same_file(item):
    first = read(write([item], pictures()).data)
    kept = dict(enumerate(first.pictures.values(), start=1))
    second = read(write([with_keys(first.items[0].item, list(first.pictures))], kept).data)

    assert [each.item for each in second.items] == [each.item for each in first.items]


def test_a_file_is_what_moodle_reads():
    said = {"right": "Giỏi.", "wrong": "Xem lại."}
    short = item("short_answer", accepted=["Hà Nội", "2 * 3"], matching="lenient", feedback=said)
    root = parse_xml(write([item("single_choice", options=CHOICES), short], {}).data)

    choice, written = root.findall("question")
    assert [question.get("type") for question in root] == ["multichoice", "shortanswer"]
    assert choice.findtext("name/text") == "Hỏi?"
    assert (choice.find("questiontext").get("format"), choice.findtext("questiontext/text")) == ("html", "<p>Hỏi?</p>")
    assert [(each.get("fraction"), each.findtext("text")) for each in choice.findall("answer")] == [
        ("100", "Có"),
        ("0", "Không"),
    ]
    assert [choice.findtext(name) for name in ("single", "defaultgrade", "hidden")] == ["true", "1", "0"]
    assert [
        (each.get("fraction"), each.findtext("text"), each.findtext("feedback/text") or "")
        for each in written.findall("answer")
    ] == [("100", "Hà Nội", "Giỏi."), ("100", "2 \\* 3", "Giỏi."), ("0", "*", "Xem lại.")]


def test_what_moodle_cannot_hold_is_named():
    items = [
        item("hotspot", places=[]),
        item("single_choice", options=CHOICES, difficulty="easy", competence="4.2"),
        item("true_false", answer=True, feedback={"right": "Giỏi."}),
        item("multiple_response", options=[option | {"weight": "0.35"} for option in CHOICES]),
        item("single_choice", options=CHOICES, picture={"image": 7, "alt": "Ổ khoá"}),
    ]

    assert messages(write(items, {})) == [
        ("error", "Question 1", "Moodle has no question type for this item, so it is not in the file."),
        ("warning", "Question 2", "Moodle has no place for: difficulty, competence."),
        ("warning", "Question 3", "Moodle has no place for: feedback for right and wrong answers."),
        ("warning", "Question 4", "Moodle does not know one of the percentages and takes the nearest it knows."),
        ("warning", "Question 5", "A picture is missing from the file, because it could not be found or read."),
    ]


def test_signs_that_xml_forbids_are_left_out():
    reading = read(write([item("single_choice", options=CHOICES, hint="Hai\x0b \x00dòng\ud800\r\nmới")], {}).data)

    assert reading.items[0].item["hint"] == "Hai dòng\r\nmới"


def test_elements_of_our_own_that_somebody_else_wrote_are_checked():
    data = write([item("single_choice", options=CHOICES, difficulty="easy")], {}).data
    reading = read(data.replace(b'"easy"', b'{"x": 1}').replace(b"</hocso>", b'</hocso><hocso key="points">9</hocso>'))

    assert "difficulty" not in reading.items[0].item
    assert reading.items[0].item["points"] == "1"


def item(kind, **own):
    common = {"id": "i", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""}
    return common | {"type": kind} | own


def messages(written):
    return [(message.level, message.place, message.text) for message in written.messages]


def with_keys(value, names):
    """The item as the import makes it: pictures under the key they got."""
    if isinstance(value, dict):
        if "file" in value:
            return {"image": names.index(value["file"]) + 1, "alt": value["alt"]}
        return {key: with_keys(part, names) for key, part in value.items()}
    return [with_keys(part, names) for part in value] if isinstance(value, list) else value


def plain(item, files):
    """The item without ids: parts are named by their place, pictures by their bytes."""
    ids = {}

    def walk(value):
        if isinstance(value, dict):
            if set(value) & {"image", "file"} and "alt" in value:
                return {"content": files[value.get("image", value.get("file"))], "alt": value["alt"]}
            return {key: walk(part) for key, part in value.items()}
        if isinstance(value, list):
            return [walk(part) for part in value]
        return ids.get(value, value) if isinstance(value, str) else value

    def name(value, path):
        if isinstance(value, dict):
            if isinstance(value.get("id"), str) and path != "item":
                ids.setdefault(value["id"], path)
            for key, part in value.items():
                name(part, f"{path}.{key}")
        elif isinstance(value, list):
            for place, part in enumerate(value):
                name(part, f"{path}.{place}")

    name(item, "item")
    return walk({key: value for key, value in item.items() if key != "id"})
