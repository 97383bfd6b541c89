import pytest

from seeds.schema import check_content, read_taxonomy
from seeds.schema.catalogue import CONTENT


@pytest.fixture(scope="module")
def catalogue():
    """The courses of the seeds and their faults, read once."""
    return check_content()


def test_the_seeds_hold_seventy_two_courses_without_a_fault(catalogue):
    courses, found = catalogue
    assert [str(fault) for fault in found] == []
    assert len(courses) == 72
    assert [course.code for course in courses if not course.is_complete] == []
    assert sum(course.certifies for course in courses) == 57


def test_the_seeds_use_every_competence_and_every_audience(catalogue):
    taxonomy = read_taxonomy(CONTENT / "taxonomy.yaml")
    courses, _ = catalogue
    assert (len(taxonomy.audiences), len(taxonomy.tracks)) == (12, 12)
    assert {number for course in courses for number in course.competences} == taxonomy.competence_numbers
    assert {code for course in courses for code in course.audiences} == taxonomy.audience_codes
    assert len(taxonomy.competence_numbers) == 21
