"""The installable app: manifest, service worker, and what the worker keeps."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from learners.middleware import PERSON_HEADER
from tests.factories.course import make_course
from tests.factories.learner import make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


def held(reply):
    return json.loads(re.match(r"const HELD = (.*);\n", reply.content.decode())[1])


def test_the_manifest_names_icons_that_exist_in_the_sizes_phones_ask_for():
    said = json.loads(Client().get("/manifest.webmanifest").content)
    icons = {(each["sizes"], each["purpose"]) for each in said["icons"]}
    assert icons == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert all(finders.find(each["src"].removeprefix("/static/")) for each in said["icons"])
    assert (said["start_url"], said["scope"], said["display"], said["lang"]) == ("/", "/", "standalone", "vi")


def test_the_worker_stands_at_the_root_and_is_not_sent_again_unchanged():
    first = Client().get("/sw.js")
    assert (first["Content-Type"], first["Service-Worker-Allowed"]) == ("text/javascript; charset=utf-8", "/")
    again = Client().get("/sw.js", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_everything_the_worker_wants_to_keep_exists():
    wanted = held(Client().get("/sw.js"))
    assert [file for file in wanted["files"] if not finders.find(file.removeprefix("/static/"))] == []
    places = [address for each in wanted["places"].values() for address in each.values()]
    assert {Client().get(address).status_code for address in places} == {200}


def test_the_frame_has_a_place_for_every_part_and_nothing_of_a_person():
    client = learning_client(make_learner("Đỗ Thị Riêng"))
    frame = client.get("/trong-may/khung/").content.decode()
    marks = set(re.findall(r"\[\[(\w+)\]\]", frame))
    assert marks == {"title", "header", "sub", "main", "nav", "scripts", "person"}
    assert "Riêng" not in frame


def test_every_page_says_whose_it_is_so_that_a_phone_shows_it_to_nobody_else():
    course = make_course(lessons=1)
    person = make_learner()
    assert Client().get(course.get_url())[PERSON_HEADER] == ""
    assert learning_client(person).get(course.get_url())[PERSON_HEADER] == str(person.public_id)
