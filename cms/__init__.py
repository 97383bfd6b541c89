"""The roof: project, site-wide pages, templates."""

from cms.celery import app as celery_app

__all__ = ["celery_app"]
