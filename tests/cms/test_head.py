"""What a page says of itself to machines: its other languages, in full, and what it is about."""

import re

import pytest
from django.urls import reverse

from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["course", "check"])
def test_every_page_names_its_other_languages_by_their_whole_address_and_says_what_it_is_about(client, page):
    address = make_course().url if page == "course" else reverse("learners:credential_check")
    head = client.get(address).content.decode().partition("<body")[0]
    links = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', head))
    assert links["vi"] == f"http://testserver{address}"
    assert all(link.startswith("http://testserver/") for link in links.values())
    assert re.search(r'<meta name="description" content="[^"]{20,}">', head)
