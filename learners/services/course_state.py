"""How far a person is in a course, in the words and beads every page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import CoursePage, LessonPage
from courses.services.course_faults import counts_for_completion
from courses.services.outline import CourseOutline, course_outlines
from learners.enums import AttemptState, CredentialState, EnrolmentState
from learners.models import Credential, Enrolment
from learners.reports.attendance import Attended, attended_by
from learners.services.grading import score_text
from learners.services.progress import whats_missing


@dataclass(frozen=True)
class CourseState:
    """A course as one person stands in it; for nobody in particular when there is no enrolment."""

    outline: CourseOutline
    enrolment: Enrolment | None = None
    done_keys: set[UUID] = field(default_factory=set)
    passed_keys: set[UUID] = field(default_factory=set)
    attended: Attended | None = None

    @property
    def course(self) -> CoursePage:
        """The course itself."""
        return self.outline.course

    @property
    def completed(self) -> bool:
        """Whether the course is complete."""
        return self.enrolment is not None and self.enrolment.state == EnrolmentState.COMPLETED

    @property
    def total(self) -> int:
        """How many lessons there are."""
        return len(self.outline.lessons)

    @property
    def done(self) -> int:
        """How many of today's lessons are done."""
        return sum(1 for lesson in self.outline.lessons if lesson.translation_key in self.done_keys)

    @property
    def next_lesson(self) -> LessonPage | None:
        """The first lesson not done."""
        return next((each for each in self.outline.lessons if each.translation_key not in self.done_keys), None)

    @property
    def beads(self) -> list[str]:
        """One state a lesson: done, here, ahead."""
        return [self.bead(lesson) for lesson in self.outline.lessons]

    def bead(self, lesson: LessonPage) -> str:
        """The state of one lesson; nothing is “here” before somebody enrolled."""
        if lesson.translation_key in self.done_keys:
            return "done"
        return "here" if self.enrolment is not None and lesson == self.next_lesson else "ahead"

    def next_page(self) -> Any:
        """Where to go on: the next lesson, else the first needed quiz neither passed nor being marked, else nothing."""
        settled = self.passed_keys | self.being_marked
        needed = filter(counts_for_completion, self.outline.quizzes)
        ahead = [quiz for quiz in needed if quiz.translation_key not in settled]
        return self.next_lesson or (ahead[0] if ahead else None)

    @property
    def being_marked(self) -> set[UUID]:
        """Quizzes of which a try waits for a marker."""
        if self.enrolment is None:
            return set()
        return {row.quiz_key for row in self.enrolment.attempts.all() if row.state == AttemptState.SUBMITTED}

    def missing(self) -> list[str]:
        """What is still to do, in words; empty once the course is complete or nobody is enrolled."""
        if self.enrolment is None or self.completed:
            return []
        lessons, quizzes = whats_missing(self.enrolment)
        pages: list[Any] = [*self.outline.lessons, *self.outline.quizzes]
        titles = {page.translation_key: page.title for page in pages}
        sentences = [_("lesson “%(title)s”") % {"title": titles[key]} for key in lessons if key in titles]
        for quiz in quizzes:
            values = {"title": titles.get(quiz.quiz_key, _("Quiz")), "needed": score_text(quiz.needed)}
            if quiz.quiz_key in self.being_marked:
                sentences.append(_("%(title)s: handed in, waiting for a marker") % values)
            elif quiz.best is None:
                sentences.append(_("%(title)s: not taken yet, %(needed)s is needed") % values)
            else:
                values["best"] = score_text(quiz.best)
                sentences.append(_("%(title)s: %(best)s so far, %(needed)s is needed") % values)
        return sentences + self._sessions_missing()

    def _sessions_missing(self) -> list[str]:
        """What a class still asks for; a class that is over leaves learning on as the way."""
        mine = self.attended
        if mine is None or mine.met:
            return []
        if mine.out_of_reach:
            return [_("The class is over and too few sessions were attended. You can go on learning on your own.")]
        if mine.missing:
            count = mine.missing
            return [ngettext("%(count)s more class session", "%(count)s more class sessions", count) % {"count": count}]
        if mine.ends_at is None:
            return [_("the class, whose timetable is being made")]
        end = date_format(timezone.localtime(mine.ends_at), "d/m/Y")
        return [_("the last session of the class, on %(date)s") % {"date": end}]

    def credential(self) -> Credential | None:
        """The valid certificate, if any."""
        if self.enrolment is None:
            return None
        held = self.enrolment.credentials.all()
        return next((each for each in held if each.state == CredentialState.ISSUED), None)


def course_states(courses: Sequence[CoursePage], enrolments: dict[UUID, Enrolment]) -> list[CourseState]:
    """Return the states of several courses in a fixed number of queries, given enrolments by course key."""
    states = []
    standing = attended_by(list(enrolments.values()))
    for outline in course_outlines(courses):
        enrolment = enrolments.get(outline.course.translation_key)
        if enrolment is None:
            states.append(CourseState(outline))
            continue
        done = {row.lesson_key for row in enrolment.lessons_done.all()}
        passed = {row.quiz_key for row in enrolment.attempts.all() if row.passed and row.state == AttemptState.SCORED}
        states.append(CourseState(outline, enrolment, done, passed, standing[enrolment.pk]))
    return states


def state_context(state: CourseState, request: HttpRequest) -> dict[str, Any]:
    """The state as templates read it."""
    following = state.next_page()
    credential = state.credential()
    started = state.done > 0
    label = _("Go on learning") if started else _("Start learning")
    if following is not None and state.next_lesson is None:
        label = _("Take the quiz")
    return {
        "enrolled": state.enrolment is not None,
        "completed": state.completed,
        "next_url": following.get_url(request) if following is not None else state.course.get_url(request),
        "next_title": following.title if following is not None else "",
        "next_label": label,
        "done": state.done,
        "total": state.total,
        "beads": state.beads,
        "missing": state.missing(),
        "credential_url": reverse("learners:credential", args=[credential.code]) if credential else None,
    }
