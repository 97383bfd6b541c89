"""A site in service starts only when it is told everything it needs, and names what is missing."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "hocso.example.vn",
    "BASE_URL": "https://hocso.example.vn",
}
ASK = (
    "import django; django.setup(); from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG,"
    " s.DEMO)"
)


def start(tmp_path, **changes):
    """Start a process under the production settings; None takes a variable away."""
    told = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    told |= GOOD | {"DJANGO_SETTINGS_MODULE": "cms.settings.production", "VAR_DIR": str(tmp_path)} | changes
    given = {name: value for name, value in told.items() if value is not None}
    return subprocess.run([sys.executable, "-c", ASK], env=given, capture_output=True, text=True, check=False)  # noqa: S603 - our own words.


def test_a_site_told_everything_starts_with_locked_cookies(tmp_path):
    reply = start(tmp_path)
    assert reply.stdout.split() == ["__Host-session", "True", "True", "True", "False", "False"], reply.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-key-which-production-refuses-because-it-is-published"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "hocso.example.vn,*"}, "ALLOWED_HOSTS"),
        ({"BASE_URL": None}, "BASE_URL"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host"}, "DATABASE_URL"),
        ({"EMAIL_PORT": "many"}, "EMAIL_PORT"),
    ],
)
def test_a_missing_or_weak_value_stops_the_start_and_is_named(tmp_path, changes, named):
    reply = start(tmp_path, **changes)
    last = reply.stderr.strip().splitlines()[-1]
    assert (reply.returncode, "ImproperlyConfigured" in last, named in last) == (1, True, True)
    assert "short" not in last
