"""Where the facts of a course come from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    """A text and its day."""

    text = blocks.CharBlock(label=_("Source"), max_length=500)
    date = blocks.DateBlock(label=_("Day of the text"))

    class Meta:
        icon = "link"
        label = _("Source")


class CourseSources(blocks.StreamBlock):
    """The sources of a course."""

    source = SourceBlock()
