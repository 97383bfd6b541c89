"""What is wrong with the page that is open: sideways, out of thumb's reach, or objected to by axe.

Every rule of axe that is not deprecated is on, best practice and experiments too. All of them run once, on a light
phone; what depends on width or colours runs again at the other widths and schemes.
"""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.journeys import steps

PHONE = 360
WIDTHS = (320, 360, 412, 1280)
# So tall that nothing lies under the bar that sticks to the lower edge.
TALL = 6000
SMALLEST_TARGET = 48
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
RUN = """async ({ only, within }) => {
  const rules = only ?? axe.getRules().filter(rule => !rule.tags.includes('deprecated')).map(rule => rule.ruleId);
  const options = { runOnly: { type: 'rule', values: rules }, resultTypes: ['violations'] };
  const found = await axe.run(within || document, options);
  return found.violations.flatMap(
    rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary]));
}"""
OF_WIDTH = ["target-size", "scrollable-region-focusable", "link-in-text-block", "color-contrast-enhanced", "region"]
OF_COLOUR = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
LOW = """(boxes, least) => boxes
  .map(box => [box.innerText.slice(0, 40), box.getBoundingClientRect().height])
  .filter(([, height]) => 0 < height && height < least)
  .map(([text, height]) => `'${text}' ${height}`)"""
MAIN_CONTROLS = (
    "main .btn, .linklike, .bar .btn, .tabs a, .me, .opt, .input, .chip, .link, summary, .rows > a, .top-links a"
)


def settled(page: Page) -> None:
    """Wait until the page is whole: read to its end, style sheets applied, letters there."""
    page.wait_for_load_state("load")
    page.wait_for_function(
        "document.readyState === 'complete' && document.fonts.status === 'loaded'"
        " && [...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)"
    )


def judge(page: Page, name: str, within: str = "") -> None:
    """Judge the page that is open, or a part of it, once it is whole; it is a light phone again afterwards.

    A part is judged where the rest is Wagtail's own: its place in the page is not ours to judge.
    """
    settled(page)
    found = [*at_every_width(page, within), *in_other_colours(page, within)]
    steps.keep_picture(page, f"screen-{name}")
    if found:
        pytest.fail(f"{name}:\n" + "\n".join(found))


def at_every_width(page: Page, within: str = "") -> list[str]:
    """What is wrong at each width; all of axe's rules at the width of a phone."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, TALL)})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"sideways at {width}")
        found += [f"at {width}: {line}" for line in ([] if within else small_targets(page))]
        found += [f"at {width}: {line}" for line in axe(page, None if width == PHONE else OF_WIDTH, within)]
    page.set_viewport_size({"width": PHONE, "height": TALL})
    return found


def in_other_colours(page: Page, within: str = "") -> list[str]:
    """What cannot be told from its ground in the dark, or in the colours that a reader has forced on the page."""
    found = []
    for name, wish in {"dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}.items():
        page.emulate_media(**wish)
        found += [f"{name}: {line}" for line in axe(page, OF_COLOUR, within)]
        page.emulate_media(color_scheme="light", forced_colors="none")
    return found


def small_targets(page: Page) -> list[str]:
    """Buttons, boxes and links that stand alone and are lower than a thumb needs."""
    return page.locator(MAIN_CONTROLS).evaluate_all(LOW, SMALLEST_TARGET)


def axe(page: Page, only: list[str] | None = None, within: str = "") -> list[str]:
    """What axe finds: rule, element, and what it says; ``only`` names the rules, otherwise all run."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [" ".join(row) for row in page.evaluate(RUN, {"only": only, "within": within})]
