"""Why a course cannot go live as it stands, looked up in the revisions that would go live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from courses.enums import Purpose
from courses.models import CoursePage, ItemBank, LessonPage, ModulePage, QuizPage
from courses.models.approval import BANK, subtree_revisions
from courses.rules.blocks import stream_faults
from courses.rules.quiz import item_faults
from courses.rules.quiz_content import authored_quiz_faults, freeze_items


def revised_pages(course: CoursePage, revisions: Mapping[str, int] | None = None) -> list[Page]:
    """The pages of a course as they stand in these revisions (the latest when not told), in tree order."""
    chosen = subtree_revisions(course) if revisions is None else revisions
    rows = Revision.objects.in_bulk(list(chosen.values()))
    pages = Page.objects.descendant_of(course, inclusive=True).order_by("path").specific()
    return [
        rows[chosen[str(page.pk)]].as_object() if chosen.get(str(page.pk)) in rows else page
        for page in pages
        if str(page.pk) in chosen or page.live
    ]


def revised_banks(revisions: Mapping[str, int]) -> dict[int, ItemBank]:
    """The banks named in these revisions, as they stand there, by primary key."""
    rows = Revision.objects.in_bulk([pk for name, pk in revisions.items() if name.startswith(BANK)])
    return {bank.pk: bank for bank in (row.as_object() for row in rows.values())}


def course_faults(course: CoursePage, revisions: Mapping[str, int] | None = None) -> list[str]:
    """Sentences that say why the course cannot go live; empty when it can."""
    chosen = subtree_revisions(course) if revisions is None else revisions
    pages = revised_pages(course, chosen)
    banks = revised_banks(chosen)
    faults = [*_lost_revisions(chosen), *_course_page_faults(course, pages)]
    for page in pages:
        if isinstance(page, QuizPage):
            faults += [f"{page.title}: {fault}" for fault in authored_quiz_faults(page, banks)]
        if isinstance(page, LessonPage):
            faults += [f"{page.title}: {fault}" for fault in lesson_faults(page)]
    return [*faults, *_faults_elsewhere(course, banks)]


def counts_for_completion(quiz: QuizPage) -> bool:
    """Whether a learner must pass the quiz to complete the course."""
    return bool(quiz.required and quiz.purpose != Purpose.PRACTICE)


def lesson_faults(lesson: LessonPage) -> list[str]:
    """Sentences that name the block and what it lacks."""
    if not lesson.body:
        return [_("this lesson has no content yet.")]
    practice = [item for block in lesson.body if block.block_type == "practice" for item in freeze_items(block.value)]
    broken = [fault for number, item in enumerate(practice, start=1) for fault in item_faults(item, number)]
    return broken or stream_faults(lesson.body)


def _course_page_faults(course: CoursePage, pages: list[Page]) -> Iterator[str]:
    lessons = [page for page in pages if isinstance(page, LessonPage)]
    quizzes = [page for page in pages if isinstance(page, QuizPage) and counts_for_completion(page)]
    top: Any = pages[0] if pages else course
    if lessons and not quizzes and top.certifies:
        yield _("The course ends with a certificate but has no quiz.")
    for page in pages:
        if isinstance(page, ModulePage) and lessons and not any(each.path.startswith(page.path) for each in lessons):
            yield _("Module “%(title)s” has no lesson yet.") % {"title": page.title}
    same = CoursePage.objects.live().filter(code=top.code).exclude(translation_key=top.translation_key).first()
    if top.code and same is not None:
        words = {"code": top.code, "title": same.title}
        yield _("The code %(code)s already belongs to the course “%(title)s”.") % words


def _lost_revisions(revisions: Mapping[str, int]) -> list[str]:
    if Revision.objects.filter(pk__in=revisions.values()).count() == len(set(revisions.values())):
        return []
    return [_("Part of what was submitted is no longer stored. Please submit the course once more.")]


def _faults_elsewhere(course: CoursePage, banks: Mapping[int, ItemBank]) -> Iterator[str]:
    """A bank that goes live with this course must suit the live quizzes of other courses too."""
    for pk, bank in banks.items():
        if bank.live and not bank.has_unpublished_changes:
            continue
        for quiz in QuizPage.objects.live_drawing_from(pk):
            if not quiz.path.startswith(course.path):
                for fault in authored_quiz_faults(quiz, {pk: bank}):
                    yield _("The quiz “%(title)s” of another course draws from the same bank. %(fault)s") % {
                        "title": quiz.title, "fault": fault,
                    }  # fmt: skip
