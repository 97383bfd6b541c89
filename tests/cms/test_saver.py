"""Saving data: the phone's own wish, the switch that is stronger, and pages kept apart for both."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.saver import saves_data
from tests.factories.course import make_course
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "cookie", "saves"),
    [("", "", False), ("on", "", True), ("on", "0", False), ("", "1", True), ("off", "", False), ("", "x", False)],
)
def test_the_switch_is_stronger_than_the_browsers_wish(rf, header, cookie, saves):
    request = rf.get("/", headers={"Save-Data": header} if header else {})
    request.COOKIES = {"saver": cookie} if cookie else {}
    assert saves_data(request) is saves


def test_the_switch_keeps_the_choice_and_leads_back_and_nowhere_else():
    client = Client()
    reply = client.get(reverse("saver"), {"bat": "1", "ve": "/khoa-hoc/"})
    assert (reply.status_code, reply["Location"], client.cookies["saver"].value) == (302, "/khoa-hoc/", "1")
    for outside in ("https://la.example/", "//la.example/", "javascript:1", "/\\la.example"):
        assert client.get(reverse("saver"), {"ve": outside})["Location"] == "/"
    assert client.cookies["saver"].value == "0"


def test_the_same_page_is_kept_apart_for_whoever_saves_data():
    lesson = make_course().get_descendants().filter(slug="bai-1-1").get().specific
    body = lesson.body.get_prep_value()
    picture = {"image": make_picture().pk, "alt_text": "Cổng làng", "decorative": False}
    for step in body[:2]:
        step["value"]["picture"] = picture
    lesson.body = body
    lesson.save_revision().publish()
    client = Client()
    for _visit in range(2):
        plain = client.get(lesson.url)
        spared = client.get(lesson.url, headers={"Save-Data": "on"})
        assert ("<picture>" in plain.content.decode(), "show-picture" in plain.content.decode()) == (True, False)
        assert ("<picture>" in spared.content.decode(), "show-picture" in spared.content.decode()) == (False, True)
        assert plain["ETag"] != spared["ETag"]
        assert "Save-Data" in plain["Vary"]
    client.cookies["saver"] = "1"
    assert "show-picture" in client.get(lesson.url).content.decode()
