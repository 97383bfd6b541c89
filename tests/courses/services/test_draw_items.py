"""Which questions an attempt shows and in which order: the seed decides, and nothing else."""

from courses.services.draw_items import draw_items

INLINE, POOL, OTHER = ["a", "b", "c"], ["p", "q", "r", "s"], ["x", "y", "z"]


def content(**more):
    items = [{"id": name} for name in [*INLINE, *POOL, *OTHER]]
    draws = [{"count": 2, "items": POOL}, {"count": 1, "items": OTHER}]
    return {"shuffle": True, "items": items, "draws": draws} | more


def test_the_same_seed_gives_the_same_questions_in_the_same_order():
    assert draw_items(content(), 7) == draw_items(content(), 7)
    assert len({tuple(draw_items(content(), seed)) for seed in range(50)}) > 40


def test_inline_questions_are_all_shown_and_as_many_drawn_as_asked_for():
    for seed in range(50):
        drawn = set(draw_items(content(), seed))
        assert (set(INLINE) <= drawn, len(drawn & set(POOL)), len(drawn & set(OTHER))) == (True, 2, 1)


def test_over_many_attempts_every_question_of_a_bank_is_drawn():
    assert {name for seed in range(50) for name in draw_items(content(), seed)} == {*INLINE, *POOL, *OTHER}


def test_without_shuffling_the_authors_order_stands():
    assert {tuple(draw_items(content(shuffle=False), seed)[:3]) for seed in range(50)} == {tuple(INLINE)}


def test_sections_keep_their_order_and_are_shuffled_inside():
    sections = [
        {"title": "Một", "text": "", "items": ["a", "b"], "draws": [0]},
        {"title": "Hai", "text": "", "items": ["c"], "draws": [1]},
    ]
    orders = [draw_items(content(sections=sections), seed) for seed in range(50)]
    assert all(set(order[:4]) <= {"a", "b", *POOL} and set(order[4:]) <= {"c", *OTHER} for order in orders)
    assert len({tuple(order[:4]) for order in orders}) > 10
