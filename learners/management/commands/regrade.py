"""`manage.py regrade QUIZ`: shows what corrected keys change; with `--apply --reason` writes it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.models import QuizPage
from learners.services.grading import score_text
from learners.services.quiz_times import QuizNotPublished
from learners.services.regrade import RegradePlan, RegradeRefused, apply_regrade, plan_regrade


class Command(BaseCommand):
    """Marks the scored attempts of a quiz with the keys of its newest version; without `--apply` it only tells."""

    help = "Shows what the corrected keys of a quiz change, and with --apply --reason writes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quiz", help="the quiz: its key, or the number of its page")
        parser.add_argument("--language", default="vi", help="the language of the version (default: vi)")
        parser.add_argument("--apply", action="store_true", help="write what is shown")
        parser.add_argument("--reason", default="", help="why; kept with every score")

    def handle(self, *args: Any, **options: Any) -> None:
        quiz_key, language = _key(options["quiz"]), options["language"]
        try:
            plan = plan_regrade(quiz_key=quiz_key, language=language)
            self._tell(plan)
            if options["apply"]:
                apply_regrade(
                    plan_digest=plan.digest, quiz_key=quiz_key, language=language, reason=options["reason"]
                )  # fmt: skip
                self.stdout.write("applied")
        except QuizNotPublished:
            raise CommandError("no version of this quiz in this language") from None
        except RegradeRefused as error:
            raise CommandError(str(error)) from None

    def _tell(self, plan: RegradePlan) -> None:
        self.stdout.write(f"{plan.version}: {len(plan.items)} corrected questions, {len(plan.rows)} attempts met them")
        for row in plan.changed:
            sides = f"{score_text(row.old_score)} -> {score_text(row.new_score)}"
            verdict = "" if row.old_passed == row.new_passed else f", passed {row.old_passed} -> {row.new_passed}"
            self.stdout.write(f"  attempt {row.attempt.pk}: {sides}{verdict}")
        for effect in plan.effects:
            certificate = f", certificate {effect.credential}" if effect.credential else ""
            self.stdout.write(f"  enrolment {effect.enrolment.pk}: {effect.kind.label}{certificate}")
        self.stdout.write(f"{len(plan.changed)} results change, {plan.waiting} attempts wait for a marker")


def _key(text: str) -> UUID:
    if text.isdecimal():
        key: UUID | None = QuizPage.objects.filter(pk=int(text)).values_list("translation_key", flat=True).first()
        if key is None:
            raise CommandError("no quiz page has this number")
        return key
    try:
        return UUID(text)
    except ValueError:
        raise CommandError("name the quiz by its key or by the number of its page") from None
