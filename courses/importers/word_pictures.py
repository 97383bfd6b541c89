"""The pictures of a Word document on their way into its questions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.importers.base import Unreadable
from courses.importers.desk import Desk
from courses.importers.pictures import NoPicture, Pictures
from courses.importers.word_lines import Picture
from courses.importers.word_package import Package


@dataclass
class Album:
    """Finds the bytes of pictures in the package and keeps those that questions use."""

    package: Package
    pictures: Pictures

    def into_question(self, desk: Desk, picture: Picture) -> None:
        """Give a question its picture; a second one, or one that cannot be shown, is told."""
        name = self._kept(desk, picture)
        if name:
            desk.set_picture(name, picture.alt)

    def into_option(self, desk: Desk, found: list[Picture], letter: str) -> dict[str, str] | None:
        """Return an option's own picture, or None when it has none or several. Without words it is named by letter."""
        name = self._kept(desk, found[0]) if len(found) == 1 else None
        if name is None:
            return None
        if not found[0].alt:
            desk.warn(_("A picture among the options has no description. Please describe it."))
        return {"file": name, "alt": found[0].alt or _("Picture %(letter)s") % {"letter": letter}}

    def _kept(self, desk: Desk, picture: Picture) -> str | None:
        member = self.package.links.get(picture.link)
        if member is None:
            desk.warn(_("A picture is not inside the file but linked to it. Insert it into the document again."))
            return None
        try:
            return self.pictures.add(member, self.package.picture(member))
        except Unreadable:
            desk.warn(_("A picture is damaged or larger than 5 MB and was left out. Insert it again, a smaller one."))
        except NoPicture:
            desk.warn(_("A picture or formula that pages cannot show was left out. Insert it as PNG or JPEG."))
        return None
