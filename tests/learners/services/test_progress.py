"""Lessons done, completion and the certificate in one transaction."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.models import LessonPage, QuizPage
from learners.certificates.facts import short_code
from learners.enums import CredentialState, EnrolmentState
from learners.models import Credential, Enrolment, LessonCompletion, NumberSeries, OutboxEntry
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.credentials import (
    add_months,
    credential_digest,
    find_credential,
    find_typed,
    issue_credential,
    revoke_credential,
)
from learners.services.enrolments import NotEnrollable, correct_certificate_name, enrol, withdraw
from learners.services.invariants import check_invariants
from learners.services.progress import complete_lesson, decide_completion, whats_missing
from tests.factories.course import RIGHT, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db


def finish(enrolment, *, answers=RIGHT):
    """Do all lessons, then sit the quiz; returns the completion of the last step."""
    for lesson in LessonPage.objects.all():
        complete_lesson(enrolment=enrolment, lesson_key=lesson.translation_key)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, answers)
    return submit_attempt(attempt=attempt).completion


def test_enrolling_twice_gives_the_same_enrolment_and_the_rule_is_copied():
    course, learner = make_course(lessons=2), make_learner()
    first, second = (enrol(person=learner, course=course) for _ in range(2))
    keys = [str(key) for key in LessonPage.objects.order_by("path").values_list("translation_key", flat=True)]
    assert (first.pk, first.rule["lessons"]) == (second.pk, keys)
    assert list(first.rule["quizzes"].values()) == ["0.60"]


def test_a_course_without_lessons_cannot_be_joined():
    with pytest.raises(NotEnrollable):
        enrol(person=make_learner(), course=make_course(lessons=0))
    assert Enrolment.objects.count() == 0


def test_the_last_step_completes_the_course_and_issues_the_certificate_at_once():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course(hours_self_paced=Decimal(4)))
    completion = finish(enrolment)
    credential = Credential.objects.get()
    assert (completion.done, completion.credential) == (True, credential)
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert credential.facts["number"] == f"000001/{credential.year}"
    assert (credential.facts["hours"], credential.facts["result"]) == ("4", "10/10")
    assert credential.holder.full_name == "Nguyễn Thị Mẫu"
    following = OutboxEntry.objects.exclude(kind="count_attempt").values_list("kind", "subject")
    assert list(following) == [("render_certificate", str(credential.pk))]


def test_completion_says_what_is_missing():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course(lessons=2))
    lesson = LessonPage.objects.order_by("path").first()
    completion = complete_lesson(enrolment=enrolment, lesson_key=lesson.translation_key)
    other = LessonPage.objects.order_by("path").last()
    lessons, quizzes = whats_missing(Enrolment.objects.get())
    assert (completion.done, lessons) == (False, [other.translation_key])
    assert [(quiz.best, quiz.needed) for quiz in quizzes] == [(None, Decimal("0.60"))]


def test_while_a_lesson_is_missing_nobody_reads_the_attempts():
    enrolment = enrol(person=make_learner(), course=make_course(lessons=2))
    first, last = LessonPage.objects.order_by("path").values_list("translation_key", flat=True)
    asked = []
    for key in (first, last):
        with CaptureQueriesContext(connection) as queries:
            complete_lesson(enrolment=enrolment, lesson_key=key)
        asked.append(sum("FROM learners_attempt" in each["sql"] for each in queries))
    assert asked == [0, 1]


def test_what_is_left_to_do_in_a_course_that_was_left_is_looked_up_by_nobody():
    enrolment = enrol(person=make_learner(), course=make_course(lessons=1))
    withdraw(enrolment=enrolment)
    with CaptureQueriesContext(connection) as queries:
        assert decide_completion(enrolment=enrolment).done is False
    asked = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    assert len(asked) == 1
    assert 'FROM "learners_enrolment"' in asked[0]


def test_a_failed_quiz_completes_nothing_and_names_the_best_result():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course())
    completion = finish(enrolment, answers=dict(list(RIGHT.items())[:1]))
    lessons, (quiz,) = whats_missing(Enrolment.objects.get())
    assert (completion.done, lessons, quiz.best) == (False, [], Decimal("0.20000"))
    assert Credential.objects.count() == 0


def test_a_course_that_grows_midway_moves_nobodys_goal():
    make_issuer()
    course = make_course(lessons=1)
    enrolment = enrol(person=make_learner(), course=course)
    enrolment.rule["lessons"].copy()
    module = LessonPage.objects.get().get_parent()
    module.add_child(instance=LessonPage(title="Bài mới", slug="bai-moi"))
    lesson = LessonPage.objects.exclude(slug="bai-moi").get()
    complete_lesson(enrolment=enrolment, lesson_key=lesson.translation_key)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    assert submit_attempt(attempt=attempt).completion.done is True


def test_a_lesson_taken_away_midway_is_asked_of_nobody_and_the_rule_says_so():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course(lessons=2))
    gone = LessonPage.objects.last()
    gone.unpublish()
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    assert submit_attempt(attempt=attempt).completion.done is False
    completion = complete_lesson(enrolment=enrolment, lesson_key=LessonPage.objects.live().get().translation_key)
    assert (completion.done, Enrolment.objects.get().rule["dropped"]) == (True, [str(gone.translation_key)])
    assert [each.name for each in check_invariants() if each.broken] == []


def test_a_quiz_taken_away_midway_completes_nobody():
    enrolment = enrol(person=make_learner(), course=make_course(lessons=1))
    QuizPage.objects.get().unpublish()
    completion = complete_lesson(enrolment=enrolment, lesson_key=LessonPage.objects.get().translation_key)
    lessons, quizzes = whats_missing(Enrolment.objects.get())
    assert (completion.done, lessons, len(quizzes)) == (False, [], 1)


def test_finishing_a_lesson_twice_counts_once():
    enrolment = enrol(person=make_learner(), course=make_course())
    key = LessonPage.objects.first().translation_key
    for _ in range(2):
        complete_lesson(enrolment=enrolment, lesson_key=key)
    assert LessonCompletion.objects.count() == 1


def test_a_course_without_certificate_completes_without_one():
    enrolment = enrol(person=make_learner(), course=make_course(certifies=False))
    assert finish(enrolment).done is True
    assert Credential.objects.count() == 0


def test_numbers_have_no_gap_when_an_issue_is_taken_back():
    issuer = make_issuer()
    course = make_course()
    first = enrol(person=make_learner(), course=course)
    finish(first)
    second = enrol(person=make_learner("Lò Văn Hai"), course=course)
    Enrolment.objects.filter(pk=second.pk).update(state=EnrolmentState.COMPLETED, completed_at=second.enrolled_at)
    with transaction.atomic():
        issue_credential(enrolment=second)
        transaction.set_rollback(True)
    issue_credential(enrolment=second)
    assert sorted(Credential.objects.values_list("number", flat=True)) == [1, 2]
    assert NumberSeries.objects.get(organisation=issuer).last == 2


def test_the_number_belongs_to_the_local_year():
    make_issuer()
    with time_machine.travel(datetime.datetime(2026, 12, 31, 17, 30, tzinfo=datetime.UTC), tick=False):
        finish(enrol(person=make_learner(), course=make_course()))
    credential = Credential.objects.get()
    assert (credential.year, credential.issued_on) == (2027, datetime.date(2027, 1, 1))


def test_the_register_is_a_chain_and_a_changed_fact_breaks_it():
    make_issuer()
    course = make_course()
    for name in ("Nguyễn Thị Mẫu", "Lò Văn Hai"):
        finish(enrol(person=make_learner(name), course=course))
    one, two = Credential.objects.order_by("number")
    assert (one.previous_digest, two.previous_digest) == ("", one.digest)
    forged = one.facts | {"result": "9/10"}
    assert credential_digest(forged, one.holder_digest, "", one.issued_on, one.valid_to) != one.digest
    assert credential_digest(one.facts, one.holder_digest, "", one.issued_on, one.valid_to) == one.digest


def test_facts_of_a_certificate_cannot_be_changed_and_it_cannot_be_deleted():
    make_issuer()
    finish(enrol(person=make_learner(), course=make_course()))
    for change in (
        lambda: Credential.objects.update(facts={}),
        lambda: Credential.objects.update(number=7),
        lambda: Credential.objects.all()._raw_delete("default"),
        lambda: NumberSeries.objects.update(last=9),
    ):
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            change()


def test_a_revoked_certificate_says_why_and_cannot_come_back():
    make_issuer()
    finish(enrol(person=make_learner(), course=make_course()))
    revoked = revoke_credential(credential=Credential.objects.get(), reason="Cấp nhầm")
    assert (revoked.status_on(datetime.date(2030, 1, 1)), revoked.state_reason) == ("revoked", "Cấp nhầm")
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Credential.objects.update(state=CredentialState.ISSUED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.update(state_reason="")


def test_an_altered_code_finds_nothing():
    make_issuer()
    finish(enrol(person=make_learner(), course=make_course()))
    code = Credential.objects.get().code
    assert find_credential(code=code).code == code
    assert find_credential(code=code[:-1] + ("A" if code[-1] != "A" else "B")) is None
    assert find_credential(code="") is None


def test_number_and_short_code_typed_from_paper_find_the_certificate_and_either_alone_does_not():
    make_issuer()
    finish(enrol(person=make_learner(), course=make_course()))
    credential = Credential.objects.get()
    number, code = credential.facts["number"], short_code(credential)
    assert find_typed(number=number, code=f" {code.lower()} ") == credential
    assert find_typed(number="000009/2026", code=code) is None
    assert find_typed(number=number, code=code[:5]) is None
    assert find_typed(number=number, code="AAAAA-AAAAA") is None


def test_the_name_can_be_corrected_before_issuing_and_not_after():
    make_issuer()
    enrolment = enrol(person=make_learner("Nguyen Thi Mau"), course=make_course())
    correct_certificate_name(enrolment=enrolment, full_name="Nguyễn  Thị Mẫu")
    finish(enrolment)
    correct_certificate_name(enrolment=enrolment, full_name="Người Khác")
    assert Credential.objects.get().holder.full_name == "Nguyễn Thị Mẫu"
    assert Enrolment.objects.get().certificate_name == "Nguyễn Thị Mẫu"


def test_a_refresher_is_a_new_round_with_a_certificate_of_its_own():
    make_issuer()
    course, learner = make_course(), make_learner()
    finish(enrol(person=learner, course=course))
    second = enrol(person=learner, course=course)
    finish(second)
    assert (second.round, Credential.objects.valid().count()) == (2, 2)


def test_withdrawing_keeps_the_record_and_completing_afterwards_changes_nothing():
    enrolment = enrol(person=make_learner(), course=make_course())
    assert withdraw(enrolment=enrolment) is True
    assert withdraw(enrolment=enrolment) is False
    assert decide_completion(enrolment=enrolment).done is False


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (datetime.date(2026, 1, 31), 1, datetime.date(2026, 2, 28)),
        (datetime.date(2024, 2, 29), 12, datetime.date(2025, 2, 28)),
        (datetime.date(2026, 11, 22), 24, datetime.date(2028, 11, 22)),
        (datetime.date(2026, 12, 31), 2, datetime.date(2027, 2, 28)),
        (datetime.date(2026, 11, 30), 1, datetime.date(2026, 12, 30)),
    ],
)
def test_validity_ends_on_the_same_day_or_the_last_of_the_month(day, months, then):
    assert add_months(day, months) == then
