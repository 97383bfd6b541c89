"""The sums behind item analysis: one attempt a person, exact whatever happens in whatever order."""

from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from courses.models import QuizPage
from learners import outbox
from learners.enums import AttemptState, TaskState
from learners.models import Attempt, CountedAttempt, ItemStatistic, OutboxEntry
from learners.reports.item_numbers import SCALE
from learners.services.attempt_care import reopen_attempt
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.item_statistics import count_attempt, differences, rebuild_item_statistics
from learners.services.marking import mark_item
from learners.services.regrade import apply_regrade, plan_regrade
from learners.services.responses import check_response
from tests.factories.course import RIGHT, block, every_item, item_id, make_quiz_course, option_id
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.learners.services.counted_by_hand import sums_by_hand

pytestmark = pytest.mark.django_db
SINGLE, MULTIPLE, SHORT = (item_id(name) for name in ("single", "multiple", "short"))
OUTCOME_KEYS = {"true", "false", "right", "partly", "wrong"}
NOT_RIGHT = {"option": option_id("single", 0)}


def essay(name="essay"):
    rubric = [{"type": "item", "value": {"text": "Rõ ý", "points": 4}, "id": option_id(name, 0)}]
    same = {"hint": "", "explanation": "", "points": 2}
    return block("essay", {"prompt": "<p>Kể lại.</p>", "rubric": rubric, "longest": 3000} | same, name)


@pytest.fixture
def quiz():
    make_issuer()
    return make_quiz_course(attempts_allowed=0)


def sit(quiz, answers, person=None, *, hand_in=True):
    """A person's next attempt with these answers."""
    enrolment = enrol(person=person or make_learner(), course=quiz.get_parent().specific)
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
    answer_all(attempt, answers)
    return submit_attempt(attempt=attempt).attempt if hand_in else attempt


def count():
    """Let the outbox count what waits to be counted."""
    for entry in OutboxEntry.objects.filter(kind="count_attempt", state=TaskState.WAITING).order_by("pk"):
        assert outbox.run(entry.pk)


def of(name):
    return ItemStatistic.objects.get(item_id=item_id(name), attempts__gt=0)


def test_a_scored_attempt_is_counted_once_by_the_outbox(quiz):
    attempt = sit(quiz, RIGHT | {SINGLE: NOT_RIGHT})
    assert CountedAttempt.objects.count() == 0
    count()
    assert (CountedAttempt.objects.get().attempt, ItemStatistic.objects.count()) == (attempt, 5)
    single = of("single")
    assert (single.attempts, single.answered, single.right_answers, single.item_sum) == (1, 1, 0, 0)
    assert (single.rest_sum, single.total_sum) == (SCALE, 80_000)
    assert (single.choices, single.bands) == ({option_id("single", 0): {"20": 1}}, {"20": 1})
    assert of("multiple").choices == {option_id("multiple", place): {"15": 1} for place in (0, 1)}


def test_counting_again_changes_nothing(quiz):
    attempt = sit(quiz, RIGHT)
    for _ in range(3):
        count_attempt(attempt=attempt)
    assert {row.attempts for row in ItemStatistic.objects.all()} == {1}
    assert differences(quiz_key=quiz.translation_key) == []


def test_an_open_attempt_counts_nothing_and_an_unanswered_question_is_left_out_by_its_learner(quiz):
    attempt = sit(quiz, {SINGLE: NOT_RIGHT}, hand_in=False)
    assert count_attempt(attempt=attempt) is None
    submit_attempt(attempt=attempt)
    count()
    short = of("short")
    assert (short.attempts, short.answered, short.right_answers, short.choices) == (1, 0, 0, {})


def test_of_a_person_the_first_attempt_handed_in_counts_and_no_later_one(quiz):
    learner = make_learner()
    first = sit(quiz, {SINGLE: NOT_RIGHT}, learner)
    sit(quiz, RIGHT, learner)
    sit(quiz, {SINGLE: NOT_RIGHT})
    count()
    assert (of("single").attempts, of("single").right_answers) == (2, 0)
    assert CountedAttempt.objects.get(person=learner).attempt == first


def test_the_database_itself_counts_a_person_once_a_quiz(quiz):
    attempt = sit(quiz, RIGHT)
    again = {"person": attempt.enrolment.person, "quiz_key": quiz.translation_key, "language": "vi", "rows": []}
    count()
    other = sit(quiz, RIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        CountedAttempt.objects.create(attempt=other, **again)


def test_a_voided_attempt_is_taken_away_exactly_and_the_next_one_counts(quiz):
    sit(quiz, RIGHT)
    count()
    before = list(ItemStatistic.objects.order_by("pk").values())
    attempt = sit(quiz, {SINGLE: NOT_RIGHT})
    count()
    again = reopen_attempt(attempt=attempt, reason="Máy hỏng", by=make_learner("Trần Thu Hà"))
    count()
    assert list(ItemStatistic.objects.order_by("pk").values()) == before
    submit_attempt(attempt=again)
    count()
    assert CountedAttempt.objects.get(person=attempt.enrolment.person).attempt == again
    assert of("single").attempts == 2


def test_answers_that_wait_for_a_person_count_once_they_are_marked(quiz):
    quiz.items = [*every_item(), essay()]
    quiz.save_revision().publish()
    learner = make_learner()
    attempt = sit(quiz, RIGHT | {item_id("essay"): {"text": "Em kể."}}, learner)
    count()
    assert (attempt.state, CountedAttempt.objects.count()) == (AttemptState.SUBMITTED, 0)
    sit(quiz, RIGHT, learner)
    count()
    assert CountedAttempt.objects.count() == 0
    marks = {option_id("essay", 0): Decimal(2)}
    by = make_learner("Trần Thu Hà")
    mark_item(attempt=attempt, item_id=item_id("essay"), marks=marks, comment="", by=by)
    count()
    assert CountedAttempt.objects.get().attempt == attempt
    assert (of("essay").item_sum, of("essay").choices) == (SCALE // 2, {"partly": {"20": 1}})
    mark_item(attempt=attempt, item_id=item_id("essay"), marks={option_id("essay", 0): Decimal(4)}, comment="", by=by,
              reason="Chấm lại")  # fmt: skip
    count()
    assert (of("essay").item_sum, of("essay").choices) == (SCALE, {"right": {"20": 1}})
    assert differences(quiz_key=quiz.translation_key) == []


def test_a_corrected_key_moves_what_was_counted_to_the_corrected_question(quiz):
    sit(quiz, RIGHT | {SINGLE: {"option": option_id("single", 2)}})
    count()
    correct_key(quiz)
    plan = plan_regrade(quiz_key=quiz.translation_key, language="vi")
    apply_regrade(
        plan_digest=plan.digest, quiz_key=quiz.translation_key, language="vi", reason="Sai đáp án",
        by=make_learner("Trần Thu Hà"),
    )  # fmt: skip
    count()
    kept = {row.attempts: row for row in ItemStatistic.objects.filter(item_id=SINGLE)}
    assert (kept[0].item_sum, kept[0].choices, kept[1].item_sum) == (0, {}, SCALE)
    assert kept[1].version.number == 2
    assert differences(quiz_key=quiz.translation_key) == []


def test_a_better_explanation_does_not_make_another_question_of_it(quiz):
    sit(quiz, RIGHT)
    items = every_item()
    items[0]["value"]["explanation"] = "Rõ hơn"
    quiz.items = items
    quiz.save_revision().publish()
    sit(quiz, RIGHT)
    count()
    assert {row.attempts for row in ItemStatistic.objects.all()} == {2}


def test_answers_checked_one_by_one_count_as_they_were_first_given(quiz):
    quiz.feedback = "interactive"
    quiz.save_revision().publish()
    attempt = sit(quiz, {}, hand_in=False)
    for body in (NOT_RIGHT, RIGHT[SINGLE]):
        check_response(person=attempt.enrolment.person, attempt=attempt, item_id=SINGLE, body=body, origin=uuid4())
    submit_attempt(attempt=attempt)
    count()
    single = of("single")
    assert (single.item_sum, single.right_answers) == (66_667, 0)
    assert list(single.choices) == [option_id("single", 0)]


def test_the_check_finds_every_difference_and_rebuilding_mends_it(quiz):
    sit(quiz, RIGHT)
    sit(quiz, {SINGLE: NOT_RIGHT})
    count()
    ItemStatistic.objects.filter(item_id=SINGLE).update(products=7)
    ItemStatistic.objects.filter(item_id=SHORT).delete()
    CountedAttempt.objects.order_by("pk").first().delete()
    ran = StringIO()
    with pytest.raises(SystemExit):
        call_command("item_statistics", "--check", stdout=ran)
    assert ran.getvalue().startswith("3 differ\n")
    call_command("item_statistics", "--rebuild", stdout=ran)
    call_command("item_statistics", "--check", stdout=ran)
    assert ran.getvalue().endswith("2 counted in 1 quizzes\n0 differ\n")


def test_rebuilding_takes_away_what_must_not_count(quiz):
    attempt = sit(quiz, RIGHT)
    count()
    Attempt.objects.filter(pk=attempt.pk).update(state=AttemptState.VOIDED)
    assert len(differences(quiz_key=quiz.translation_key)) == 6
    assert rebuild_item_statistics(quiz_key=quiz.translation_key) == 0
    assert differences(quiz_key=quiz.translation_key) == []


class Histories(RuleBasedStateMachine):
    """Whatever is answered, handed in, marked, opened again, corrected and counted: the sums are those of a recount."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        make_issuer()
        self.quiz = make_quiz_course(
            attempts_allowed=0, items=[*every_item(), essay()], feedback="certainty", shuffle=True
        )
        self.people = [make_learner() for _ in range(4)]
        self.trainer = make_learner("Trần Thu Hà")

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(
        person=st.integers(0, 3), hand_in=st.booleans(), certainty=st.sampled_from([1, 2, 3]),
        single=st.integers(0, 2), ticks=st.sets(st.integers(0, 3)), short=st.sampled_from(["bac giang", "x", ""]),
        essay=st.booleans(),
    )  # fmt: skip
    def sit(self, person, hand_in, certainty, single, ticks, short, essay):
        given = {SINGLE: {"option": option_id("single", single), "certainty": certainty}}
        if ticks:
            picked = sorted(option_id("multiple", tick) for tick in ticks)
            given[MULTIPLE] = {"options": picked, "certainty": certainty}
        if short:
            given[SHORT] = {"text": short}
        if essay:
            given[item_id("essay")] = {"text": "Em kể."}
        passed = Attempt.objects.filter(enrolment__person=self.people[person], passed=True)
        if not passed.exists():
            sit(self.quiz, given, self.people[person], hand_in=hand_in)

    @rule(points=st.integers(0, 4))
    def mark(self, points):
        waiting = Attempt.objects.filter(state=AttemptState.SUBMITTED).order_by("pk").first()
        if waiting is not None:
            marks = {option_id("essay", 0): Decimal(points)}
            mark_item(attempt=waiting, item_id=item_id("essay"), marks=marks, comment="", by=self.trainer)

    @rule(person=st.integers(0, 3))
    def reopen(self, person):
        mine = Attempt.objects.filter(enrolment__person=self.people[person])
        closed = mine.closed().order_by("pk").first()
        if closed is not None and not mine.open().exists():
            reopen_attempt(attempt=closed, reason="Máy hỏng", by=self.trainer)

    @rule()
    def correct(self):
        correct_key(self.quiz)
        plan = plan_regrade(quiz_key=self.quiz.translation_key, language="vi")
        apply_regrade(
            plan_digest=plan.digest, quiz_key=self.quiz.translation_key, language="vi", reason="Sai", by=self.trainer
        )

    @rule()
    def count_now(self):
        count()

    @invariant()
    def sums_are_those_of_a_recount(self):
        with transaction.atomic():
            count()
            assert differences(quiz_key=self.quiz.translation_key) == []
            assert sums_by_hand(self.quiz.translation_key) == kept_sums(self.quiz.translation_key)
            transaction.set_rollback(True)


def kept_sums(quiz_key):
    rows = ItemStatistic.objects.filter(quiz_key=quiz_key, attempts__gt=0)
    return {
        (row.item_id, row.digest): (
            row.attempts, row.answered, row.item_sum, row.item_squares, row.rest_sum, row.rest_squares, row.products,
            row.total_sum, row.total_products,
            {pick: sum(bands.values()) for pick, bands in row.choices.items() if pick not in OUTCOME_KEYS},
        )
        for row in rows
    }  # fmt: skip


def test_after_any_history_the_sums_are_those_of_a_recount():
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=8, stateful_step_count=8, deadline=None, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def correct_key(quiz):
    """Publish the quiz with the next option of the single choice as its right one."""
    quiz = QuizPage.objects.get(pk=quiz.pk)
    items = list(quiz.items.get_prep_value())
    options = next(each for each in items if each["id"] == SINGLE)["value"]["options"]
    right = next(n for n, each in enumerate(options) if each["value"]["correct"])
    for n, each in enumerate(options):
        each["value"]["correct"] = n == (right + 1) % len(options)
    quiz.items = items
    quiz.save_revision().publish()
