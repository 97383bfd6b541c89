"""The WSGI door, for gunicorn."""

import gc
import os

from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
# A process reads its addresses, tags and caches, and with them hundreds of modules, before anybody asks: nobody waits.
resolve("/")
engines.all()
caches.all()
# All this stays to the end: it is not looked through for garbage again, and processes made from this one share it.
gc.collect()
gc.freeze()
