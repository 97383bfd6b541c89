"""The same learner on a phone that runs no scripts."""

from tests.journeys.learner_walk import walk


def test_a_person_goes_from_the_first_page_to_a_certificate_without_scripts(page_without_scripts, new_context):
    walk(page_without_scripts, new_context, scripts=False)
