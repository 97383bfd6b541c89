"""Two phones behind a network that drops, repeats, delays and reorders: the server is as the model says."""

from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from courses.models import LessonPage
from learners.models import Attempt, Command, LessonPosition, Response
from learners.services.enrolments import enrol
from learners.services.invariants import check_invariants
from learners.services.sync import Batch, Event, highest_gap_free, take_batch
from tests.factories.course import item_id, make_quiz_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.record_model import ANSWERS, ITEMS

PHONES = [UUID(int=21), UUID(int=22)]
DONE = {"stored", "duplicate", "merged", "conflict"}


class Phones(RuleBasedStateMachine):
    """Each phone keeps its events until it has a receipt; a batch may get lost on its way there or back."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        make_issuer()
        quiz = make_quiz_course()
        self.person = make_learner()
        enrol(person=self.person, course=quiz.get_parent().specific)
        self.lesson = LessonPage.objects.order_by("pk").first().translation_key
        start = Event(uuid4(), 1, "start", quiz.translation_key)
        self.send(PHONES[0], [start])
        self.attempt = Attempt.objects.get()
        self.count = {PHONES[0]: 1, PHONES[1]: 0}
        self.queue = {phone: [] for phone in PHONES}
        self.receipts, self.answers, self.applied, self.screen, self.closed = {}, {}, {}, 0, False

    def teardown(self):
        try:
            assert [row.name for row in check_invariants() if row.broken] == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def send(self, phone, events):
        return take_batch(person=self.person, batch=Batch(phone, timezone.now(), events))

    def note(self, phone, kind, subject, item="", body=None):
        self.count[phone] += 1
        self.queue[phone].append(Event(uuid4(), self.count[phone], kind, subject, item, body or {}))

    phones = st.sampled_from(PHONES)

    @rule(phone=phones, name=st.sampled_from(ITEMS), choice=st.integers(0, 2))
    def answer(self, phone, name, choice):
        self.note(phone, "save", self.attempt.public_id, item_id(name), ANSWERS[name][choice][0])

    @rule(phone=phones, screen=st.integers(1, 9))
    def read_on(self, phone, screen):
        self.note(phone, "position", self.lesson, body={"screen": screen})

    @rule(phone=phones)
    def hand_in(self, phone):
        self.note(phone, "submit", self.attempt.public_id)

    waiting = precondition(lambda self: any(self.queue.values()))

    @waiting
    @rule(
        phone=phones, order=st.randoms(use_true_random=False), reordered=st.booleans(), share=st.integers(1, 8),
        reply_lost=st.booleans(), times=st.integers(1, 3),
    )  # fmt: skip
    def sync(self, phone, order, reordered, share, reply_lost, times):
        batch = self.queue[phone][:share]
        if reordered:
            order.shuffle(batch)
        for _ in range(times):
            results = self.send(phone, batch)
            for event, said in zip(batch, results, strict=True):
                self.compare(phone, event, said)
        if not reply_lost:
            self.queue[phone] = self.queue[phone][share:]

    def compare(self, phone, event, said):
        """Apply the event to the model where it is new; where it is not, its receipt must be the first one."""
        if event.id in self.receipts:
            first = self.receipts[event.id]
            expected = first if first["status"] == "refused" else first | {"status": "duplicate"}
            assert said == expected
            return
        self.receipts[event.id] = said
        if event.kind == "submit":
            self.closed = True
        elif event.kind == "position":
            self.screen = max(self.screen, event.body["screen"])
        elif self.closed:
            assert said["code"] == "closed"
            return
        else:
            self.save(phone, event)
        assert said["status"] in DONE

    def save(self, phone, event):
        last = self.applied.get((phone, event.item), 0)
        self.applied[phone, event.item] = max(last, event.seq)
        if event.seq > last:
            self.answers[event.item] = event.body

    @rule()
    def look(self):
        stored = dict(Response.objects.filter(attempt=self.attempt).values_list("item_id", "body"))
        assert stored == self.answers
        assert (LessonPosition.objects.values_list("screen", flat=True).first() or 0) == self.screen
        assert Command.objects.count() == len(self.receipts) + 1
        for phone in PHONES:
            seen = {1} if phone == PHONES[0] else set()
            seen |= set(Command.objects.filter(origin=phone).values_list("seq", flat=True))
            expected = next(n for n in range(len(seen) + 2) if n + 1 not in seen)
            assert highest_gap_free(person=self.person, device=phone) == expected


@pytest.mark.django_db
def test_whatever_the_network_does_the_server_is_as_the_model_says(pytestconfig):
    steps, examples = (60, 200) if pytestconfig.option.full else (25, 12)
    run_state_machine_as_test(
        Phones,
        settings=settings(
            stateful_step_count=steps, max_examples=examples, deadline=None, derandomize=not pytestconfig.option.full,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        ),
    )  # fmt: skip
