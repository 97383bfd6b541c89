"""The style guide: for staff, both schemes in one page, and the colours of the dark one written twice alike."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from cms.styleguide import parts
from learners.enums import Role
from tests.factories import make_officer, make_person, make_user, sign_in_staff
from tests.factories.ways_in import learning_client

CSS = Path(settings.BASE_DIR) / "cms" / "static" / "css"
LARGEST_PART = 4096


def test_every_chapter_stands_there_in_light_and_in_dark(db):
    client = Client()
    sign_in_staff(client, make_officer(Role.TRAINER))
    page = BeautifulSoup(client.get("/styleguide/").content, "html.parser")
    assert len(page.select(".in-light")) == len(page.select(".in-dark")) == len(parts())


def test_learners_do_not_see_it(db):
    assert learning_client(make_person(make_user("+84912345678"))).get("/styleguide/").status_code == 403


def test_dark_colours_are_the_same_in_the_guide_and_on_dark_phones():
    sheet = (CSS / "site" / "tokens.css").read_text()
    on_phones = re.search(r"prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}", sheet)[1]
    in_guide = re.search(r"\.in-dark \{\s*color-scheme: dark;([^}]*)\}", sheet)[1]
    assert on_phones.split() == in_guide.split()


@pytest.mark.parametrize("part", sorted((CSS / "site").glob("*.css")), ids=lambda part: part.stem)
def test_a_component_is_a_small_file_that_the_style_sheet_names_once(part):
    assert part.stat().st_size <= LARGEST_PART
    assert (CSS / "site.css").read_text().count(f'@import "site/{part.name}";') == 1
