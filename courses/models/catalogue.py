"""The page that lists all courses."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.models.pages import ContextMixin, OneRouteMixin, PhonePreviewMixin


class CataloguePage(PhonePreviewMixin, ContextMixin, OneRouteMixin, Page):
    """The list of courses with search and filters; the lists themselves come from `courses.search`."""

    template = "courses/catalogue_page.html"
    max_count_per_parent = 1
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("course catalogue")
        verbose_name_plural = _("course catalogues")
