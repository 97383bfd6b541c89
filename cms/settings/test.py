"""The tests: real engines when the environment names them, quick password hashes, no printed second factor."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403 - a settings module is read as one flat namespace.
from cms.settings.base import DATABASES, STORAGES

DEMO = False
DEBUG = False
SECRET_KEY = "only-for-tests-and-never-for-a-site-that-people-use-0123456789"  # noqa: S105 - the tests' own.
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.gettempdir()) / "hoc-so-test-media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SPEECH_ADAPTER = ""
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"].setdefault("TEST", {})
