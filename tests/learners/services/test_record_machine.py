"""Any order of what people, phones and editors may do leaves the record as a plain model of it says."""

from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from courses.items import ResponseError
from courses.models import LessonPage, QuizPage
from learners.models import Attempt, Credential, Enrolment, LessonCompletion, Response
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.commands import CommandRefused
from learners.services.credentials import NotCompleted, issue_credential, revoke_credential
from learners.services.enrolments import enrol, withdraw
from learners.services.invariants import check_invariants
from learners.services.progress import complete_lesson
from learners.services.quiz_times import NoAttemptLeft
from learners.services.responses import save_response
from tests.factories.course import every_item, item_id, make_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.record_model import ANSWERS, ITEMS, KEYS, Joined, Sitting

ALLOWED, STEPS_BETWEEN_CHECKS = 3, 8
PEOPLE, ORIGINS = range(3), [UUID(int=number) for number in range(1, 4)]


class Record(RuleBasedStateMachine):
    """Three people, two of them on one phone, in one course of two lessons and a quiz."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        make_issuer()
        self.course = make_course(quiz_attempts_allowed=ALLOWED)
        self.quiz = QuizPage.objects.get()
        self.lessons = sorted(LessonPage.objects.values_list("translation_key", flat=True))
        self.people = [make_learner("Nguyễn Thị Mẫu"), make_learner("Lò Văn Hai"), None]
        self.people[2] = make_learner("Vàng Thị Ba", phone=self.people[0].user.phone)
        self.truth, self.mark = True, Decimal("0.60")
        self.joined, self.commands, self.issued, self.steps = [], {}, 0, 0

    def teardown(self):
        try:
            assert broken() == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def pick(self, number):
        return self.joined[number % len(self.joined)]

    def pick_sitting(self, number):
        sittings = [(each, one) for each in self.joined for one in each.sittings]
        return sittings[number % len(sittings)]

    has_joined = precondition(lambda self: self.joined)
    has_sat = precondition(lambda self: any(each.sittings for each in self.joined))
    numbers = st.integers(0, 11)

    @rule(person=st.sampled_from(PEOPLE))
    def enrol(self, person):
        row = enrol(person=self.people[person], course=self.course)
        live = next((each for each in self.joined if each.person == person and each.state == "active"), None)
        if live is None:
            live = Joined(row, person, self.mark)
            self.joined.append(live)
        assert row.pk == live.row.pk

    @has_joined
    @rule(number=numbers)
    def withdraw(self, number):
        one = self.pick(number)
        assert withdraw(enrolment=one.row) is (one.state == "active")
        one.state = "withdrawn" if one.state == "active" else one.state

    @has_joined
    @rule(number=numbers, lesson=st.integers(0, 1))
    def complete_lesson(self, number, lesson):
        one = self.pick(number)
        completion = complete_lesson(enrolment=one.row, lesson_key=self.lessons[lesson])
        one.lessons.add(self.lessons[lesson])
        self.decided(one, completion)

    @has_joined
    @rule(number=numbers)
    def start(self, number):
        one = self.pick(number)
        if one.open is None and (one.state == "withdrawn" or len(one.sittings) == ALLOWED):
            with pytest.raises(NoAttemptLeft):
                start_attempt(enrolment=one.row, quiz_key=self.quiz.translation_key, language="vi")
            return
        attempt = start_attempt(enrolment=one.row, quiz_key=self.quiz.translation_key, language="vi")
        if one.open is None:
            one.sittings.append(Sitting(attempt, self.truth, min(self.mark, one.mark)))
        assert (attempt.pk, attempt.number) == (one.open.row.pk, len(one.sittings))

    @has_sat
    @rule(
        number=numbers, person=st.one_of(st.none(), st.sampled_from(PEOPLE)), name=st.sampled_from(ITEMS),
        choice=st.integers(0, 2), origin=st.sampled_from(ORIGINS), seq=st.one_of(st.none(), st.integers(0, 3)),
    )  # fmt: skip
    def save(self, number, person, name, choice, origin, seq):
        one, sitting = self.pick_sitting(number)
        person = one.person if person is None else person
        expected = self.expected_save(one, sitting, person, name, choice, origin, seq)
        given = {"item_id": item_id(name), "body": ANSWERS[name][choice][0], "origin": origin, "seq": seq}
        try:
            receipt = save_response(person=self.people[person], attempt=sitting.row, **given)
            said = receipt.get("code", receipt["status"])
        except CommandRefused as error:
            said = type(error).__name__
        assert said == expected

    def expected_save(self, one, sitting, person, name, choice, origin, seq):
        """Say what the receipt will be, and note the answer."""
        if person != one.person:
            return "CommandRefused"
        last = sitting.last.get((name, origin), -1)
        if seq is None:
            stands = sitting.answers.get(name, (None, 0, None))
            seq = last if (stands[0], stands[2]) == (origin, choice) else last + 1
        key, content = uuid5(origin, f"{item_id(name)}:{seq}"), (sitting.row.pk, choice)
        if key in self.commands:
            owner, first, outcome = self.commands[key]
            if owner != person:
                return "CommandRefused"
            return outcome if first == content else "id_reused"
        refused = "closed" if sitting.score is not None else "withdrawn" if one.state == "withdrawn" else None
        self.commands[key] = (person, content, refused or "duplicate")
        sitting.last[name, origin] = max(last, seq)
        if refused or seq < last:
            return refused or "merged"
        sitting.answers[name] = (origin, seq, choice)
        return "stored"

    @has_sat
    @rule(number=numbers, name=st.sampled_from(ITEMS))
    def save_what_no_page_sends(self, number, name):
        one, sitting = self.pick_sitting(number)
        given = {"person": one.row.person, "attempt": sitting.row, "origin": ORIGINS[0]}
        with pytest.raises(ResponseError):
            save_response(item_id=item_id(name), body={"score": 1}, **given)
        with pytest.raises(KeyError):
            save_response(item_id="elsewhere", body={}, **given)

    @has_sat
    @rule(number=numbers)
    def submit(self, number):
        one, sitting = self.pick_sitting(number)
        submission = submit_attempt(attempt=sitting.row)
        if sitting.score is None:
            sitting.score = sitting.oracle()
        assert (submission.attempt.score, submission.attempt.passed) == (sitting.score, sitting.passed)
        self.decided(one, submission.completion)

    def decided(self, one, completion):
        """Complete the model's enrolment where nothing is missing, and compare what was said about it."""
        passed = any(each.passed for each in one.sittings)
        if one.state == "active" and passed and len(one.lessons) == len(self.lessons):
            one.state = "completed"
            self.note_issue(one)
        valid = [code for code, live in one.credentials if live]
        assert completion.done is (one.state == "completed")
        assert [completion.credential.code] == valid if valid else completion.credential is None

    def note_issue(self, one):
        held = Credential.objects.get(enrolment=one.row, state="issued")
        self.issued += 1
        assert held.number == self.issued
        one.credentials.append((held.code, True))

    @has_joined
    @rule(number=numbers)
    def issue(self, number):
        one = self.pick(number)
        if one.state != "completed":
            with pytest.raises(NotCompleted):
                issue_credential(enrolment=one.row)
            return
        credential = issue_credential(enrolment=one.row)
        if not any(live for _code, live in one.credentials):
            self.note_issue(one)
        assert (credential.code, True) in one.credentials

    @precondition(lambda self: self.issued)
    @rule(number=numbers)
    def revoke(self, number):
        one = [each for each in self.joined if each.credentials][number % self.completed_count]
        code = one.credentials[-1][0]
        assert revoke_credential(credential=Credential.objects.get(code=code), reason="Cấp nhầm").state == "revoked"
        one.credentials[-1] = (code, False)

    @property
    def completed_count(self):
        return sum(1 for each in self.joined if each.credentials)

    @rule(truth=st.booleans(), mark=st.sampled_from([Decimal("0.20"), Decimal("0.60"), Decimal("0.90")]))
    def publish(self, truth, mark):
        quiz = QuizPage.objects.get(pk=self.quiz.pk)
        rows = every_item()
        rows[2]["value"]["answer"] = "true" if truth else "false"
        quiz.items, quiz.pass_mark = rows, mark
        quiz.save_revision().publish()
        self.truth, self.mark = truth, mark

    @invariant()
    def the_record_says_what_the_model_says(self):
        self.steps += 1
        stored = {row.pk: (row.person_id, row.state) for row in Enrolment.objects.all()}
        assert stored == {each.row.pk: (self.people[each.person].pk, each.state) for each in self.joined}
        sittings = [one for each in self.joined for one in each.sittings]
        scores = dict(Attempt.objects.values_list("pk", "score"))
        assert scores == {one.row.pk: one.score for one in sittings}
        answers = {
            (row.attempt_id, KEYS[row.item_id]): (row.origin, row.seq, row.body) for row in Response.objects.all()
        }
        assert answers == {
            (one.row.pk, name): (origin, seq, ANSWERS[name][choice][0])
            for one in sittings
            for name, (origin, seq, choice) in one.answers.items()
        }
        assert LessonCompletion.objects.count() == sum(len(each.lessons) for each in self.joined)
        register = sorted(Credential.objects.values_list("code", "state"))
        assert register == sorted(
            (code, "issued" if live else "revoked") for each in self.joined for code, live in each.credentials
        )
        if self.steps % STEPS_BETWEEN_CHECKS == 0:
            assert broken() == []


def broken():
    return [(each.name, each.examples) for each in check_invariants() if each.broken]


def run_machine(examples, steps, *phases):
    """Search; without a phase that shrinks, which may take minutes, the failing steps are shown as they were found."""
    run_state_machine_as_test(
        Record,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, *phases],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip


@pytest.mark.django_db
def test_whatever_people_phones_and_editors_do_in_whatever_order_the_record_is_right():
    run_machine(8, 35)


@pytest.mark.full
@pytest.mark.django_db
def test_the_same_for_twenty_thousand_steps():
    run_machine(400, 50, Phase.shrink)
