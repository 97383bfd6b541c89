"""The page that tells what is kept about whoever learns, its file, and the consent that is taken back there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.enums import ConsentPurpose
from learners.models import ConsentRecord, PersonEthnicity
from learners.services.consents import record_consents
from tests.factories import make_consent_text
from tests.factories.learner import make_learner
from tests.factories.marking import hand_in, make_written_course, sit
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
PAGE, FILE, BACK = (reverse(f"learners:{name}") for name in ("privacy", "privacy_file", "withdraw_ethnicity"))


@pytest.fixture
def owner():
    person = make_learner("Hoàng Thị Mẫu")
    texts = [
        make_consent_text(purpose, required=purpose != ConsentPurpose.ETHNICITY)
        for purpose in (ConsentPurpose.LEARNING, ConsentPurpose.ETHNICITY)
    ]
    consents = record_consents(person=person, texts=texts)
    PersonEthnicity.objects.create(person=person, group="Tày", consent=consents[1])
    return person


def test_the_page_says_who_one_is_what_was_agreed_to_and_how_much_is_kept(owner):
    hand_in(sit(owner))
    page = learning_client(owner).get(PAGE).content.decode()
    for words in ("Hoàng Thị Mẫu", "05/11/1965", "Tày", "Lưu hồ sơ học tập", "Câu trả lời"):
        assert words in page


def test_the_consent_for_the_ethnic_group_is_taken_back_and_the_group_goes(owner):
    client = learning_client(owner)
    assert BACK in client.get(PAGE).content.decode()
    replies = [client.post(BACK, follow=True).content.decode() for _tap in range(2)]
    assert "Đã rút lại. Thông tin dân tộc" in replies[0]
    assert "Đã rút lại. Thông tin" not in replies[1]
    assert BACK not in replies[1]
    assert not PersonEthnicity.objects.exists()
    ended = ConsentRecord.objects.exclude(withdrawn_at=None)
    assert [record.text.purpose for record in ended] == [ConsentPurpose.ETHNICITY]


def test_the_file_holds_the_record_and_is_kept_by_no_cache(owner):
    hand_in(sit(owner))
    reply = learning_client(owner).get(FILE)
    assert reply["Content-Disposition"] == f'attachment; filename="du-lieu-cua-toi-{timezone.localdate()}.json"'
    assert "no-store" in reply["Cache-Control"]
    assert (reply.json()["person"]["full_name"], len(reply.json()["answers"])) == ("Hoàng Thị Mẫu", 2)


def test_whoever_asks_for_the_file_again_and_again_is_asked_to_wait(owner):
    client = learning_client(owner)
    replies = [client.get(FILE).status_code for _time in range(7)]
    assert replies == [200] * 6 + [302]
    assert "chờ một phút" in client.get(PAGE).content.decode()


def test_the_page_asks_as_much_of_the_database_for_one_attempt_as_for_three(owner, django_assert_num_queries):
    busy = make_learner("Hoàng Thị Ba")
    for person, codes in ((owner, ["CD-01"]), (busy, ["CD-02", "CD-03", "CD-04"])):
        for code in codes:
            hand_in(sit(person, make_written_course(code)))
    one, three = learning_client(owner), learning_client(busy)
    for client in (one, three):
        client.get(PAGE)
    with django_assert_num_queries(8) as first:
        one.get(PAGE)
    with django_assert_num_queries(len(first)):
        three.get(PAGE)
