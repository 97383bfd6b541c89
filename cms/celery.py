"""The Celery application: `celery -A cms worker`. It carries hints; the outbox carries the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
app = Celery("hoc-so")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["learners"])
