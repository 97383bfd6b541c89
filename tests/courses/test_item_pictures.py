"""Pictures of items on a phone: small, with words and measures; a picture that is gone leaves nothing behind."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from courses.items import ITEM_TYPES
from courses.models import CourseRendition
from tests.factories.frozen_item import COMMON
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.django_db

OPTIONS = [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B", "correct": False}]
RUBRIC = [{"id": "r", "text": "Rõ ràng", "points": "1"}]
PLACES = [
    {"id": "a", "text": "Nút A", "x": "0", "y": "0", "w": "20", "h": "20", "correct": True},
    {"id": "b", "text": "Nút B", "x": "50", "y": "0", "w": "20", "h": "20", "correct": False},
]
OWN = {
    "single_choice": {"options": OPTIONS},
    "multiple_response": {"options": OPTIONS},
    "true_false": {"answer": True},
    "numeric": {"answer": "1", "tolerance": "0", "unit": "kg"},
    "short_answer": {"accepted": ["xã"], "matching": "lenient"},
    "picture_choice": {"options": OPTIONS},
    "hotspot": {"places": PLACES},
    "simulation": {
        "mode": "practice",
        "screens": [{"id": key, "task": f"Việc {key}", "places": PLACES} for key in ("one", "two")],
    },
    "essay": {"rubric": RUBRIC, "longest": 300, "words": {"least": 20}},
    "file_upload": {"rubric": RUBRIC, "accept": ["pdf", "jpg"], "megabytes": 5},
    "information": {},
}


def shown(source, **context):
    with translation.override("en"):
        return Template("{% load items %}" + source).render(Context(context))


def field(name, item, response=None, **more):
    """The learner's form of an item, as its page includes it."""
    kind = ITEM_TYPES[name]
    context = {"item": kind.public(item, 1), "field_name": "q", "response": response or {}} | more
    with translation.override("en"):
        return render_to_string(kind.template, context), render_to_string(kind.print_template, context)


def item_of(name, **more):
    return COMMON | {"type": name} | OWN[name] | more


def test_a_picture_is_a_webp_of_a_phones_size_with_its_words_and_its_measures():
    picture = {"image": make_picture(size=(1600, 1200)).pk, "alt": 'Nút "Gửi" <xanh>'}
    html = shown("{% item_picture picture %}", picture=picture)
    assert re.findall(r"\.webp (\d+)w", html) == ["360", "720"]
    assert 'width="720" height="540" alt="Nút &quot;Gửi&quot; &lt;xanh&gt;" loading="lazy"' in html
    assert "lazy" not in shown("{% item_picture picture lazy=False %}", picture=picture)


def test_a_small_picture_stays_small():
    picture = {"image": make_picture(size=(200, 100)).pk, "alt": "Nhỏ"}
    assert 'width="200" height="100"' in shown("{% item_picture picture %}", picture=picture)
    assert 'sizes="160px"' in shown("{% item_picture picture width=160 %}", picture=picture)


@pytest.mark.parametrize("picture", [None, {"image": 999_999, "alt": "Mất"}])
def test_a_picture_that_is_gone_leaves_nothing(picture):
    assert shown("{% item_picture picture %}", picture=picture) == ""
    assert shown("{% fixed_picture picture width=288 as box %}{{ box }}", picture=picture) == "None"


def test_a_picture_whose_file_is_gone_leaves_nothing():
    image = make_picture()
    image.file.delete(save=False)
    picture = {"image": image.pk, "alt": "Mất"}
    assert shown("{% item_picture picture %}", picture=picture) == ""
    assert not CourseRendition.objects.exists()


@pytest.mark.parametrize("name", sorted(set(OWN) - {"hotspot"}))
def test_every_type_shows_the_picture_of_its_question_once_on_screen_and_on_paper(name):
    item = item_of(name, picture={"image": make_picture().pk, "alt": "Cổng dịch vụ"})
    for html in field(name, item):
        assert html.count('alt="Cổng dịch vụ"') == 1
        assert html.index("<img") < html.index("Hỏi?")
    screen, _ = field(name, item_of(name))
    assert "<img" not in screen
    assert "<figure" not in screen


def test_options_are_chosen_by_pictures_that_have_words():
    images = [make_picture().pk, make_picture().pk]
    options = [
        option | {"picture": {"image": image, "alt": f"Hình {option['id']}"}}
        for option, image in zip(OPTIONS, images, strict=True)
    ]
    for html in field("picture_choice", item_of("picture_choice", options=options), {"option": "b"}):
        assert sorted(re.findall(r'alt="(Hình .)"', html)) == ["Hình a", "Hình b"]
    screen, _ = field("picture_choice", item_of("picture_choice", options=options), {"option": "b"})
    assert re.findall(r'value="(\w)" checked', screen) == ["b"]


def test_the_picture_to_tap_has_a_fixed_size_that_is_sent_along_and_a_list_of_names_beside_it():
    item = item_of("hotspot", picture={"image": make_picture(size=(800, 600)).pk, "alt": "Màn hình"})
    screen, paper = field("hotspot", item, {"point": {"x": "50", "y": "12.5"}})
    assert 'type="image" name="q"' in screen
    assert 'width="288" height="216"' in screen
    assert 'name="q-size" value="288x216"' in screen
    assert 'name="q-point" value="50;12.5"' in screen
    assert sorted(re.findall(r'type="radio" name="q" value="(\w)"', screen)) == ["a", "b"]
    assert "checked" not in screen
    assert paper.count("<img") == 1


def test_a_picture_to_tap_that_is_gone_leaves_the_names():
    screen, _ = field("hotspot", item_of("hotspot", picture={"image": 999_999, "alt": "Mất"}), {"place": "b"})
    assert "<img" not in screen
    assert 'type="image"' not in screen
    assert re.findall(r'value="(\w)" checked', screen) == ["b"]


def test_the_limits_of_an_essay_are_told_before_it_is_sent():
    screen, paper = field("essay", item_of("essay"), {"text": "Một </textarea>"})
    assert 'maxlength="300"' in screen
    assert "There is room for 300 characters." in screen
    assert "Một &lt;/textarea&gt;" in screen
    for html in (screen, paper):
        assert "Write at least 20 words." in html
        assert "Rõ ràng" in html


def test_points_of_criteria_are_written_the_vietnamese_way():
    screen, _ = field("essay", item_of("essay", rubric=[{"id": "r", "text": "Rõ ràng", "points": "1.5"}]))
    assert "<b>1,5 pts</b>" in screen
    assert shown("{{ points|in_digits }}", points="nhiều") == "nhiều"


def test_the_file_kept_is_named_and_sent_along_again():
    response = {"file": "0192f0c1-2345-7abc-8def-0123456789ab", "name": "đơn <1>.pdf"}
    screen, _ = field("file_upload", item_of("file_upload"), response)
    assert 'accept=".pdf,.jpg,.jpeg"' in screen
    assert f'name="q-file" value="{response["file"]}"' in screen
    assert 'name="q-filename" value="đơn &lt;1&gt;.pdf"' in screen
    assert "<b>đơn &lt;1&gt;.pdf</b>" in screen
    assert "One file: pdf, jpg. At most 5 MB." in screen


@pytest.mark.parametrize("name", sorted(OWN))
def test_paper_can_be_numbered_and_shows_no_controls(name):
    item = item_of(name)
    _, paper = field(name, item, number=4)
    assert not re.search(r"<(input|select|textarea|script)", paper)
    assert ("Question 4" in paper) == ITEM_TYPES[name].graded
