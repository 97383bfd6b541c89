"""Marking again with corrected keys: who changes and which certificates are touched, then a reason."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.models import QuizVersion
from learners.access import keeps_register
from learners.forms.attempt_care import RegradeForm
from learners.models import User
from learners.reports.attempt_table import quiz_choices, quiz_titles
from learners.services.grading import score_text
from learners.services.quiz_times import QuizNotPublished
from learners.services.regrade import RegradePlan, RegradeRefused, RegradeRow, apply_regrade, plan_regrade
from learners.services.regrade_effects import Effect, undecided
from learners.views.staff.attempt_care import NOBODY
from learners.views.staff.screen import AttemptScreen

PER_PAGE = 50


class RegradeView(AttemptScreen):
    """The plan of a quiz and language, and the form that carries it out."""

    page_title = gettext_lazy("Mark again")
    template_name = "learners/attempts_admin/regrade.html"

    @cached_property
    def quiz_key(self) -> UUID | None:
        """The quiz asked for, None where none is. Raises Http404 for one whose attempts may not be seen."""
        asked = self.request.GET.get("quiz", "")
        if not asked:
            return None
        try:
            key = UUID(asked)
        except ValueError:
            raise Http404 from None
        if not self.attempts.filter(quiz_key=key).exists():
            raise Http404
        return key

    @cached_property
    def languages(self) -> list[str]:
        """The languages the quiz was published in, Vietnamese first."""
        rows = QuizVersion.objects.filter(quiz_key=self.quiz_key).order_by().values_list("language", flat=True)
        return sorted(rows.distinct(), key=lambda language: (language != "vi", language))

    @property
    def language(self) -> str:
        """The language asked for, else the first."""
        asked = self.request.GET.get("language", "")
        return asked if asked in self.languages else next(iter(self.languages), "vi")

    @cached_property
    def form(self) -> RegradeForm:
        """The reason, bound when it was posted."""
        return RegradeForm(self.request.POST or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"quizzes": quiz_choices(self.attempts), "quiz_key": ""}
        if self.quiz_key is None:
            return context
        try:
            plan = plan_regrade(quiz_key=self.quiz_key, language=self.language)
        except QuizNotPublished:
            raise Http404 from None
        return (
            context
            | self._plan_context(plan)
            | {
                "quiz_key": str(self.quiz_key),
                "quiz_title": quiz_titles([self.quiz_key]).get(self.quiz_key, "–"),
                "language": self.language,
                "languages": self.languages,
                "undecided": [effect_words(each) for each in undecided(self.quiz_key)],
                "keeps_register": keeps_register(cast(User, self.request.user)),
                "form": self.form,
            }
        )

    def _plan_context(self, plan: RegradePlan) -> dict[str, Any]:
        page = Paginator(plan.changed, PER_PAGE).get_page(self.request.GET.get("p"))
        return self.pager(page) | {
            "plan": plan,
            "tiles": tiles(plan),
            "corrected": [(plain(item["prompt"]), ITEM_TYPES[item["type"]].right_answer(item)) for item in plan.items],
            "rows": [row_words(row) for row in page],
            "effects": [effect_words(each) for each in plan.effects],
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the plan that was shown, or show the new one with what stands in the way."""
        if self.quiz_key is None:
            raise Http404
        if self.form.is_valid():
            asked = self.form.cleaned_data
            try:
                plan = self._apply(asked["plan"], asked["reason"])
            except RegradeRefused as error:
                self.form.add_error(None, str(error))
            else:
                changed = len(plan.changed)
                words = ngettext("%(count)s result was changed.", "%(count)s results were changed.", changed)
                messages.success(request, words % {"count": changed})
                return redirect(f"{reverse('attempt_regrade')}?quiz={self.quiz_key}&language={self.language}")
        return self.render_to_response(self.get_context_data(), status=422)

    def _apply(self, digest: str, reason: str) -> RegradePlan:
        by = self.me
        if by is None or self.quiz_key is None:
            raise RegradeRefused(str(NOBODY))
        return apply_regrade(
            plan_digest=digest, quiz_key=self.quiz_key, language=self.language, reason=reason, by=by
        )  # fmt: skip


def tiles(plan: RegradePlan) -> list[tuple[str, int]]:
    """The figures of a plan with their names."""
    earned = sum(1 for each in plan.effects if not each.for_a_person)
    return [
        (_("Tries with a corrected question"), len(plan.rows)),
        (_("Results that change"), len(plan.changed)),
        (_("Would pass now"), plan.newly_passed),
        (_("Would no longer pass"), plan.newly_failed),
        (_("Courses completed by it"), earned),
        (_("For a person to decide"), len(plan.effects) - earned),
    ]


def row_words(row: RegradeRow) -> dict[str, Any]:
    """One attempt that changes."""
    passed = {True: _("Passed"), False: _("Not passed")}
    return {
        "name": row.attempt.enrolment.person.full_name,
        "number": row.attempt.number,
        "url": reverse("attempt_detail", args=[row.attempt.pk]),
        "old": f"{score_text(row.old_score)} · {passed[row.old_passed]}",
        "new": f"{score_text(row.new_score)} · {passed[row.new_passed]}",
        "sides": row.old_passed != row.new_passed,
    }


def effect_words(effect: Effect) -> dict[str, Any]:
    """What happens to one learner's course or certificate."""
    held = effect.credential
    return {
        "name": effect.enrolment.person.full_name,
        "words": effect.kind.label,
        "certificate": str(held) if held is not None else "",
        "register_url": reverse("register:edit", args=[held.pk]) if held is not None else "",
        "for_a_person": effect.for_a_person,
    }
