"""Our own screens for staff: the style guide, and, inside Wagtail's frame, reports, attempts, analysis and marking."""

import pytest
from playwright.sync_api import expect

from learners.enums import Role
from learners.models import Attempt
from learners.services.attempts import submit_attempt
from learners.services.item_statistics import count_attempt
from tests.journeys import exercise, staff, steps
from tests.journeys.faults import judge

# What is ours on a screen of the admin.
OURS = ".report-page, .desk"
REPORT = "/admin/bao-cao/hoan-thanh/"


@pytest.fixture
def officer(screen):
    """The department's officer, signed in, after somebody handed in the exercise."""
    attempt = exercise.begun(exercise.enrolled())
    steps.right_everywhere(attempt)
    submit_attempt(attempt=attempt)
    count_attempt(attempt=attempt)
    staff.sign_in(screen, staff.member_of_staff(Role.DEPARTMENT_OFFICER, "Đỗ Đức Long"), REPORT)
    return screen


def test_the_style_guide(officer):
    officer.goto("/styleguide/")
    judge(officer, "styleguide")


def test_reports_attempts_analysis_and_the_desk_of_markers(officer):
    attempt = Attempt.objects.get()
    for name, path in {
        "report": REPORT,
        "attempts": "/admin/luot-lam-bai/",
        "attempt": f"/admin/luot-lam-bai/{attempt.pk}/",
        "analysis": "/admin/phan-tich-cau-hoi/",
        "analysis-quiz": f"/admin/phan-tich-cau-hoi/{attempt.quiz_key}/vi/",
        "desk": "/admin/cham-bai/",
    }.items():
        officer.goto(path)
        expect(officer.locator(OURS).first).to_be_visible()
        judge(officer, name, within=OURS)
