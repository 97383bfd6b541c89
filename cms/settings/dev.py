"""The demonstration and the developer's desk: SQLite, tasks in the same process, a printed second factor."""

from cms.settings import env
from cms.settings.base import *  # noqa: F403 - a settings module is read as one flat namespace.
from cms.settings.base import STORAGES, VAR_DIR

DEMO = True
DEBUG = env.flag("DEBUG")
SECRET_KEY = "demo-only-key-which-production-refuses-because-it-is-published"  # noqa: S105 - the demo's, refused elsewhere.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.words("ALLOWED_HOSTS")]
# One printed code opens the second factor of accounts flagged as demonstration, and of no other.
DEMO_SECOND_FACTOR = "246810"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
