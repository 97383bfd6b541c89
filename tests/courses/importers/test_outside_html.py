import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.html import plain
from courses.importers.outside_html import Cleaner, Img, TooTangled, from_plain, piece

MARKUP = st.sampled_from(
    "<p> </p> <br> <br/> <b> </b> <strong> </em> <ul> <li> </li> <i lang='vi'> Hà Nội &amp; &lt;b&gt; &nbsp; &#39; & "
    "&lt &#x3c;i> ế a".split(" ")
)


@given(st.lists(MARKUP, max_size=12).map(" ".join))
def test_the_lines_of_simple_markup_hold_the_words_of_the_cleaned_html(source):
    assert Cleaner().lines(source).split() == plain(source).split()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>Một</p><p>Hai<br>Ba</p>", "Một\nHai\nBa"),
        ("<ul><li>Một</li><li><b>Hai</b> ba</li></ul>", "Một\nHai ba"),
        ("<div>Một</div><div>Hai</div>", "Một\nHai"),
        ("<table><tr><td>Một</td><td>Hai</td></tr></table>", "Một\nHai"),
        ("Một\nhai  ba&nbsp;bốn", "Một hai ba bốn"),
        ("<script>alert(1)</script>An<!-- ẩn --> toàn", "An toàn"),
        ("1 < 2 &amp;&amp; 3 > 2", "1 < 2 && 3 > 2"),
        ("m<sup>2</sup> và CO<sub>2</sub>", "m² và CO₂"),
    ],
)
def test_html_becomes_lines_of_text(source, lines):
    assert Cleaner().lines(piece(source).source) == lines


def test_pictures_are_taken_out_with_their_descriptions():
    source = "<p>Nhìn <img alt='Ổ  khoá &amp; chìa' src=a%20b.png></p><p><IMG SRC=\"c.png\"></p>"

    found = piece(source)

    assert (found.source, found.pictures) == ("<p>Nhìn </p>", [Img("a b.png", "Ổ khoá & chìa"), Img("c.png", "")])


def test_plain_text_becomes_paragraphs():
    assert from_plain("Một <b>\r\nhai\n\n\nBa & bốn ") == "<p>Một &lt;b&gt;<br>hai</p><p>Ba &amp; bốn</p>"


@pytest.mark.parametrize("source", ["<p>" * 401, "x" * 50_001, "".join(f"<b id={n}>" for n in range(21))])
def test_a_piece_that_would_take_long_to_clean_is_not_cleaned(source):
    with pytest.raises(TooTangled):
        Cleaner().prompt(source)
