"""What a lesson is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from courses.blocks.activity import PracticeBlock
from courses.blocks.word_table import WordTable
from courses.items.image_block import ImageBlock

TEXT_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "document-link"]


class StepBlock(blocks.StructBlock):
    """One numbered step, one screen: a picture, a sound, a few sentences."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    picture = ImageBlock(label=_("picture"), required=False)
    audio = AudioChooserBlock(label=_("read aloud"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "courses/blocks/step.html"


class PictureBlock(blocks.StructBlock):
    """A picture with a caption."""

    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "courses/blocks/picture.html"


class AudioBlock(blocks.StructBlock):
    """Sound with its transcript (kept on the media itself)."""

    audio = AudioChooserBlock(label=_("audio"))

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "courses/blocks/audio.html"


class VideoBlock(blocks.StructBlock):
    """Film with captions and transcript (kept on the media itself)."""

    video = VideoChooserBlock(label=_("video"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "courses/blocks/video.html"


class CalloutBlock(blocks.StructBlock):
    """A short remark that stands out."""

    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[("do", _("Do it now")), ("tip", _("Tip")), ("warning", _("Careful")), ("info", _("Good to know"))],
        default="tip",
    )
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "courses/blocks/callout.html"


class DownloadBlock(blocks.StructBlock):
    """A file to keep, with its size shown before the tap."""

    document = DocumentChooserBlock(label=_("file"))
    text = blocks.CharBlock(label=_("what it is"), max_length=200, required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "courses/blocks/download.html"


def table_block() -> WordTable:
    """A table of plain text cells."""
    return WordTable(
        [("text", blocks.CharBlock(label=_("text"), required=False))],
        label=_("Table"), icon="table", template="courses/blocks/table.html",
    )  # fmt: skip


class LessonBody(blocks.StreamBlock):
    """A step or a practice question begins a new screen; every other block joins the screen before it."""

    step = StepBlock()
    rich_text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template="courses/blocks/rich_text.html"
    )
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    callout = CalloutBlock()
    table = table_block()
    download = DownloadBlock()
    practice = PracticeBlock()
