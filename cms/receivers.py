"""What makes the pages rendered so far a thing of the past, inside the transaction that changes them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.models import ContentEdition, SiteSettings
from courses.models import Audience, Competence, CourseDocument, CourseImage, CourseMedia, QuizVersion
from learners.models import ClassSession, CourseOwnership, CourseRun, Organisation, OrganisationProfile

SHOWN = (
    Page, Site, Locale, PageViewRestriction, SiteSettings, CourseImage, CourseMedia, CourseDocument, QuizVersion,
    Audience, Competence, CourseOwnership, Organisation, OrganisationProfile,
    CourseRun, ClassSession,
)  # fmt: skip
# What saving a draft writes on the page's own row; visitors see none of it.
OF_DRAFTS = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}


@receiver([post_save, post_delete])
def renew_edition(sender: type[Model], update_fields: Any = None, raw: bool = False, **kwargs: Any) -> None:
    """Renew the edition when something visitors may see was written."""
    if issubclass(sender, SHOWN) and not raw and not (update_fields and set(update_fields) <= OF_DRAFTS):
        ContentEdition.renew()


@receiver([page_published, page_unpublished, post_page_move])
def renew_after_the_tree_moved(**kwargs: Any) -> None:
    """Addresses below a page are written without a signal of their own."""
    ContentEdition.renew()
