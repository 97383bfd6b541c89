"""Pictures as phones load them: files of a few widths and formats, none heavier than a thin network takes."""

from __future__ import annotations

from wagtail.images.models import Filter, SourceImageIOError

from courses.models import CourseImage, CourseRendition

KILOBYTES = 30
AT_ONCE, LATER = ("webp", "jpeg"), "avif"
WIDTHS = (360, 720)
# Below this AVIF saves less than a packet of the network, and flat drawings get heavier by it.
WORTH_IT = 12_000
HEAVY_ORIGINAL = 40_000


def spec(kind: str, width: int) -> str:
    """Return Wagtail's name for a file of a picture."""
    return f"format-{kind}|width-{width}|fits-{KILOBYTES}"


def files_of(image: CourseImage) -> dict[str, list[CourseRendition]] | None:
    """Return the files of a picture by format, the newest first, narrow ones first; None when its original is gone.

    WebP and JPEG are made when they are first asked for. AVIF takes seconds, so it is there once a task has made it.
    """
    kinds = {kind: [spec(kind, width) for width in WIDTHS] for kind in _kinds(image)}
    wished = [Filter(each) for specs in kinds.values() for each in specs]
    made = {each.spec: rendition for each, rendition in image.find_existing_renditions(*wished).items()}
    lacking = [each for kind in AT_ONCE for each in kinds[kind] if each not in made]
    try:
        made |= image.get_renditions(*lacking) if lacking else {}
    except SourceImageIOError:
        return None
    return {kind: [made[each] for each in specs] for kind, specs in kinds.items() if made.keys() >= set(specs)}


def is_worth_it(image: CourseImage) -> bool:
    """Return whether a task should look at the picture: small originals are drawings, which WebP holds best."""
    try:
        return int(image.file_size or image.file.size) > HEAVY_ORIGINAL
    except (OSError, ValueError):
        return False


def make_new_format(*, image: CourseImage) -> bool:
    """Make the AVIF files of a picture where they are lighter; made already, it is nothing. Returns whether it did."""
    files = files_of(image)
    if files is None or LATER in files or files["webp"][-1].file.size <= WORTH_IT:
        return False
    image.get_renditions(*(spec(LATER, width) for width in WIDTHS))
    return True


def _kinds(image: CourseImage) -> tuple[str, ...]:
    """What never is made is not looked for, so that a list of pictures asks the database for none of them."""
    return (LATER, *AT_ONCE) if is_worth_it(image) else AT_ONCE
