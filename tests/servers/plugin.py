"""Starts the servers of a test run once, before Django's settings are read, and tells every worker where they are.

Loaded by ``-p tests.servers.plugin`` (pyproject.toml), which is early enough; a conftest is not.

``--engine=sqlite`` (the default) tests the embedded set-up, ``--engine=postgres`` the one for a province: PostgreSQL
and a server of the Redis protocol, with the tests that touch a database at all. ``--full`` adds the tests marked
``full`` and longer property tests.
With ``CI=true`` a skipped test is a failure: what CI has not run it has not shown.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.servers import postgres, redis
from tests.servers.process import Server, ServerMissing

FOLDER = "TEST_RUN_FOLDER"
PROGRAMS = "TEST_RUN_PROGRAMS"
WORKER = "PYTEST_XDIST_WORKER"
ENGINES = ("sqlite", "postgres")
DATABASE = frozenset({"db", "transactional_db", "live_server"})


def in_ci() -> bool:
    """Return whether this run decides about a change."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of engine and of size."""
    group = parser.getgroup("hoc-so")
    default = os.environ.get("TEST_ENGINE", "sqlite")
    group.addoption("--engine", choices=ENGINES, default=default, help="the database (and cache) to test on")
    group.addoption("--full", action="store_true", help="add the tests marked 'full' and longer property tests")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start what the engine needs; a wrapper, because pytest-django reads the settings in the same hook."""
    if WORKER in os.environ:
        _use_own_redis_database()
    else:
        _prepare(early_config)
    return (yield)


def _prepare(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="hoc-so-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    # The tests never touch the database, cache or files of a site, whatever the shell they were started from says.
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ |= {FOLDER: str(folder), "VAR_DIR": str(folder / "var")}
    (folder / "var").mkdir()
    if config.known_args_namespace.engine != "postgres":
        return
    servers = [_started(config, start) for start in (postgres.start_postgres, redis.start_redis)]
    os.environ[PROGRAMS] = str(servers[0].program.parent)
    os.environ["DATABASE_URL"] = postgres.address(servers[0], "hoc_so")
    os.environ["REDIS_URL"] = redis.address(servers[1], 0)


def _started(config: pytest.Config, start: Callable[[], Server]) -> Server:
    try:
        server = start()
    except ServerMissing as missing:
        raise pytest.UsageError(str(missing)) from missing
    config.add_cleanup(server.stop)
    return server


def _use_own_redis_database() -> None:
    url = os.environ.get("REDIS_URL")
    if url:
        # A worker empties its cache between tests, so no two workers may share one; number 0 is the main process's.
        number = int(os.environ[WORKER].removeprefix("gw")) + 1
        os.environ["REDIS_URL"] = f"{url.rpartition('/')[0]}/{number}"


def pytest_report_header(config: pytest.Config) -> str:
    """Say in the first lines what this run is tested on."""
    return f"engine: {config.option.engine}, {'full' if config.option.full else 'commit'} size"


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks."""
    config.addinivalue_line("markers", "engine(name): runs only on that engine; left out, not skipped, on the other")
    config.addinivalue_line("markers", "full: takes long, runs only with --full")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of another engine or size."""
    left_out = [item for item in items if not _belongs(config, item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _belongs(config: pytest.Config, item: pytest.Item) -> bool:
    engine = item.get_closest_marker("engine")
    if engine is None:
        wanted = config.option.engine == "sqlite" or touches_servers(item)
    else:
        wanted = engine.args[0] == config.option.engine
    if not wanted:
        return False
    return config.option.full or item.get_closest_marker("full") is None


def touches_servers(item: pytest.Item) -> bool:
    """Whether a test could come out differently on another engine; what only reckons is shown by the run on SQLite."""
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(item.fixturenames)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure in CI."""
    report = yield
    if in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, where nothing may be skipped: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure in CI."""
    report = yield
    if in_ci() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: skipped in CI, where nothing may be skipped: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
