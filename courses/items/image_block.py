"""An author's picture with its words; a block without one can be compared too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images import blocks
from wagtail.images.blocks import ImageBlockComparison


class EmptyImageComparison(ImageBlockComparison):
    """Shows an empty picture as empty where two revisions are compared; the stock comparison cannot show it at all."""

    def htmlvalue(self, val: Any) -> Any:
        return super().htmlvalue({"image": None, "decorative": None, "alt_text": ""} if val is None else val)


class ImageBlock(blocks.ImageBlock):
    """Wagtail's block for a picture, for places where it may be left empty."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        # Wagtail gives this one field no label, so its name in the code would stand there.
        self.child_blocks["image"].label = _("Picture")

    def get_comparison_class(self) -> type[EmptyImageComparison]:
        return EmptyImageComparison
