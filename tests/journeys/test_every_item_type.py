"""A learner sits the exercise that holds every item type, all answers right, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from courses.items import ITEM_TYPES
from learners.enums import AttemptState
from learners.models import MarkingTask, Response
from seeds.demo.answers import right_answer
from tests.journeys import exercise, giving, steps


@pytest.fixture(params=["scripts", "plain"])
def way(request):
    return request.param


@pytest.fixture
def phone(request, way):
    """A phone that runs scripts, and one that does not."""
    return request.getfixturevalue("page" if way == "scripts" else "page_without_scripts")


def test_every_type_is_answered_rightly_kept_and_scored_and_what_people_mark_waits(phone, way, live_server):
    enrolment = exercise.enrolled()
    steps.take_in(phone.context, enrolment.person, live_server.url)
    phone.goto(exercise.exercise().url)
    phone.locator("[name=promise]").check()
    attempt = steps.begin_quiz(phone)
    items = exercise.questions(attempt)
    assert {attempt.version.items[key]["type"] for key in attempt.draw} == set(ITEM_TYPES)

    pages = answer_everything(phone, items, way)
    expect(phone.get_by_text("Đã trả lời đủ các câu.")).to_be_visible()
    secrets = [*steps.keys_of(attempt.version), *(item["hint"] for item in items if item["hint"])]
    assert len(secrets) > len(items)
    assert [secret for secret in secrets if any(secret in source for source in [*pages, phone.content()])] == []

    steps.hand_in(phone)
    expect(phone.get_by_role("heading", name="Đã nộp bài. Giảng viên sẽ chấm.")).to_be_visible()
    steps.keep_picture(phone, f"every-type-{way}-result")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.passed) == (AttemptState.SUBMITTED, None, None)
    marked = {item["id"] for item in items if ITEM_TYPES[item["type"]].marked_by_person}
    assert {task.item_id for task in MarkingTask.objects.filter(attempt=attempt)} == marked
    stored = dict(Response.objects.filter(attempt=attempt).values_list("item_id", "body"))
    scores = {item["id"]: ITEM_TYPES[item["type"]].score(item, stored[item["id"]]) for item in items}
    assert scores == {item["id"]: None if item["id"] in marked else 1 for item in items}


def answer_everything(phone, items, way):
    """Answer page by page up to the summary. Returns the sources of the pages passed."""
    sources = []
    while "/nop/" not in phone.url:
        sources.append(phone.content())
        here = [item for item in items if phone.locator(f"section.asked[id='{item['id']}']").count()]
        for item in here:
            giving.give(phone, item, right_answer(item), scripts=way == "scripts")
        steps.keep_picture(phone, f"every-type-{way}-{len(sources)}")
        before = phone.url
        phone.locator("section.bar button:not(.ghost)").click()
        phone.wait_for_url(lambda address, left=before: address != left)
    phone.wait_for_url(re.compile("/nop/$"))
    return sources
