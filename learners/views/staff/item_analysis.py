"""Item analysis for trainers: which quizzes, which questions of a quiz ask for a look, and one question in detail."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from courses.models import QuizPage
from learners.models import LearningPolicy, Organisation, User
from learners.reports.attempt_table import course_titles
from learners.reports.item_analysis import ItemLine, QuizAnalysis, analyse, quizzes_counted
from learners.reports.item_remarks import TROUBLES, Trouble, percent
from learners.reports.item_words import analysis_workbook, choice_bars, explained, level_word, telling_word
from learners.reports.spreadsheet import Letterhead
from learners.views.staff.screen import AttemptScreen

PER_PAGE = 20
DIGEST_LETTERS = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AnalysisListView(AttemptScreen):
    """The quizzes somebody sat, with how many questions ask for a look."""

    page_title = _("Item analysis")
    header_icon = "glasses"
    template_name = "learners/item_analysis/list.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("item_analysis"), "label": _("Item analysis")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(quizzes_counted(self.attempts), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = [(row["quiz_key"], row["counted__language"], row["enrolment__course_key"]) for row in page.object_list]
        found = analyse((key, language) for key, language, course in rows)
        titles = course_titles(course for key, language, course in rows)
        quizzes = [
            _quiz_row(found[key, language], titles.get(course, "–"))
            for key, language, course in rows
            if (key, language) in found
        ]
        return super().get_context_data(**kwargs) | {
            "page": page,
            "quizzes": quizzes,
            "before_url": f"?p={page.previous_page_number()}" if page.has_previous() else "",
            "after_url": f"?p={page.next_page_number()}" if page.has_next() else "",
        }


class AnalysisScreen(AttemptScreen):
    """What the screens of one quiz share. A quiz whose attempts may not be seen does not exist."""

    header_icon = "glasses"

    @cached_property
    def course_key(self) -> Any:
        """The course of the quiz. Raises Http404 where nobody whose attempt may be seen counts in it."""
        mine = self.attempts.filter(quiz_key=self.kwargs["quiz_key"], counted__language=self.kwargs["language"])
        found = mine.values_list("enrolment__course_key", flat=True).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def analysis(self) -> QuizAnalysis:
        """The figures of the quiz."""
        if not self.course_key:
            raise Http404
        pair = (self.kwargs["quiz_key"], self.kwargs["language"])
        return analyse([pair])[pair]

    @cached_property
    def course_title(self) -> str:
        """The title of the quiz's course."""
        return course_titles([self.course_key]).get(self.course_key, "–")

    @cached_property
    def editor_url(self) -> str:
        """Where the quiz is edited; empty for those who may not."""
        rows = QuizPage.objects.filter(translation_key=self.analysis.quiz_key)
        page = rows.filter(locale__language_code=self.analysis.language).first()
        if page is None or not page.permissions_for_user(cast(User, self.request.user)).can_edit():
            return ""
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def get_page_title(self) -> str:
        return self.analysis.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("item_analysis"), "label": _("Item analysis")}
        return [*self.breadcrumbs_items, above, {"url": _quiz_url(self.analysis), "label": self.analysis.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        small = LearningPolicy.in_force().small_cell
        shared = {"analysis": self.analysis, "course": self.course_title, "editor_url": self.editor_url, "small": small}
        return super().get_context_data(**kwargs) | shared


class QuizAnalysisView(AnalysisScreen):
    """The questions of a quiz, what asks for a look first; `export=xlsx` gives the table as a workbook."""

    template_name = "learners/item_analysis/quiz.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in the language of the member of staff; the workbook in Vietnamese."""
        if request.GET.get("export") == "xlsx":
            with override("vi"):
                return self.workbook()
        return cast(HttpResponse, super().get(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        analysis = self.analysis
        now = [line for line in analysis.lines if line.current]
        earlier = [line for line in analysis.lines if not line.current]
        return super().get_context_data(**kwargs) | {
            "tiles": _tiles(analysis),
            "lines": [_line_row(analysis, line) for line in now],
            "earlier": [_line_row(analysis, line) for line in earlier],
            "export_url": "?" + urlencode({"export": "xlsx"}),
        }

    def workbook(self) -> HttpResponse:
        """The table of the page."""
        today = timezone.localdate()
        owner = Organisation.objects.filter(is_owner=True).first()
        profile = owner.profile_on(today) if owner else None
        head = Letterhead(
            superior=profile.superior_name if profile else "", agency=profile.name if profile else "",
            place=profile.place if profile else "", day=today,
        )  # fmt: skip
        file = analysis_workbook(self.analysis, self.course_title, head, LearningPolicy.in_force().small_cell)
        name = f"phan-tich-cau-hoi-{today:%Y%m%d}.xlsx"
        return HttpResponse(file, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


class ItemAnalysisView(AnalysisScreen):
    """One question: remarks, options with bars, every figure with a sentence about what it says."""

    template_name = "learners/item_analysis/item.html"

    @cached_property
    def line(self) -> ItemLine:
        """The question the address names. Raises Http404 for one nobody was given."""
        found = self.analysis.line(self.kwargs["item_id"], self.kwargs["digest"])
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        return self.line.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": self.request.path, "label": self.line.label}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = self.line.facts
        return super().get_context_data(**kwargs) | {
            "line": self.line,
            "verdict": TROUBLES[self.line.trouble],
            "figures": explained(facts) if facts.shown else [],
            "options": list(choice_bars(facts)),
            "quiz_url": _quiz_url(self.analysis),
        }


def _quiz_url(analysis: QuizAnalysis) -> str:
    return reverse("item_analysis_quiz", args=[analysis.quiz_key, analysis.language])


def _quiz_row(analysis: QuizAnalysis, course: str) -> dict[str, Any]:
    troubles = analysis.troubles
    return {
        "title": analysis.title, "course": course, "language": analysis.language, "people": analysis.people,
        "url": _quiz_url(analysis), "questions": sum(1 for line in analysis.lines if line.current),
        "serious": troubles[Trouble.SERIOUS], "look": troubles[Trouble.LOOK],
    }  # fmt: skip


def _tiles(analysis: QuizAnalysis) -> list[tuple[str, int, str]]:
    """The states of questions that occur, with how many are in each and the name of its colour."""
    found = analysis.troubles
    return [(str(words), found[trouble], trouble.name.lower()) for trouble, words in TROUBLES.items() if found[trouble]]


def _line_row(analysis: QuizAnalysis, line: ItemLine) -> dict[str, Any]:
    address = [analysis.quiz_key, analysis.language, line.item["id"], line.digest[:DIGEST_LETTERS]]
    return {
        "label": line.label, "prompt": line.prompt, "people": line.facts.people, "right": percent(line.facts.right),
        "level": level_word(line.facts), "telling": telling_word(line.facts), "remarks": line.remarks,
        "trouble": line.trouble.name.lower(), "verdict": TROUBLES[line.trouble],
        "url": reverse("item_analysis_item", args=address),
    }  # fmt: skip
