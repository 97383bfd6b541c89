"""How often somebody asked, counted in Redis and without one in memory."""

import pytest
from django.core.cache import caches

from learners.services.rates import TooFast, spend

LOCAL = {"BACKEND": "cms.counts.LocalCounts", "LOCATION": "counted"}
AWAY = {"BACKEND": "cms.counts.RedisCounts", "LOCATION": "redis://127.0.0.1:1/0"}


@pytest.mark.parametrize("kept", [None, LOCAL], ids=["as set up", "in memory"])
def test_a_count_grows_by_one_for_its_name_alone(settings, kept):
    if kept is not None:
        settings.CACHES = settings.CACHES | {"counts": kept}
    assert [caches["counts"].count("mine", 60) for _ in range(3)] == [1, 2, 3]
    assert caches["counts"].count("yours", 60) == 1


def test_a_count_begins_anew_when_its_time_is_over(settings):
    settings.CACHES = settings.CACHES | {"counts": LOCAL}
    assert [caches["counts"].count("soon-over", -1) for _ in range(2)] == [1, 1]


def test_a_share_is_of_one_purpose_and_one_subject():
    for _ in range(2):
        spend("try", "somebody", 2)
    spend("try", "somebody else", 2)
    spend("other", "somebody", 2)
    with pytest.raises(TooFast) as refused:
        spend("try", "somebody", 2)
    assert 1 <= refused.value.seconds <= 60


def test_while_redis_is_away_nobody_is_refused(settings):
    settings.CACHES = settings.CACHES | {"counts": AWAY}
    for _ in range(5):
        spend("try", "somebody", 2)
