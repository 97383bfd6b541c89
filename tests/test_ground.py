"""The ground the other tests stand on: the engine asked for, and a fresh site for each of them."""

import threading
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import translation
from wagtail.models import Page, Site

from tests.factories.kept_rows import once


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


@pytest.fixture
def factory(db):
    """Makes a page below the root of the only site; it tells how often it worked."""

    def make():
        make.worked += Site.objects.count()
        return Page.objects.get(depth=1).add_child(instance=Page(title="Trang", slug="trang")).pk

    make.worked, make.wish = 0, ["ground", uuid4().hex]
    return make


def wanted(make):
    """What stands in the database after the factory worked or was asked, which is then taken back."""
    with transaction.atomic():
        page = Page.objects.get(pk=make())
        rows = {
            model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)
        }
        told = page.slug, page.get_parent().numchild, rows
        transaction.set_rollback(True)
    return told


def test_what_a_factory_made_once_is_put_back_as_it_was(factory):
    worked = wanted(factory)
    assert [wanted(partial(once, factory.wish, factory)) for _ in range(2)] == [worked, worked]
    assert factory.worked == 2


def test_a_factory_works_again_where_what_it_read_is_not_as_it_was(factory):
    wanted(partial(once, factory.wish, factory))
    Site.objects.create(hostname="khac", root_page=Page.objects.get(depth=1))
    wanted(partial(once, factory.wish, factory))
    assert factory.worked == 1 + 2


def test_a_factory_works_each_time_for_a_test_that_commits(transactional_db):
    assert once(["ground"], object) is not once(["ground"], object)


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_begins_in_the_first_language(time):
    assert translation.get_language() == settings.LANGUAGE_CODE
    translation.activate("en")
