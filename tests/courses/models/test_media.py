"""Pictures' files, drawn for whoever asks first."""

import pytest

from courses.models import CourseRendition
from tests.factories.item_picture import make_picture
from tests.learners.services.test_races import at_once

FILES, ROUNDS = 200, 10


def drawn_twice_at_once(picture):
    """Two readers have all files of a picture noted in opposite orders; returns the errors they met."""
    files = [
        CourseRendition(image=picture, filter_spec=f"width-{n:03}", file="f.webp", width=n, height=n)
        for n in range(1, FILES + 1)
    ]
    orders = iter([files, files[::-1]])
    ends = at_once(lambda: CourseRendition.objects.bulk_create(next(orders), ignore_conflicts=True), times=2)
    return [end for end in ends if isinstance(end, Exception)]


@pytest.mark.django_db(transaction=True)
def test_two_readers_who_are_first_at_a_picture_do_not_stop_each_other():
    for each in range(ROUNDS):
        picture = make_picture(f"round {each}")
        assert drawn_twice_at_once(picture) == []
        assert picture.renditions.count() == FILES
