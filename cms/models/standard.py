"""Plain pages: about, privacy, help."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.models.pages import ContextMixin


class StandardPage(ContextMixin, Page):
    """A page of text."""

    body = RichTextField(_("text"), blank=True, features=["bold", "italic", "h2", "h3", "ol", "ul", "link"])

    template = "cms/standard_page.html"
    subpage_types: list[str] = []
    parent_page_types = ["cms.HomePage"]
    content_panels = [*Page.content_panels, "body"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
