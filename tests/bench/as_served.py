"""Our files as a site in service sends them: collected, small, compressed, under names that may be kept for ever."""

from collections.abc import Generator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def live_server(transactional_db, settings, tmp_path: Path) -> Generator[LiveServer]:
    """A live server whose files come from WhiteNoise alone, as in production."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "cms.static_files.SmallScriptsStorage"}}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", verbosity=0, interactive=False)
    server = LiveServer("localhost:0", start=False)
    # Django's own handler of a test server would send the sources.
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()
