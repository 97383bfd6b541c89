import pytest

from courses.importers.base import Unreadable
from courses.importers.qti import read
from courses.items import ITEM_TYPES
from tests.factories.qti import (
    PNG,
    as_version_3,
    choices,
    declared,
    every_type,
    interaction,
    item,
    mapped,
    match_sets,
    package,
)

pytestmark = pytest.mark.usefixtures("english")

COMMON = {"type", "prompt", "points", "hint", "explanation", "id"}


@pytest.fixture(params=["2.1", "3.0"])
def first(request):
    """Read a single item in both versions of QTI."""

    def read_one(xml):
        written = as_version_3(xml) if request.param == "3.0" else xml
        return read(written.encode()).items[0]

    return read_one


def own(read_item):
    return {key: value for key, value in read_item.item.items() if key not in COMMON}


def said(read_item):
    return [(message.level, message.text) for message in read_item.messages]


def one_of(*texts, **attributes):
    return interaction("choiceInteraction", "<prompt>Nào <b>mạnh</b>?</prompt>" + choices(*texts), **attributes)


def test_a_choice_with_one_right_answer_keeps_its_feedback(first):
    body = "<p>Mật khẩu.</p>" + one_of(
        'dài<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Giỏi.</feedbackInline>',
        "<p>ngắn</p>",
        maxChoices="1",
    )
    after = (
        '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="show">Dễ đoán.</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="incorrect" showHide="show"><p>Xem lại.</p></modalFeedback>'
        '<modalFeedback outcomeIdentifier="SOLUTION" identifier="s" showHide="show">Vì dài.</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="hint1" showHide="show">Đếm ký tự.</modalFeedback>'
    )
    found = first(item(body, declared(correct="A"), after=after, points="2"))

    assert {key: found.item[key] for key in COMMON - {"id"}} == {
        "type": "single_choice",
        "prompt": "<p>Mật khẩu.</p><p>Nào <b>mạnh</b>?</p>",
        "points": "2",
        "hint": "Đếm ký tự.",
        "explanation": "Vì dài.",
    }
    assert found.item["feedback"] == {"wrong": "Xem lại."}
    assert [
        {key: value for key, value in option.items() if key != "id"} for option in found.item["options"]
    ] == [
        {"text": "dài", "correct": True, "feedback": "Giỏi."},
        {"text": "ngắn", "correct": False, "feedback": "Dễ đoán."},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "weights"),
    [
        ("", [None, None, None]),
        (mapped({"A": 1, "B": 1}), [None, None, None]),
        (mapped({"A": 1, "B": 1}, defaultValue="-1"), [None, None, None]),
        (mapped({"A": 3, "B": 1, "C": -2}), ["0.75", "0.25", "-0.5"]),
    ],
)
def test_several_right_answers_have_weights_only_when_they_do_not_share_equally(first, mapping, weights):
    answers = declared(correct="AB", cardinality="multiple", mapping=mapping)
    found = first(item(one_of("một", "hai", "ba", maxChoices="0"), answers))

    assert found.item["type"] == "multiple_response"
    assert [option.get("weight") for option in found.item["options"]] == weights
    assert [option["correct"] for option in found.item["options"]] == [True, True, False]


@pytest.mark.parametrize(("texts", "right", "answer"), [(("Đúng", "Sai"), "B", False), (("False", "True"), "B", True)])
def test_two_options_that_say_true_and_false_are_a_statement_to_judge(first, texts, right, answer):
    found = first(item(one_of(*texts, maxChoices="1"), declared(correct=right)))

    assert (found.item["type"], found.item["answer"]) == ("true_false", answer)


def test_text_to_type_is_a_short_answer_with_partial_wordings(first):
    mapping = '<mapping><mapEntry mapKey="Hà Nội" mappedValue="2" caseSensitive="true"/>'
    mapping += '<mapEntry mapKey="Thăng Long" mappedValue="1" caseSensitive="true"/></mapping>'
    body = "<p>Thủ đô là {}.</p>".format(interaction("textEntryInteraction", ""))
    found = first(item(body, declared(correct=["Hà Nội"], base="string", mapping=mapping)))

    assert found.item["prompt"] == "<p>Thủ đô là ____.</p>"
    assert own(found) == {
        "accepted": ["Hà Nội"],
        "matching": "strict",
        "also": [{"text": "Thăng Long", "share": "0.5"}],
    }
    assert found.item["points"] == "2"


@pytest.mark.parametrize(("mode", "width", "tolerance"), [("absolute", "0.5 0.5", "0.5"), ("relative", "10", "0.25")])
def test_a_number_to_type_keeps_the_tolerance_of_its_comparison(first, mode, width, tolerance):
    after = (
        "<responseProcessing><responseCondition><responseIf>"
        f'<equal toleranceMode="{mode}" tolerance="{width}"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal></responseIf></responseCondition></responseProcessing>'
    )
    body = "<p>{}</p>".format(interaction("textEntryInteraction", ""))
    found = first(item(body, declared(correct=["2.5"], base="float"), after=after))

    assert own(found) == {"answer": "2.5", "tolerance": tolerance, "unit": ""}


def test_several_places_to_write_and_to_choose_make_a_text_with_gaps(first):
    body = "<p>Đọc rồi điền.</p><p>Thủ đô {}, có {} quận.</p>".format(
        interaction("textEntryInteraction", "", "A"),
        interaction("inlineChoiceInteraction", choices("5", "12", kind="inlineChoice"), "B"),
    )
    found = first(item(body, declared("A", ["Hà Nội"], base="string"), declared("B", "B")))
    typed, chosen = found.item["gaps"]

    assert (found.item["type"], found.item["prompt"]) == ("gap_fill", "<p>Đọc rồi điền.</p>")
    assert found.item["text"] == "Thủ đô [[g1]], có [[g2]] quận."
    assert typed == {"id": "g1", "kind": "typed", "accepted": ["Hà Nội"], "matching": "lenient"}
    assert [option["text"] for option in chosen["options"]] == ["5", "12"]
    assert chosen["right"] == chosen["options"][1]["id"]


def test_words_for_gaps_are_one_list(first):
    words = "".join(f'<gapText identifier="{key}" matchMax="1">{key}</gapText>' for key in ("meo", "ca", "da"))
    text = f'<prompt>Điền từ.</prompt>{words}<p>Con <gap identifier="G1"/> ăn <gap identifier="G2"/>.</p>'
    answers = declared(correct=["meo G1", "ca G2"], cardinality="multiple", base="directedPair")
    found = first(item(interaction("gapMatchInteraction", text), answers))

    assert (found.item["text"], found.item["shared"]) == ("Con [[g1]] ăn [[g2]].", True)
    assert [[option["text"] for option in gap["options"]] for gap in found.item["gaps"]] == [["ca", "da", "meo"]] * 2
    right = [option["text"] for gap in found.item["gaps"] for option in gap["options"] if option["id"] == gap["right"]]
    assert right == ["meo", "ca"]


@pytest.mark.parametrize(
    ("right", "kind"), [(["a X", "b Y"], "matching"), (["X a", "Y b"], "matching"), (["a X", "b X"], "categorise")]
)
def test_pairs_are_matched_and_several_of_one_are_a_category(first, right, kind):
    answers = declared(correct=right, cardinality="multiple", base="directedPair")
    found = first(item(interaction("matchInteraction", match_sets("ab", "XYZ")), answers))

    assert found.item["type"] == kind
    assert ITEM_TYPES[kind].faults(found.item) == []


def test_associated_parts_are_pairs(first):
    part = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}</simpleAssociableChoice>'
    body = interaction("associateInteraction", "".join(part.format(key) for key in "abcde"))
    found = first(item(body, declared(correct=["a b", "d c"], cardinality="multiple", base="pair")))

    words = {choice["id"]: choice["text"] for choice in found.item["choices"]}
    assert [(row["text"], words[row["choice"]]) for row in found.item["rows"]] == [("a", "b"), ("d", "c")]
    assert list(words.values()) == ["b", "c", "e"]


def test_steps_stand_in_the_declared_order(first):
    body = interaction("orderInteraction", choices("một", "hai", "ba"))
    found = first(item(body, declared(correct="CAB", cardinality="ordered")))

    assert [step["text"] for step in found.item["steps"]] == ["ba", "một", "hai"]
    assert found.item["scoring"] == "exact"


def test_places_on_a_picture_become_rectangles_in_per_cent():
    picture = '<object type="image/png" data="../img/b%C3%A0n.png" width="200" height="100">Bàn làm việc</object>'
    spots = '<hotspotChoice identifier="A" shape="rect" coords="0,0,50,50" hotspotLabel="Màn hình"/>'
    spots += '<hotspotChoice identifier="B" shape="circle" coords="150,50,30"/>'
    xml = item(interaction("hotspotInteraction", f"<prompt>Đâu?</prompt>{picture}{spots}"), declared(correct="B"))
    reading = read(package({"items/q.xml": xml}, {"img/bàn.png": PNG}))
    found = reading.items[0]

    assert found.item["picture"] == {"file": "ban.png", "alt": "Bàn làm việc"}
    assert reading.pictures == {"ban.png": PNG}
    assert [{key: value for key, value in place.items() if key != "id"} for place in found.item["places"]] == [
        {"text": "Màn hình", "x": "0", "y": "0", "w": "25", "h": "50", "correct": False},
        {"text": "Place 2", "x": "60", "y": "20", "w": "30", "h": "60", "correct": True},
    ]
    assert said(found) == [("warning", "Round and slanted places became the rectangles around them.")]


def test_long_texts_and_files_are_marked_by_a_person(first):
    essay = first(item(interaction("extendedTextInteraction", "<prompt>Viết.</prompt>"), declared(base="string")))
    upload = first(item(interaction("uploadInteraction", "<prompt>Nộp.</prompt>"), declared(base="file")))

    assert [each.item["type"] for each in (essay, upload)] == ["essay", "file_upload"]
    assert [ITEM_TYPES[each.item["type"]].faults(each.item) for each in (essay, upload)] == [[], []]


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (
            item(interaction("sliderInteraction", ""), declared(correct="5")),
            "The question type “Slider” of QTI is not supported. Please write this question anew.",
        ),
        (
            item(one_of("a", "b") + one_of("a", "b"), declared(correct="A")),
            "The item asks several things at once. Please split it into several questions.",
        ),
        (item(one_of("a", "b"), declared()), "No right answer was found. Please mark one and import it again."),
        (item(one_of("a", "b")), "No right answer was found. Please mark one and import it again."),
        (
            item(interaction("orderInteraction", choices("a", "b")), declared(correct="A", cardinality="ordered")),
            "The right order does not name every step once. Please correct it and import it again.",
        ),
        (
            item(
                interaction("matchInteraction", match_sets("ab", "XY")),
                declared(correct=["a X", "a Y"], cardinality="multiple", base="directedPair"),
            ),
            "A part belongs to several others at once. Please split it into several questions.",
        ),
    ],
)
def test_what_cannot_be_held_is_an_error_by_name(first, xml, sentence):
    found = first(xml)

    assert (found.item, said(found)) == (None, [("error", sentence)])


def test_a_package_is_read_in_the_order_of_its_test():
    items = {f"items/{name}.xml": item(f"<p>{name}</p>") for name in ("một", "hai", "ba")}
    order = "".join(f'<assessmentItemRef identifier="{n}" href="items/{n}.xml"/>' for n in ("ba", "một", "hai"))
    test = f"<assessmentTest><testPart><assessmentSection>{order}</assessmentSection></testPart></assessmentTest>"
    reading = read(package(items, test=test))

    assert [each.item["prompt"] for each in reading.items] == ["<p>ba</p>", "<p>một</p>", "<p>hai</p>"]
    assert [message.text for message in reading.messages] == [
        "Sections, times and other settings of the test were not taken over."
    ]


def test_a_broken_item_does_not_stop_the_others():
    reading = read(package({"a.xml": item("<p>Đọc.</p>"), "b.xml": "<assessmentItem>", "c.xml": "<x/>"}))

    assert [each.item is not None for each in reading.items] == [True, False, False]
    assert [text.split(" near")[0] for each in reading.items[1:] for _level, text in said(each)] == [
        "The file is damaged or cut short",
        "The file c.xml holds no item. Please export the package again.",
    ]


def test_every_item_of_a_package_can_be_sat():
    reading = read(every_type())

    assert [each.item["type"] if each.item else None for each in reading.items] == [
        "single_choice", "multiple_response", "true_false", "short_answer", "gap_fill", "ordering", "matching",
        "gap_fill", "hotspot", "essay", "file_upload", "information", None,
    ]  # fmt: skip
    assert [ITEM_TYPES[each.item["type"]].faults(each.item) for each in reading.items if each.item][:-1] == [[]] * 11


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is damaged or cut short near line 1"),
        (b"<quiz/>", "This is not an item of QTI."),
        (b"<questestinterop/>", "This is QTI 1.2, an old version."),
        (package({"a.xml": "<x/>"}, version="1p2", declared_type="imsqti_xmlv"), "This is QTI 1.2, an old version."),
        (package({}), "No question was found in the file."),
        (package({f"{n}.xml": "<x/>" for n in range(1001)}), "The file holds more than 1000 questions."),
        (b"PK\x03\x04", "This file is damaged"),
    ],
)
def test_a_hopeless_file_is_refused_in_words(data, sentence):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert str(refused.value).startswith(sentence)
