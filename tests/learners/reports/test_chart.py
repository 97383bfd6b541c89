from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from learners.reports.chart import BAR_ROOM, Bar, bar_chart, shorten


def words(value, share):
    return f"{value}" if share is None else f"{value}, {share:.2f}"


def test_bars_stand_under_one_another_and_the_longest_fills_the_room():
    chart = bar_chart([Bar("Xã A", 200, Decimal("0.25"), "/a/"), Bar("Xã B", 50)], title="T", text=words)
    assert chart == {
        "title": "T",
        "description": "",
        "width": 720,
        "height": 68,
        "linked": True,
        "bars": [
            {
                "label": "Xã A", "short_label": "Xã A", "url": "/a/", "text": "200, 0.25", "x": 220, "y": 7,
                "width": 370, "part_width": 92, "height": 20, "label_x": 212, "value_x": 598, "text_y": 22,
            },
            {
                "label": "Xã B", "short_label": "Xã B", "url": "", "text": "50", "x": 220, "y": 41, "width": 92,
                "part_width": 92, "height": 20, "label_x": 212, "value_x": 320, "text_y": 56,
            },
        ],
    }  # fmt: skip


def test_nothing_to_show_is_an_empty_picture():
    assert bar_chart([], title="T", text=words)["height"] == 0


def test_zeros_have_no_length_and_small_values_can_be_seen():
    chart = bar_chart([Bar("a", 0, Decimal(0)), Bar("b", 1, Decimal("0.1")), Bar("c", 100_000)], title="T", text=words)
    assert [(bar["width"], bar["part_width"]) for bar in chart["bars"]] == [(0, 0), (2, 2), (BAR_ROOM, BAR_ROOM)]
    assert [bar["width"] for bar in bar_chart([Bar("a", 0)], title="T", text=words)["bars"]] == [0]


def test_thirty_bars_are_shown_and_the_rest_is_added_up():
    rows = [Bar(str(number), 10, Decimal("0.5")) for number in range(30)]
    assert [bar["label"] for bar in bar_chart(rows, title="T", text=words)["bars"]] == [str(n) for n in range(30)]
    rows += [Bar("x", 30, Decimal("0.5"), "/x/"), Bar("y", 10, Decimal(1)), Bar("z", 0)]
    last = bar_chart(rows, title="T", text=words)["bars"][-1]
    assert (last["label"], last["text"], last["url"], last["width"]) == ("khác", "40, 0.62", "", BAR_ROOM)
    assert len(bar_chart(rows, title="T", text=words)["bars"]) == 31


def test_the_rest_has_no_share_when_one_of_it_has_none():
    rows = [Bar("a", 1)] * 30 + [Bar("x", 30, Decimal("0.5")), Bar("y", Decimal("0.5"))]
    assert bar_chart(rows, title="T", text=words, others="còn lại")["bars"][-1]["text"] == "30.5"


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Xã Tuấn Đạo", "Xã Tuấn Đạo"),
        ("a" * 28, "a" * 28),
        ("a" * 29, "a" * 27 + "…"),
        ("Xã Tuấn Đạo, huyện Sơn Động cũ", "Xã Tuấn Đạo, huyện Sơn Động…"),
        ("Ủy ban nhân dân – Hội đồng nhân dân", "Ủy ban nhân dân – Hội đồng…"),
    ],
)
def test_long_labels_are_cut_between_words(label, short):
    assert (shorten(label), len(shorten(label)) <= 29) == (short, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_picture_has_plain_numbers_in_every_language(language):
    chart = bar_chart(
        [Bar("Xã A", 1234)] * 31, title="Theo <xã>", text=lambda value, share: "1.234", description="Mô tả"
    )
    with translation.override(language):
        html = render_to_string("learners/reports/bar_chart.html", {"chart": chart})
    assert 'viewBox="0 0 720 1054"' in html
    assert 'role="img"' in html
    assert '<title id="bar-chart-title">Theo &lt;xã&gt;</title>' in html
    assert '<desc id="bar-chart-desc">Mô tả</desc>' in html
    assert html.count(">1.234</text>") == 31


def test_bars_that_lead_somewhere_are_links_in_a_group():
    chart = bar_chart([Bar("Xã A", 1, url="/a/?b=1&c=2"), Bar("Xã B", 1)], title="T", text=words)
    html = render_to_string("learners/reports/bar_chart.html", {"chart": chart})
    assert 'role="group"' in html
    assert html.count("<a href=") == 1
    assert '<a href="/a/?b=1&amp;c=2">' in html
