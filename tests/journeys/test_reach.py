"""Keys, spacing and large letters: every control is reached once and seen whole, nothing is cut when text grows."""

import pytest

from courses.services.outline import course_outline
from tests.journeys import steps
from tests.journeys.faults import settled
from tests.journeys.test_help_log import make_team
from tests.journeys.tour import begun
from tests.servers import chromium

LONGEST_WALK, LONGEST_PAGE, PATIENCE = 200, 200, 60_000
# 1.4.12: what readers may set without losing anything.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CUT = """() => [...document.querySelectorAll('main *, header *, nav *')]
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && getComputedStyle(each).overflowX !== 'visible'
    && getComputedStyle(each).clipPath === 'none' && each.scrollWidth > each.clientWidth + 1
    && !each.closest('[tabindex="0"], svg, textarea, select'))
  .map(each => `${each.tagName}.${each.className}`)"""
# Where the bar is, and the links of the foot it lies over.
BAR = """() => {
  const bar = document.querySelector('.bar').getBoundingClientRect();
  const over = [...document.querySelectorAll('.foot a')].filter(link => {
    const box = link.getBoundingClientRect();
    return box.top < bar.bottom - 1 && box.bottom > bar.top + 1;
  });
  return { bottom: Math.round(bar.bottom), over: over.map(link => link.textContent) };
}"""
FOCUSED = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), bar = document.querySelector('.bar');
  const shown = here.matches('.chip input, .opt input, .sr') ? here.closest('label, button') : here;
  const over = bar?.contains(here) ? null : bar?.getBoundingClientRect();
  const hidden = box.top < -1 || box.bottom > innerHeight + 1
    || (over && box.top < over.bottom - 1 && box.bottom > over.top + 1);
  const ring = [here, shown, ...here.querySelectorAll('*')].some(each => each && (
    getComputedStyle(each).outlineStyle !== 'none' || getComputedStyle(each, '::after').outlineStyle !== 'none'))
    || (here.nextElementSibling && getComputedStyle(here.nextElementSibling).outlineStyle !== 'none')
    || getComputedStyle(here.parentElement).outlineStyle !== 'none';
  here.walked = (here.walked ?? 0) + 1;
  return { name: here.tagName === 'BODY' ? '' : here.outerHTML.slice(0, 90), times: here.walked,
    covered: box.height < innerHeight / 2 && hidden, ring };
}"""


@pytest.fixture
def page(new_context, live_server):
    new = new_context(**chromium.phone(device_scale_factor=1)).new_page()
    # The first visit to a page full of pictures makes them.
    new.set_default_timeout(PATIENCE)
    return new


@pytest.fixture
def addresses(page, live_server):
    """Pages of every kind, as somebody meets them who is in the middle of a quiz."""
    joined = steps.enrolled_person()
    steps.take_in(page.context, joined.person, live_server.url)
    team = make_team(joined.person)
    attempt, lesson = begun(joined), course_outline(steps.course()).lessons[0]
    sitting = f"/bai-lam/{attempt.public_id}"
    return [
        "/", "/khoa-hoc/", steps.course().url, f"{lesson.url}?buoc=2", "/hoc/", "/ho-tro/",
        f"/gui/{lesson.translation_key}/", f"/in/{lesson.translation_key}/", f"{sitting}/1/", f"{sitting}/nop/",
        f"/to-cong-nghe-so/{team.public_id}/", "/to-cong-nghe-so/theo-thang/",
    ]  # fmt: skip


def test_tab_reaches_every_control_once_in_sight_and_with_a_ring(page, addresses):
    faults = []
    for address in addresses:
        page.goto(address)
        settled(page)
        faults += [f"{address}: {fault}" for fault in walk(page)]
    assert faults == []


@pytest.mark.parametrize("size", [(360, 740), (412, 823)])
def test_the_bar_stands_at_the_lower_edge_and_never_over_the_foot(page, addresses, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    for address in [*addresses, "/khong-co/", "/giay-chung-nhan/"]:
        page.goto(address)
        settled(page)
        assert (address, page.evaluate(BAR)) == (address, {"bottom": size[1], "over": []})
        for _part in range(LONGEST_PAGE):
            page.evaluate("scrollBy(0, 100)")
            assert (address, page.evaluate(BAR)["over"]) == (address, [])
            if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
                break
        else:
            pytest.fail(f"{address} has no end")


def walk(page):
    """Press Tab until it leaves the page; the faults met on the way."""
    for _press in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if not here["name"] or here["times"] > 1:
            return
        if here["covered"]:
            yield f"covered {here['name']}"
        if not here["ring"]:
            yield f"no ring {here['name']}"
    yield "no way out"


@pytest.mark.parametrize("width", [320, 1280])
def test_more_space_between_letters_and_lines_cuts_nothing(page, addresses, width):
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for address in addresses:
        page.goto(address)
        settled(page)
        page.evaluate(SPACED)
        faults += [f"{address}: {cut}" for cut in page.evaluate(CUT)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{address}: sideways")
    assert faults == []


def test_nothing_moves_for_those_who_asked_for_stillness(page, addresses):
    page.emulate_media(reduced_motion="reduce")
    for address in addresses:
        page.goto(address)
        settled(page)
        assert page.evaluate("document.getAnimations().length") == 0
