"""A step is read aloud by the browser's own voice where nothing is recorded, and the sentence being read is marked."""

import pytest
from playwright.sync_api import expect

from courses.services.outline import course_outline
from tests.journeys import steps

# A voice that speaks at once and in silence, as a phone's would, sentence by sentence.
VOICE = """
window.heard = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const waiting = [];
const go = () => setTimeout(() => {
  const said = waiting[0];
  if (!said) return;
  said.onstart?.();
  window.heard.push([said.text, [...CSS.highlights.get("read")][0].toString()]);
  waiting.shift();
  said.onend?.();
  go();
});
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "vi-VN" }], cancel: () => { waiting.length = 0; }, addEventListener: () => {},
  speak: (said) => { waiting.push(said); if (waiting.length === 1) go(); },
} });
"""


@pytest.fixture
def lesson():
    return course_outline(steps.course()).lessons[0].specific


def test_every_sentence_of_a_step_is_read_in_its_order_and_marked_while_it_is(page, lesson):
    page.add_init_script(VOICE)
    page.goto(f"{lesson.url}?buoc=1")
    button = page.get_by_role("button", name="Đọc to lên").or_(page.get_by_role("button", name="Read this aloud"))
    expect(button).to_be_visible()
    button.click()
    page.wait_for_function("() => window.heard.length > 2")
    heard = page.evaluate("window.heard")
    assert [text for text, _marked in heard] == [marked for _text, marked in heard]
    assert heard[0][0] == lesson.body[0].value["title"]


def test_where_no_voice_speaks_the_language_there_is_no_button(page, lesson):
    page.goto(f"{lesson.url}?buoc=1")
    expect(page.get_by_role("heading", name=lesson.body[0].value["title"])).to_be_visible()
    expect(page.locator("[data-listen]")).to_be_hidden()
