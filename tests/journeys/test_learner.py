"""A learner with a phone of 360 pixels and scripts: the whole way, and what must not be lost on it."""

import re

import pytest
from playwright.sync_api import expect

from learners.models import Attempt, Credential, LessonPosition, Response
from tests.journeys import steps
from tests.journeys.learner_walk import walk


@pytest.fixture
def enrolment(live_server):
    return steps.enrolled_person()


@pytest.fixture
def learning(page, enrolment, live_server):
    """A page on the phone of somebody who is enrolled."""
    steps.take_in(page.context, enrolment.person, live_server.url)
    return page


def test_a_person_goes_from_the_first_page_to_a_certificate(page, new_context):
    walk(page, new_context, scripts=True)
