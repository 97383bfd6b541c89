"""Everything recorded about a person is told to that person, and nothing of anybody else."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from learners.enums import ConsentPurpose
from learners.models import Attempt, Credential, Enrolment, Person, PersonEthnicity
from learners.services.consents import record_consents
from learners.services.enrolments import enrol
from learners.services.marking import mark_item
from learners.services.privacy import LEFT_OUT, PARTS, counts_of, own_record
from tests.factories import make_consent_text, make_unit
from tests.factories.community_group import make_assistance, make_group
from tests.factories.course import KEY_WORDS, RIGHT, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.marking import ESSAY, HALF, TEXT, UPLOAD, hand_in, make_marker, make_written_course, sit
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db
ABOUT = (Person, Enrolment, Attempt, Credential)


def test_every_table_with_something_about_a_learner_is_told_or_left_out_with_a_reason():
    tables = {
        model
        for model in apps.get_app_config("learners").get_models()
        if any(field.related_model in ABOUT for field in model._meta.concrete_fields)
    }
    assert tables == {part.model for part in PARTS.values()} | LEFT_OUT.keys()


@pytest.fixture
def people():
    """Two who agreed, finished a course and handed in what people mark; the first helped the second."""
    make_issuer()
    home = make_unit()
    owner, other = make_learner("Hoàng Thị Mẫu"), make_learner("Vi Văn Khác", unit=home)
    texts = [make_consent_text(purpose) for purpose in (ConsentPurpose.LEARNING, ConsentPurpose.ETHNICITY)]
    course = make_course(lessons=1)
    for person in (owner, other):
        consents = record_consents(person=person, texts=texts)
        PersonEthnicity.objects.create(person=person, group="Tày", consent=consents[1])
        finish(enrol(person=person, course=course))
    written = make_written_course("CD-07")
    for person in (owner, other):
        hand_in(sit(person, written), file=True)
    make_assistance(owner, make_group(owner, unit=home), learner=other)
    return owner, other


def test_a_person_gets_every_row_of_ones_own_and_nobody_elses(people):
    owner, other = people
    own, others = own_record(owner), own_record(other)
    assert counts_of(owner) == {name: len(own[name]) for name in PARTS if own[name]}
    for name, part in PARTS.items():
        told = len(own[name]) + len(others[name])
        assert (name, told) == (name, part.model._default_manager.filter(**part.only or {}).count())
    assert {name for name in PARTS if own[name]} - {name for name in PARTS if others[name]} == {
        "memberships", "help_given",
    }  # fmt: skip
    assert "Khác" not in json.dumps(own, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_the_person_and_the_words_of_the_answers_are_told(people):
    owner, _other = people
    own = own_record(owner)
    assert (own["person"]["full_name"], own["person"]["born"]) == ("Hoàng Thị Mẫu", "05/11/1965")
    assert own["person"]["phone"] == owner.user.phone
    assert own["credentials"][0]["holder__full_name"] == "Hoàng Thị Mẫu"
    [essay] = [row for row in own["answers"] if row["item_id"] == ESSAY]
    assert (essay["question"], essay["answer"]) == ("Bạn làm gì khi có người hỏi mã?", TEXT)


def test_a_mark_is_told_once_the_attempt_is_scored(people):
    owner, _other = people
    attempt, marker = Attempt.objects.get(enrolment__person=owner, state="submitted"), make_marker()
    mark_item(attempt=attempt, item_id=ESSAY, marks=HALF, comment="", by=marker)
    assert own_record(owner)["marks"] == []
    mark_item(attempt=attempt, item_id=UPLOAD, marks=HALF, comment="", by=marker)
    own = own_record(owner)
    assert [row["item_id"] for row in own["marks"]] == [ESSAY, UPLOAD]
    assert [row["score"] for row in own["attempts"]] == [row["score"] for row in own["scores"]]


def test_a_person_without_any_record_gets_the_own_details_alone():
    own = own_record(make_learner())
    assert {name: rows for name, rows in own.items() if rows} == {"made_at": own["made_at"], "person": own["person"]}
    assert counts_of(make_learner("Lò Thị Mới")) == {}


def test_the_record_holds_no_key_while_a_try_is_open():
    learner = make_learner()
    course = make_course(lessons=1)
    answer_all(sit(learner, course), RIGHT)
    assert len(own_record(learner)["answers"]) == len(RIGHT)
    assert KEY_WORDS not in json.dumps(own_record(learner), cls=DjangoJSONEncoder, ensure_ascii=False)


def test_the_record_is_read_in_as_many_queries_for_one_attempt_as_for_three(django_assert_num_queries):
    one, three = make_learner("Hoàng Thị Một"), make_learner("Hoàng Thị Ba")
    for person, courses in ((one, ["CD-01"]), (three, ["CD-02", "CD-03", "CD-04"])):
        for code in courses:
            hand_in(sit(person, make_written_course(code)))
    with django_assert_num_queries(len(PARTS) + 4) as first:
        own_record(Person.objects.get(pk=one.pk))
    with django_assert_num_queries(len(first)):
        own_record(Person.objects.get(pk=three.pk))
