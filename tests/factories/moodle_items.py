"""Strategies for frozen items in every form that Moodle XML carries."""

import unicodedata

from hypothesis import strategies as st

from courses.html import clean
from courses.items.arranged import text_ids

LETTERS = "aăâbcdđeêghikôơưxyzAĐÂ019ếộữằ*~{}=#:%\\/[]()&<>\"'.,;!?|@$-_"
PNG = b"\x89PNG\r\n\x1a\n"


def one_line(most=40):
    """Text as an editor's one-line field holds it: NFC, single blanks, none at the ends."""
    return (
        st.text(st.sampled_from(LETTERS + "  "), min_size=1, max_size=most)
        .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
        .filter(bool)
    )


def many_lines():
    return st.lists(one_line(), min_size=1, max_size=3).map("\n".join)


def prompts():
    inline = st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<p>{}</p>", "<ul><li>{}</li></ul>"])
    marked = st.tuples(inline, one_line()).map(lambda pair: pair[0].replace("{}", clean(pair[1])))
    return st.lists(marked, min_size=1, max_size=3).map("".join).map(clean).map(str.strip).filter(bool)


def shares(lowest="0.05", highest="0.95"):
    return st.decimals(lowest, highest, places=2).map(lambda share: f"{share.normalize():f}")


def numbers(lowest=-1000, highest=1000):
    return st.decimals(lowest, highest, places=2).filter(bool).map(lambda number: f"{number.normalize():f}")


@st.composite
def optional(draw, **strategies):
    """Keys that are there or not, as when the author says nothing."""
    return {key: draw(strategy) for key, strategy in strategies.items() if draw(st.booleans())}


@st.composite
def distinct(draw, least=2, most=5):
    return draw(st.lists(one_line(), min_size=least, max_size=most, unique=True))


@st.composite
def single_choice(draw, pictures=False):
    texts = draw(distinct())
    right = draw(st.integers(0, len(texts) - 1))
    own = {"picture": st.builds(lambda key, alt: {"image": key, "alt": alt}, st.integers(1, 9), one_line())}
    options = []
    for place, text in enumerate(texts):
        option = {"id": f"o{place}", "text": text, "correct": place == right}
        option |= {"picture": draw(own["picture"])} if pictures else {}
        options.append(option | draw(optional(feedback=many_lines())))
    return {"type": "picture_choice" if pictures else "single_choice", "options": options}


@st.composite
def multiple_response(draw):
    texts = draw(distinct(3))
    right = draw(st.integers(1, len(texts) - 1))
    weighted = draw(st.booleans())
    options = []
    for place, text in enumerate(texts):
        option = {"id": f"o{place}", "text": text, "correct": place < right}
        if weighted:
            option["weight"] = draw(shares()) if place < right else draw(st.sampled_from(["0", "-0.5", "-1"]))
        options.append(option | draw(optional(feedback=many_lines())))
    return {"type": "multiple_response", "options": options}


@st.composite
def true_false(draw):
    said = draw(optional(true=many_lines(), false=many_lines()))
    return {"type": "true_false", "answer": draw(st.booleans())} | ({"feedback_on": said} if said else {})


@st.composite
def short_answer(draw):
    plain = one_line().filter(lambda text: text != "*")
    accepted = draw(st.lists(plain, min_size=1, max_size=3))
    rows = st.builds(lambda text, share: {"text": text, "share": share}, plain, shares())
    own = {"accepted": accepted, "matching": draw(st.sampled_from(["strict", "lenient", "unaccented"]))}
    also = [row | draw(optional(feedback=many_lines())) for row in draw(st.lists(rows, max_size=2))]
    flags = optional(wildcards=st.just(True), typed=st.just(True), forms=st.sampled_from([["number"], ["date"]]))
    return {"type": "short_answer"} | own | ({"also": also} if also else {}) | draw(flags)


@st.composite
def numeric(draw):
    answer = {"answer": draw(numbers()), "tolerance": draw(numbers(0, 5) | st.just("0"))}
    rows = [
        {"answer": draw(numbers()), "tolerance": "0", "share": draw(shares())} | draw(optional(feedback=many_lines()))
        for _ in range(draw(st.integers(0, 2)))
    ]
    unit = draw(st.sampled_from(["", "kg", "số"]))
    units = [{"unit": "g", "factor": "1000"}, {"unit": "yến", "factor": "0.1"}][: draw(st.integers(0, 2))]
    own = {"type": "numeric", "unit": unit} | answer | ({"also": rows} if rows else {})
    own |= ({"units": units} if unit and units else {}) | draw(optional(typed=st.just(True)))
    return own | ({"unit_required": True} if unit and draw(st.booleans()) else {})


@st.composite
def gap(draw, place):
    kind = draw(st.sampled_from(["typed", "number", "chosen"]))
    weight = draw(optional(weight=st.sampled_from(["2", "3"])))
    if kind == "number":
        own = {"answer": draw(numbers()), "tolerance": draw(numbers(0, 5) | st.just("0"))}
    elif kind == "typed":
        accepted = draw(st.lists(one_line(), min_size=1, max_size=3))
        own = {"accepted": accepted, "matching": draw(st.sampled_from(["strict", "lenient", "unaccented"]))}
    else:
        texts = draw(distinct())
        ids = text_ids(texts)
        options = [{"id": ids[text], "text": text} for text in texts]
        own = {"options": options, "right": ids[draw(st.sampled_from(texts))]}
    return {"id": f"g{place}", "kind": kind} | own | weight


@st.composite
def gap_fill(draw):
    gaps = [draw(gap(place)) for place in range(1, draw(st.integers(1, 3)) + 1)]
    words = one_line().filter(lambda text: "[[" not in text and "]]" not in text)
    parts = [f"{draw(words)} [[{each['id']}]]{draw(st.sampled_from(['.', ' và', '']))}" for each in gaps]
    text = draw(st.sampled_from(["\n\n", "\n", " "])).join(parts)
    return {"type": "gap_fill", "text": text, "gaps": gaps}


@st.composite
def matching(draw):
    texts, choices = draw(distinct(2, 4)), draw(distinct(2, 4))
    ids = text_ids(choices)
    rows = [
        {"id": f"r{n}", "text": text, "choice": ids[choices[min(n, len(choices) - 1)]]} for n, text in enumerate(texts)
    ]
    return {"type": "matching", "rows": rows, "choices": [{"id": ids[text], "text": text} for text in choices]}


@st.composite
def categorise(draw):
    cards, names = draw(distinct(3, 5)), draw(distinct(2, 3))
    listed = [{"id": f"c{n}", "text": name} for n, name in enumerate(names)]
    places = [min(n, len(names) - 1) for n in range(len(cards))]
    own = [{"id": f"k{n}", "text": cards[n], "category": f"c{place}"} for n, place in enumerate(places)]
    return {"type": "categorise", "categories": listed, "cards": own}


@st.composite
def ordering(draw):
    steps = [{"id": f"s{n}", "text": text} for n, text in enumerate(draw(distinct(2, 6)))]
    return {"type": "ordering", "steps": steps} | draw(optional(scoring=st.just("exact")))


@st.composite
def rubric(draw):
    rows = st.tuples(one_line(), st.sampled_from(["1", "0.5", "2.25"]))
    return [
        {"id": f"b{n}", "text": text, "points": points}
        for n, (text, points) in enumerate(draw(st.lists(rows, min_size=1, max_size=3)))
    ]


@st.composite
def essay(draw):
    words = draw(optional(least=st.integers(1, 50), most=st.integers(51, 500)))
    own = {"type": "essay", "rubric": draw(rubric()), "longest": draw(st.sampled_from([3000, 500, 20_000]))}
    return own | ({"words": words} if words else {}) | draw(optional(sample=many_lines()))


@st.composite
def file_upload(draw):
    accept = draw(st.sampled_from([["pdf"], ["pdf", "docx", "jpg", "png"], ["mp3", "m4a"]]))
    return {"type": "file_upload", "rubric": draw(rubric()), "accept": accept, "megabytes": draw(st.integers(1, 10))}


OWN = [
    single_choice(),
    single_choice(pictures=True),
    multiple_response(),
    true_false(),
    short_answer(),
    numeric(),
    gap_fill(),
    matching(),
    categorise(),
    ordering(),
    essay(),
    file_upload(),
]


@st.composite
def moodle_items(draw):
    """One frozen item of any type that Moodle XML carries."""
    item = {"id": "item", "prompt": draw(prompts()), "hint": "", "explanation": ""}
    if not draw(st.integers(0, 9)):
        return item | {"type": "information", "points": "0"}
    item |= {"points": draw(st.sampled_from(["1", "2", "10"])), "explanation": draw(st.just("") | many_lines())}
    hints = draw(st.lists(many_lines(), max_size=3))
    item |= {"hint": hints[0] if hints else ""} | ({"more_hints": hints[1:]} if hints[1:] else {})
    feedback = draw(optional(right=many_lines(), partial=many_lines(), wrong=many_lines()))
    item |= {"feedback": feedback} if feedback else {}
    item |= draw(
        optional(
            tags=st.lists(st.sampled_from(["mạng", "an toàn", "VNeID"]), min_size=1, unique=True),
            difficulty=st.sampled_from(["easy", "medium", "hard"]),
            competence=st.sampled_from(["4.2", "1.1"]),
            picture=st.builds(lambda key, alt: {"image": key, "alt": alt}, st.integers(1, 9), one_line()),
        )
    )
    return item | draw(st.one_of(OWN))


def pictures():
    """The bytes of the pictures 1 to 9, all different."""
    return {key: PNG + bytes([key]) * 20 for key in range(1, 10)}
