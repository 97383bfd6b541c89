"""A page carries the rules of what stands in it, and no others."""

import re

from cms.page_styles import page_style

SIMULATOR = '<fieldset class="simulator" data-simulator><fieldset class="screen"></fieldset></fieldset>'


def test_a_movement_is_carried_by_pages_that_show_what_moves():
    assert "@keyframes simulator{" in page_style(SIMULATOR).text
    assert "@keyframes" not in page_style('<p class="soft">Học</p>').text


def test_every_movement_that_a_page_uses_is_in_its_style():
    style = page_style(SIMULATOR).text
    used = set(re.findall(r"animation:(\w+) \d", style))
    assert used == set(re.findall(r"@keyframes (\w+)\{", style)) == {"simulator"}
