"""Where pages stand and which are gone: what the files say about a tree that is there already.

What a person did by hand stays: a page they moved, wrote or edited is neither moved nor taken off. Nothing is ever
deleted: a page that left the files is unpublished, because somebody may have learnt from it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wagtail.models import Page, PageLogEntry

from courses.models import LessonPage, ModulePage, QuizPage
from seeds.loaders.tally import Tally

KINDS = {ModulePage: "Chương", LessonPage: "Bài học", QuizPage: "Bài kiểm tra"}
MOVES = ("wagtail.move", "wagtail.reorder")


def set_in_order(parent: Page, children: Sequence[Page], tally: Tally) -> None:
    """Bring pages below a parent, in this order; other children of it stay where they are."""
    rows = _rows(parent, children)
    before: int | None = None
    for child in children:
        above, page = rows[parent.pk], rows[child.pk]
        in_place = page.is_child_of(above) and (before is None or page.path > rows[before].path)
        if not in_place and not _moved_by_hand(page):
            page.move(*((above, "first-child") if before is None else (rows[before], "right")))
            tally.note(KINDS[type(child)], "moved")
            rows = _rows(parent, children)
        if rows[child.pk].is_child_of(rows[parent.pk]):
            before = child.pk


def _rows(parent: Page, children: Sequence[Page]) -> dict[int, Page]:
    """The pages as the tree knows them now: a move changes the places of others too."""
    return Page.objects.in_bulk([parent.pk, *(child.pk for child in children)])


def take_off(course: Page, kept: Collection[Page], tally: Tally) -> None:
    """Unpublish what the files held below a course before and hold no longer, in every language."""
    below = Page.objects.descendant_of(course).exclude(pk__in=[page.pk for page in kept])
    for page in below.filter(owner=None, alias_of=None).select_related("latest_revision").order_by("-path"):
        kind = KINDS.get(page.specific_class)
        if kind is None:
            continue
        if page.latest_revision is not None and page.latest_revision.user_id is not None:
            tally.note(kind, "kept")
            continue
        live = Page.objects.filter(translation_key=page.translation_key, live=True, owner=None)
        faces = list(live.filter(alias_of=None))
        for face in faces:
            face.specific.unpublish()
        if faces:
            tally.note(kind, "removed")
            tally.say(f"  không còn trong tệp, đã gỡ: {page.title}")


def was_taken_off(page: Page) -> bool:
    """Whether it was these files, and not a person, that took the page off the site."""
    if page.live:
        return False
    last = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish").order_by("-timestamp", "-pk").first()
    return last is not None and last.user_id is None


def _moved_by_hand(page: Page) -> bool:
    return PageLogEntry.objects.filter(page=page.pk, action__in=MOVES, user__isnull=False).exists()
