"""Corrected keys: shown before anything is written, then appended with the reason; nothing earned is taken away."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import LessonPage, QuizPage, QuizVersion
from learners.enums import AttemptState, CredentialState, EnrolmentState
from learners.models import Attempt, Credential, Enrolment, ScoreEvent
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.credentials import revoke_credential
from learners.services.enrolments import enrol
from learners.services.invariants import check_invariants, differing_scores
from learners.services.progress import complete_lesson
from learners.services.quiz_times import QuizNotPublished
from learners.services.regrade import NoRegradeReason, PlanChanged, apply_regrade, plan_regrade
from learners.services.regrade_effects import EffectKind, undecided
from tests.factories.course import RIGHT, every_item, item_id, make_course, option_id
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db

FIRST_OPTION = {"option": option_id("single", 0)}
# Three of five right is just enough at a pass mark of 0.60.
THREE = {**dict(list(RIGHT.items())[1:4]), item_id("single"): FIRST_OPTION}


@pytest.fixture
def course():
    make_issuer()
    return make_course(lessons=1)


@pytest.fixture
def trainer():
    return make_learner("Trần Thu Hà", phone="+84955555555")


def quiz():
    return QuizPage.objects.get()


def sit(course, answers, name="Nguyễn Thị Mẫu", **ways):
    enrolment = enrol(person=make_learner(name), course=course)
    for key in enrolment.rule["lessons"]:
        complete_lesson(enrolment=enrolment, lesson_key=key)
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz().translation_key, language="vi")
    answer_all(attempt, answers)
    return submit_attempt(attempt=attempt).attempt


def correct(items=None, **fields):
    """Publish the quiz anew; by default its first question has its first option as the right one."""
    page = quiz()
    if items is None:
        items = every_item()
        for place, option in enumerate(items[0]["value"]["options"]):
            option["value"]["correct"] = place == 0
    page.items = items
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return QuizVersion.objects.latest("number")


def plan():
    return plan_regrade(quiz_key=quiz().translation_key, language="vi")


def carry_out(shown=None, **more):
    said = {"reason": "Đáp án câu 1 sai", "plan_digest": (shown or plan()).digest} | more
    return apply_regrade(quiz_key=quiz().translation_key, language="vi", **said)


def whole():
    return [finding.name for finding in check_invariants() if finding.broken] + list(differing_scores())


def test_a_plan_tells_who_changes_and_writes_nothing(course):
    two, four = dict(list(THREE.items())[1:]), RIGHT
    up, down = sit(course, two, "Lò Thị Hai"), sit(course, four, "Lò Văn Bốn")
    target = correct()
    with CaptureQueriesContext(connection) as queries:
        shown = plan()
    assert not [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [(row.attempt.pk, row.old_score, row.new_score) for row in shown.changed] == [
        (up.pk, Decimal("0.4"), Decimal("0.6")), (down.pk, Decimal(1), Decimal("0.8")),
    ]  # fmt: skip
    assert [row.items for row in shown.changed] == [(item_id("single"),)] * 2
    assert (shown.version, [item["id"] for item in shown.items]) == (target, [item_id("single")])
    assert (shown.newly_passed, shown.newly_failed, shown.waiting) == (1, 0, 0)
    assert [(effect.kind, effect.enrolment.person.full_name) for effect in shown.effects] == [
        (EffectKind.EARNED, "Lò Thị Hai"), (EffectKind.PRINTED, "Lò Văn Bốn"),
    ]  # fmt: skip
    assert (ScoreEvent.objects.count(), Attempt.objects.get(pk=up.pk).score) == (2, Decimal("0.4"))


def test_carrying_out_appends_events_with_version_reason_and_person_and_gives_certificates_at_once(course, trainer):
    attempt = sit(course, dict(list(THREE.items())[1:]))
    target = correct()
    assert Credential.objects.count() == 0
    carry_out(by=trainer)
    attempt.refresh_from_db()
    event = attempt.score_events.last()
    assert (attempt.score, attempt.passed, attempt.version.number) == (Decimal("0.6"), True, 1)
    assert (event.version, event.reason, event.by, event.score) == (target, "Đáp án câu 1 sai", trainer, attempt.score)
    assert (Credential.objects.get().evidence, Enrolment.objects.get().state) == (attempt, EnrolmentState.COMPLETED)
    assert (plan().rows, whole()) == ((), [])


def test_a_lesson_taken_away_keeps_nobody_from_the_certificate_that_was_foretold(course):
    enrolment = enrol(person=make_learner(), course=course)
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz().translation_key, language="vi")
    answer_all(attempt, dict(list(THREE.items())[1:]))
    submit_attempt(attempt=attempt)
    correct()
    assert plan().effects == ()
    LessonPage.objects.get().unpublish()
    assert [each.kind for each in plan().effects] == [EffectKind.EARNED]
    carry_out()
    assert (Credential.objects.count(), whole()) == (1, [])


def test_a_pass_that_falls_takes_nothing_away_and_is_listed_until_a_person_decides(course):
    attempt = sit(course, dict(list(RIGHT.items())[:3]))
    correct()
    shown = plan()
    assert [(each.kind, each.credential, each.for_a_person) for each in shown.effects] == [
        (EffectKind.FALLEN, Credential.objects.get(), True)
    ]
    assert undecided(attempt.quiz_key) == []
    carry_out(shown)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (Decimal("0.4"), False)
    assert (Enrolment.objects.get().state, Credential.objects.get().state) == ("completed", CredentialState.ISSUED)
    assert [(each.kind, each.credential) for each in undecided(attempt.quiz_key)] == [
        (EffectKind.FALLEN, Credential.objects.get())
    ]
    assert whole() == []
    revoke_credential(credential=Credential.objects.get(), reason="Chấm lại")
    assert undecided(attempt.quiz_key) == []


def test_a_plan_that_changed_since_it_was_shown_is_refused_and_writes_nothing(course):
    sit(course, THREE)
    key = quiz().translation_key
    begun = start_attempt(enrolment=enrol(person=make_learner("Đến sau"), course=course), quiz_key=key, language="vi")
    correct()
    shown = plan()
    answer_all(begun, THREE)
    submit_attempt(attempt=begun)
    with pytest.raises(PlanChanged):
        carry_out(shown)
    assert ScoreEvent.objects.filter(version__isnull=False).count() == 0
    carry_out()
    assert (ScoreEvent.objects.filter(version__isnull=False).count(), whole()) == (2, [])


def test_the_same_plan_is_carried_out_once(course):
    sit(course, THREE)
    correct()
    shown = plan()
    carry_out(shown)
    with pytest.raises(PlanChanged):
        carry_out(shown)
    assert ScoreEvent.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "   ", "a" * 201])
def test_nothing_is_marked_again_without_a_reason(course, reason):
    sit(course, THREE)
    correct()
    with pytest.raises(NoRegradeReason):
        carry_out(reason=reason)
    assert ScoreEvent.objects.count() == 1


def test_open_and_voided_attempts_and_those_of_other_keys_stay_out(course):
    voided = sit(course, THREE, "Bỏ")
    Attempt.objects.filter(pk=voided.pk).update(state=AttemptState.VOIDED)
    open_one = enrol(person=make_learner("Mở"), course=course)
    start_attempt(enrolment=open_one, quiz_key=quiz().translation_key, language="vi")
    correct()
    sit(course, THREE, "Mới")
    assert plan().rows == ()


def test_a_new_pass_mark_alone_moves_nobody(course):
    sit(course, THREE)
    correct(items=every_item(), pass_mark=Decimal("0.90"))
    assert (QuizVersion.objects.count(), plan().rows) == (2, ())


def test_a_question_that_became_another_type_or_left_keeps_its_own_key(course):
    sit(course, RIGHT)
    items = every_item()
    items[4] = {**items[2], "id": items[4]["id"]}
    correct(items=items[1:])
    assert plan().rows == ()


def test_keys_corrected_twice_count_from_the_last_score(course):
    attempt = sit(course, THREE)
    correct()
    carry_out()
    items = every_item()
    correct(items=items)
    shown = plan()
    assert [(row.old_score, row.new_score) for row in shown.changed] == [(Decimal("0.8"), Decimal("0.6"))]
    carry_out(shown)
    assert [str(event.score) for event in attempt.score_events.all()] == ["0.60000", "0.80000", "0.60000"]
    assert whole() == []


def test_a_corrected_wording_changes_no_result_but_is_shown_as_met(course):
    sit(course, THREE)
    items = every_item()
    items[0]["value"]["prompt"] = "<p>Ai được hỏi mã OTP?</p>"
    correct(items=items)
    shown = plan()
    assert (len(shown.rows), shown.changed, shown.effects) == (1, (), ())


def test_a_quiz_that_was_never_published_has_no_plan(course):
    with pytest.raises(QuizNotPublished):
        plan_regrade(quiz_key=course.translation_key, language="vi")


def queries_of_a_plan():
    with CaptureQueriesContext(connection) as found:
        plan()
    return len(found)


def test_a_plan_asks_the_database_equally_often_for_one_attempt_and_for_three(course):
    sit(course, RIGHT, "Một")
    correct()
    for_one = queries_of_a_plan()
    correct(items=every_item())
    for name in ("Hai", "Ba"):
        sit(course, RIGHT, name)
    correct()
    assert len(plan().changed) == 3
    assert queries_of_a_plan() == for_one


def test_the_command_shows_first_and_writes_only_when_told_to(course):
    attempt = sit(course, THREE)
    correct()
    told = StringIO()
    call_command("regrade", str(quiz().translation_key), stdout=told)
    assert f"attempt {attempt.pk}: 6/10 -> 8/10" in told.getvalue()
    assert ScoreEvent.objects.count() == 1
    with pytest.raises(CommandError):
        call_command("regrade", str(quiz().pk), "--apply", stdout=told)
    call_command("regrade", str(quiz().pk), "--apply", "--reason", "Đáp án sai", stdout=told)
    call_command("rescore", "--check", stdout=told)
    assert Attempt.objects.get().score == Decimal("0.8")
    for wrong in ("no quiz", "999999", str(course.translation_key)):
        with pytest.raises(CommandError):
            call_command("regrade", wrong, stdout=told)


KEYS = st.lists(st.booleans(), min_size=3, max_size=3).filter(lambda keys: sum(keys) == 1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(st.tuples(KEYS, st.sampled_from(["true", "false"]), st.sampled_from(["113", "114"])), max_size=3),
    answers=st.lists(st.sets(st.sampled_from(sorted(RIGHT))), min_size=1, max_size=2),
)
def test_whatever_keys_are_corrected_every_score_can_be_computed_again_and_nothing_earned_is_lost(keys, answers):
    if not QuizPage.objects.exists():
        make_issuer()
        make_course(lessons=1)
    course = quiz().get_parent().specific
    for number, chosen in enumerate(answers):
        sit(course, {key: RIGHT[key] for key in chosen}, f"Người {number}")
    for options, truth, number in keys:
        items = every_item()
        for option, is_right in zip(items[0]["value"]["options"], options, strict=True):
            option["value"]["correct"] = is_right
        items[2]["value"]["answer"], items[3]["value"]["answer"] = truth, number
        correct(items=items)
        completed = set(Enrolment.objects.completed().values_list("pk", flat=True))
        held = Credential.objects.valid().count()
        shown = plan()
        carry_out(shown)
        earned = sum(1 for effect in shown.effects if effect.kind == EffectKind.EARNED)
        assert completed <= set(Enrolment.objects.completed().values_list("pk", flat=True))
        assert Credential.objects.valid().count() == held + earned
        assert (plan().rows, whole()) == ((), [])
