"""Strategies for frozen items in every form that GIFT and our sheets carry."""

from hypothesis import strategies as st

from courses.html import clean
from courses.items.arranged import text_ids
from tests.factories.moodle_items import many_lines, numbers, one_line, optional, shares

WORDS = st.text("aăâđêôơưĐ019 ", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)


def prompts():
    """A question as the editor makes it: paragraphs, some words bold or italic."""
    inline = st.sampled_from(["{}", "<b>{}</b>", "x <i>{}</i> y"])
    marked = st.tuples(inline, one_line()).map(lambda pair: f"<p>{pair[0].replace('{}', clean(pair[1]))}</p>")
    return st.lists(marked, min_size=1, max_size=3).map("".join)


@st.composite
def single_choice(draw):
    texts = draw(st.lists(one_line(), min_size=2, max_size=5, unique=True))
    right = draw(st.integers(0, len(texts) - 1))
    options = [{"id": f"o{place}", "text": text, "correct": place == right} for place, text in enumerate(texts)]
    return {"type": "single_choice", "options": [option | draw(optional(feedback=many_lines())) for option in options]}


@st.composite
def multiple_response(draw):
    texts = draw(st.lists(one_line(), min_size=3, max_size=6, unique=True))
    right, weighted = draw(st.integers(1, len(texts) - 1)), draw(st.booleans())
    options = []
    for place, text in enumerate(texts):
        option = {"id": f"o{place}", "text": text, "correct": place < right}
        # The last weight is neither none nor an equal part, so the weights say something.
        weights = [draw(shares()) if place < right else draw(st.sampled_from(["0", "-0.5", "-1"])), "-0.07"]
        option |= {"weight": weights[place == len(texts) - 1]} if weighted else {}
        options.append(option | draw(optional(feedback=many_lines())))
    return {"type": "multiple_response", "options": options}


@st.composite
def true_false(draw):
    said = draw(optional(true=many_lines(), false=many_lines()))
    return {"type": "true_false", "answer": draw(st.booleans())} | ({"feedback_on": said} if said else {})


@st.composite
def numeric(draw, units=False):
    def row():
        return {"answer": draw(numbers()), "tolerance": draw(numbers(0, 9) | st.just("0"))}

    also = [row() | {"share": draw(shares())} | draw(optional(feedback=many_lines())) for _ in range(draw(SOME))]
    own = {"type": "numeric", "unit": ""} | row() | ({"also": also} if also else {})
    if units and draw(st.booleans()):
        own["unit"] = draw(WORDS)
        own |= draw(optional(unit_required=st.just(True), typed=st.just(True)))
        own |= draw(optional(units=st.just([{"unit": "g", "factor": "1000"}, {"unit": "tạ", "factor": "0.01"}])))
    return own


@st.composite
def short_answer(draw, settings=False):
    arrowless = one_line().filter(lambda text: "->" not in text)
    accepted = draw(st.lists(arrowless, min_size=1, max_size=3, unique=True))
    said = many_lines().filter(lambda text: "->" not in text)
    also = [
        {"text": draw(arrowless), "share": draw(shares())} | draw(optional(feedback=said)) for _ in range(draw(SOME))
    ]
    wild = {"wildcards": True, "accepted": [*accepted, "bắt đầu*"]} if draw(st.booleans()) else {}
    own = (
        {"type": "short_answer", "accepted": accepted, "matching": "lenient"} | wild | ({"also": also} if also else {})
    )
    if settings:
        forms = st.sampled_from([["number"], ["date"], ["number", "date"]])
        own["matching"] = draw(st.sampled_from(["strict", "lenient", "unaccented"]))
        own |= draw(optional(forms=forms, typed=st.just(True)))
    return own


@st.composite
def matching(draw, texts):
    lefts = draw(st.lists(texts, min_size=2, max_size=5, unique=True))
    rights = draw(st.lists(one_line(), min_size=2, max_size=6, unique=True))
    picked = [draw(st.sampled_from(rights)) for _left in lefts]
    order = list(dict.fromkeys([*picked, *rights]))
    rows = [
        {"id": f"r{place}", "text": text, "choice": f"c{order.index(right)}"}
        for place, (text, right) in enumerate(zip(lefts, picked, strict=True))
    ]
    return {"type": "matching", "rows": rows, "choices": parts("c", order)}


@st.composite
def categorise(draw):
    names = draw(st.lists(one_line(), min_size=2, max_size=4, unique=True))
    cards = [(text, place) for place, _name in enumerate(names) for text in draw(st.lists(WORDS, max_size=2))]
    return {
        "type": "categorise",
        "categories": parts("k", names),
        "cards": [{"id": f"d{n}", "text": text, "category": f"k{place}"} for n, (text, place) in enumerate(cards)],
    }


@st.composite
def ordering(draw):
    steps = draw(st.lists(one_line(), min_size=2, max_size=6, unique=True))
    return {"type": "ordering", "steps": parts("s", steps)} | draw(optional(scoring=st.just("exact")))


@st.composite
def gap_fill(draw):
    mode = draw(st.sampled_from(["strict", "lenient", "unaccented"]))
    text, gaps = draw(WORDS), []
    for place in range(1, draw(st.integers(2, 4)) + 1):
        kind = draw(st.sampled_from(["typed", "number", "chosen"])) if place > 1 else "typed"
        words = draw(st.lists(one_line(), min_size=2, max_size=3, unique=True))
        own = {
            "typed": {"accepted": words, "matching": mode},
            "number": {"answer": draw(numbers()), "tolerance": draw(numbers(0, 9))},
            "chosen": {"options": [{"id": key, "text": word} for word, key in text_ids(words).items()],
                       "right": text_ids(words)[words[0]]},
        }[kind]  # fmt: skip
        gaps.append({"id": f"g{place}", "kind": kind} | own)
        text += f" [[g{place}]] {draw(WORDS)}"
    return {"type": "gap_fill", "text": text, "gaps": gaps}


@st.composite
def essay(draw):
    criteria = draw(st.lists(one_line(), min_size=1, max_size=3, unique=True))
    rubric = [{"id": f"t{place}", "text": text, "points": draw(numbers(1, 5))} for place, text in enumerate(criteria)]
    return {"type": "essay", "rubric": rubric, "longest": 3000} | draw(optional(sample=many_lines()))


SOME = st.integers(0, 2)


def parts(letter, texts):
    return [{"id": f"{letter}{place}", "text": text} for place, text in enumerate(texts)]


@st.composite
def whole(draw, own, told=(), feedback=None, **more):
    """An item with what every item has and some of the rest; `told` are the types that have words for an outcome."""
    base = {"id": "i", "prompt": draw(prompts()), "points": "1", "hint": "", "explanation": ""}
    kept = draw(own)
    said = draw(optional(**feedback)) if kept["type"] in told else {}
    always = {key: draw(strategy) for key, strategy in more.items() if key in base}
    rest = draw(optional(**{key: strategy for key, strategy in more.items() if key not in base}))
    return base | always | rest | ({"feedback": said} if said else {}) | kept


def information():
    """Words to read, which count no points."""
    return st.just({"type": "information", "points": "0"})


def tags(letters="aăđ019 _-"):
    tag = st.text(letters, min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)
    return st.lists(tag, min_size=1, max_size=3, unique=True)


def gift_items():
    """Items with nothing that GIFT has no place for."""
    kinds = (
        single_choice(),
        multiple_response(),
        true_false(),
        numeric(),
        short_answer(),
        matching(one_line()),
        ordering(),
    )
    said = many_lines().filter(lambda text: "->" not in text)
    feedback = {"right": said, "wrong": said}
    explanation = st.just("") | many_lines()
    return st.one_of(
        whole(
            st.one_of(kinds), explanation=explanation, tags=tags(), feedback=feedback, told={"numeric", "short_answer"}
        ),
        whole(information(), tags=tags()),
    )


def sheet_items():
    """Items with nothing that our sheets have no place for."""
    lefts = one_line().filter(lambda text: "=" not in text and text != "-")
    kinds = (
        single_choice(), multiple_response(), true_false(), numeric(units=True), short_answer(settings=True),
        matching(lefts), ordering(), categorise(), gap_fill(), essay(), information(),
    )  # fmt: skip
    every = {"single_choice", "multiple_response", "true_false", "numeric", "short_answer", "matching", "ordering"}
    return whole(
        st.one_of(kinds),
        explanation=st.just("") | many_lines(),
        hint=st.just("") | many_lines(),
        points=st.integers(1, 20).map(str),
        tags=tags(),
        more_hints=st.lists(one_line(), min_size=1, max_size=2),
        difficulty=st.sampled_from(["easy", "medium", "hard"]),
        competence=st.sampled_from(["4.2", "1.1.2"]),
        feedback={"right": many_lines(), "partial": many_lines(), "wrong": many_lines()},
        told=every,
    )


def without_ids(item):
    """The item with each part named by its place, so that two readings of it are equal."""
    names = {}

    def learn(value, path):
        if isinstance(value, dict):
            names.setdefault(value.get("id"), path)
            for key, part in value.items():
                learn(part, f"{path}.{key}")
        elif isinstance(value, list):
            for place, part in enumerate(value):
                learn(part, f"{path}.{place}")

    def told(value):
        if isinstance(value, dict):
            ids = {"id", "choice", "category"} | ({"right"} if "kind" in value else set())
            return {
                k: names.get(part, part) if k in ids and isinstance(part, str) else told(part)
                for k, part in value.items()
            }
        return [told(part) for part in value] if isinstance(value, list) else value

    learn(item, "item")
    return told(item)
