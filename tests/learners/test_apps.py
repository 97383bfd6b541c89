"""The learning record and Wagtail keep out of each other's way."""

from django.apps import apps
from wagtail.models import ReferenceIndex


def test_saving_a_record_writes_nothing_into_the_index_of_references_between_contents():
    assert {model for model in ReferenceIndex.tracked_models if model._meta.app_label == "learners"} == set()
    assert apps.get_model("courses.CoursePage") in ReferenceIndex.tracked_models
