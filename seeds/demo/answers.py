"""Answers to frozen items, right and wrong on purpose, for people who do not exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from courses.items import FrozenItem, Response

Answerer = Callable[[FrozenItem, bool], Response]


def right_answer(item: FrozenItem) -> Response:
    """Return a response that earns all points; `{}` where a person marks or nothing is asked."""
    return _answer(item, right=True)


def wrong_answer(item: FrozenItem) -> Response:
    """Return a response that does not earn all points; `{}` where a person marks or nothing is asked."""
    return _answer(item, right=False)


def _answer(item: FrozenItem, *, right: bool) -> Response:
    answerer = ANSWERS.get(item["type"])
    return answerer(item, right) if answerer else {}


def _option(item: FrozenItem, right: bool) -> Response:
    return {"option": next(option["id"] for option in item["options"] if option["correct"] is right)}


def _options(item: FrozenItem, right: bool) -> Response:
    return {"options": sorted(option["id"] for option in item["options"] if option["correct"] is right)}


def _truth(item: FrozenItem, right: bool) -> Response:
    return {"answer": item["answer"] is right}


def _number(item: FrozenItem, right: bool) -> Response:
    off = 0 if right else Decimal(item["tolerance"]) + 1
    return {"text": f"{Decimal(item['answer']) + off:f}".replace(".", ",")}


def _words(item: FrozenItem, right: bool) -> Response:
    return {"text": item["accepted"][0] if right else "không rõ"}


def _gaps(item: FrozenItem, right: bool) -> Response:
    return {"gaps": {gap["id"]: _gap(gap) if right else _wrong_gap(gap) for gap in item["gaps"]}}


def _gap(gap: FrozenItem) -> str:
    if gap["kind"] == "typed":
        return str(gap["accepted"][0])
    return str(gap["right"]) if gap["kind"] == "chosen" else gap["answer"].replace(".", ",")


def _wrong_gap(gap: FrozenItem) -> str:
    if gap["kind"] == "chosen":
        return next(str(option["id"]) for option in gap["options"] if option["id"] != gap["right"])
    return "không rõ"


def _rows(item: FrozenItem, right: bool) -> Response:
    choices = [choice["id"] for choice in item["choices"]]
    return {"rows": {row["id"]: row["choice"] if right else _other(choices, row["choice"]) for row in item["rows"]}}


def _order(item: FrozenItem, right: bool) -> Response:
    steps = [step["id"] for step in item["steps"]]
    return {"order": steps if right else [*steps[1:], steps[0]]}


def _cards(item: FrozenItem, right: bool) -> Response:
    known = [category["id"] for category in item["categories"]]
    right_ones = {card["id"]: card["category"] for card in item["cards"]}
    return {"cards": right_ones if right else {key: _other(known, each) for key, each in right_ones.items()}}


def _place(item: FrozenItem, right: bool) -> Response:
    return {"place": next(place["id"] for place in item["places"] if place["correct"] is right)}


def _taps(item: FrozenItem, right: bool) -> Response:
    return {
        "taps": {
            screen["id"]: [next(place["id"] for place in screen["places"] if place["correct"] is right)]
            for screen in item["screens"]
        }
    }


def _other(ids: list[str], known: str) -> str:
    return next(each for each in ids if each != known)


ANSWERS: Mapping[str, Answerer] = {
    "single_choice": _option,
    "picture_choice": _option,
    "multiple_response": _options,
    "true_false": _truth,
    "numeric": _number,
    "short_answer": _words,
    "gap_fill": _gaps,
    "matching": _rows,
    "ordering": _order,
    "categorise": _cards,
    "hotspot": _place,
    "simulation": _taps,
}
