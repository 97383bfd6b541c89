"""Strategies that damage a file: cut, change, double and swap its bytes, or put odd words into its places for words."""

import re

from hypothesis import strategies as st

ODD = (
    "* -1 1e999999 NaN Infinity -Infinity 0 % true [[ [[1]] ]] {1:SA:= {1:NM:=} {9:MC:a~=b} \\ = ~ # &lt;b> &#0; html "
    "plain_text markdown RESPONSE ../../etc/passwd multiple 0,0,0 -5,-5,1,1 \U0001f600 \u0301 1,5 100 50 1e-30"
).split() + ["", "A B", "9" * 60, "x" * 400]
_PLACE = re.compile(rb'(?<=>)[^<>]+(?=</)|(?<=")[^"<>]*(?=")|(?<=CDATA\[)[^\]]*(?=\]\])')


@st.composite
def cut_and_changed(draw, source):
    """The bytes of a file after a few accidents."""
    data = bytearray(source)
    for _accident in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = start + draw(st.integers(0, 200))
        kind = draw(st.sampled_from(["cut", "flip", "double", "insert"]))
        if kind == "cut":
            del data[start:end]
        elif kind == "flip" and data:
            data[start] ^= 1 << draw(st.integers(0, 7))
        elif kind == "double":
            data[start:start] = data[start:end]
        else:
            data[start:start] = draw(st.binary(max_size=8))
    return bytes(data)


@st.composite
def oddly_worded(draw, source):
    """The bytes of a file that is still in form, with odd words in some of its places."""
    places = list(_PLACE.finditer(source))
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=8, unique=True))
    data = source
    for place in sorted(chosen, key=lambda place: -place.start()):
        data = data[: place.start()] + draw(st.sampled_from(ODD)).encode() + data[place.end() :]
    return data
