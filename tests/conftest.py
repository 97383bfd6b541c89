"""What every test stands on: a migrated database, empty caches, uploads in a folder of the run.

A test that needs the database takes ``db``; one whose threads or commits must be real takes ``transactional_db`` (or
``live_server``) and finds the database as migrated, root page and all, as does the test after it.
"""

import gc
import os
import shutil
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from tests.servers.databases import PostgresDatabases, SqliteFiles, WorkerDatabase
from tests.servers.kept import Layer, fill_from
from tests.servers.plugin import FOLDER, PROGRAMS, WORKER, in_ci, touches_servers

SCHEMA = ("*/migrations/*.py", "cms/settings/*.py", "requirements-dev.txt")

hypothesis.settings.register_profile("commit", max_examples=50, deadline=None)
hypothesis.settings.register_profile("full", max_examples=2000, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Choose how long property tests search, and how often the interpreter looks for garbage."""
    hypothesis.settings.load_profile("full" if config.option.full else "commit")
    # Wagtail alone is some hundred thousand objects; to walk them again and again takes a tenth of a run.
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish() -> None:
    """What the imports made stays to the end; only what tests make is looked through for garbage."""
    gc.freeze()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the journeys to runs that name them: they stand on another template and need the browser."""
    is_journeys = collection_path.name == "journeys"
    return True if is_journeys and not any("journeys" in argument for argument in config.args) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker make the template while the others reckon: one test of the database first, the others last.

    Refuses a run that mixes journeys with other tests: it has one template for all.
    """
    if len({"journeys" in item.path.parts for item in items}) > 1:
        raise pytest.UsageError("Journeys stand on the seeded site: run tests/journeys by itself.")
    items.sort(key=touches_servers)
    if items and touches_servers(items[-1]):
        items.insert(0, items.pop())


def migrate() -> None:
    """Fill an empty database as a new site's: migrated, with its cache table, without content."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


MIGRATED = Layer("migrated", migrate, SCHEMA)


@pytest.fixture(scope="session")
def template() -> list[Layer]:
    """The database that tests copy, layer upon layer; each is kept in the checkout while its files stay as they are."""
    return [MIGRATED]


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, template) -> Generator[None]:
    """Replaces pytest-django's: the worker's database is a copy of a template made once for all workers."""
    folder, root = Path(os.environ[FOLDER]), request.config.rootpath
    url = os.environ.get("DATABASE_URL")
    engine = PostgresDatabases(url, Path(os.environ[PROGRAMS])) if url else SqliteFiles(folder)
    place = request.config.cache.mkdir("databases")
    database = WorkerDatabase(engine, folder, os.environ.get(WORKER, "main"))
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database.open(template[-1].name, partial(fill_from, template, engine, root, place))
        # Django flushes here; TestCase, which rolls back, has a method of its own and stays as it is.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.rewind())
        yield
        database.close()


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory) -> Generator[None]:
    """Files that tests upload land in a folder of this worker."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """No test sees what another one cached; caches in the database are rolled back with it."""
    for alias in settings.CACHES:
        if not isinstance(caches[alias], DatabaseCache):
            caches[alias].clear()


@pytest.fixture(autouse=True)
def first_language() -> None:
    """No test goes on in the language of a page that another one asked for."""
    translation.deactivate()


@pytest.fixture
def english() -> Generator[None]:
    """Sentences come as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def programs() -> Callable[..., None]:
    """Skips a test that needs programs of the machine where one of them is missing; in CI that is a failure."""

    def needed(*names: str) -> None:
        missing = [name for name in names if shutil.which(name) is None]
        if missing:
            (pytest.fail if in_ci() else pytest.skip)(f"install {', '.join(missing)}")

    return needed
