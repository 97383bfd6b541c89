"""Views that are imported when somebody first asks for them."""

import sys

import pytest

from courses.late_views import late_view

WORDS = """
from django.http import HttpResponse
from django.views.generic import View

def said(request, word):
    return HttpResponse(f"{request.method} {word}")

class Said(View):
    before = ""

    def get(self, request, word):
        return HttpResponse(f"{self.before}{word}")
"""


@pytest.fixture
def views(tmp_path, monkeypatch):
    (tmp_path / "late_words_shown.py").write_text(WORDS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "late_words_shown"
    sys.modules.pop("late_words_shown", None)


def test_a_view_is_imported_with_the_first_request_and_not_before(views, rf):
    view = late_view(f"{views}.said")
    assert views not in sys.modules
    assert [view(rf.get("/"), word="một").content.decode() for _ in range(2)] == ["GET một", "GET một"]
    assert views in sys.modules


def test_a_class_is_made_a_view_by_itself_or_as_told(views, rf):
    request, name = rf.get("/"), f"{views}.Said"
    assert late_view(name)(request, word="hai").content.decode() == "hai"
    told = late_view(name, lambda view: view.as_view(before="> "))
    assert told(request, word="ba").content.decode() == "> ba"


def test_whoever_lists_the_addresses_is_told_the_view_s_own_name(views):
    view = late_view(f"{views}.Said")
    assert (view.__module__, view.__qualname__) == (views, "Said")
