"""A page cut at its slots and put together again is the page, compressed or not."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from cms.rendered.shell import SLOTS, cut, filled, gzipped, inflated

PIECES = st.lists(st.one_of(st.text(max_size=400), st.sampled_from(sorted(SLOTS))), max_size=8)


@given(pieces=PIECES, person=st.text(max_size=60), token=st.text(max_size=80))
def test_what_is_sent_is_the_page_with_its_slots_filled(pieces, person, token):
    values = {"person": person, "token": token}
    page = "".join(SLOTS.get(piece, piece) for piece in pieces)
    parts = filled(cut(page, "digest"), values)
    said = "".join(values.get(piece, piece) for piece in pieces)
    assert gzip.decompress(gzipped(parts)).decode() == said
    assert b"".join(map(inflated, parts)).decode() == said


def test_a_secret_is_compressed_apart_from_what_stands_around_it():
    secret = "token-of-one-person-0123456789"
    around = f"<p>{secret}</p>[slot]"
    alone, beside = (cut(f"{text}{SLOTS['token']}", "digest") for text in ("", around))
    lengths = {len(filled(shell, {"token": secret})[1]) for shell in (alone, beside)}
    assert len(lengths) == 1
