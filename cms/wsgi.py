"""The WSGI door, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
# A process reads its addresses, and with them hundreds of modules, before anybody asks: nobody waits for it.
resolve("/")
