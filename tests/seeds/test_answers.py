"""Answers of the demonstration's people, right and wrong, to items of every type."""

from courses.items import ITEM_TYPES
from seeds.demo.answers import right_answer, wrong_answer
from tests.factories.every_type import every_type


def test_right_answers_earn_everything_and_wrong_ones_less(db):
    for name, item in every_type().items():
        kind = ITEM_TYPES[name]
        if kind.marked_by_person or not kind.graded:
            assert right_answer(item) == wrong_answer(item) == {}
            continue
        right, wrong = kind.check(item, right_answer(item)), kind.check(item, wrong_answer(item))
        assert kind.score(item, right) == 1, name
        assert kind.score(item, wrong) < 1, name
