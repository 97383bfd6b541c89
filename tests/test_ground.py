"""The ground the other tests stand on: the engine asked for, and a fresh site for each of them."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection
from wagtail.models import Page, Site


@pytest.mark.engine("sqlite")
def test_the_embedded_engine_writes_ahead_and_is_a_file(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.settings_dict["NAME"].endswith(".sqlite3")


@pytest.mark.engine("postgres")
def test_the_province_engine_is_postgresql_with_a_real_redis(db):
    assert connection.vendor == "postgresql"
    assert caches["pages"]._cache.get_client(None).ping() is True


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_what_a_test_commits_is_gone_for_the_next_one(transactional_db, turn):
    assert Page.objects.filter(depth=1).count() == 1
    Site.objects.all().delete()
    Page.objects.all().delete()
    assert Page.objects.count() == 0


@pytest.mark.parametrize("turn", [1, 2])
def test_a_thread_of_a_test_sees_what_the_test_committed(transactional_db, turn):
    root = Page.objects.get(depth=1)
    Page.objects.filter(pk=root.pk).update(title="changed")
    seen = []

    def look():
        seen.append(Page.objects.get(pk=root.pk).title)
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert (root.title == "changed", seen) == (False, ["changed"])


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_caches_is_gone_for_the_next_one(db, turn):
    kept = {alias: cache.get("ground") for alias, cache in zip(caches, caches.all(initialized_only=False), strict=True)}
    assert set(kept.values()) == {None}
    for cache in caches.all():
        cache.set("ground", turn)
