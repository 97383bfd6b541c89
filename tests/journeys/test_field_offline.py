"""What a helper records where there is no network: the page is on the phone, and every occasion counts once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.models import Assistance
from tests.factories.community_group import make_group
from tests.journeys import phones, steps

KINDS = ["vneid", "payment", "health"]
OLDER = """async (address) => {
  const name = (await caches.keys()).find((each) => each.startsWith("field-"));
  const field = await caches.open(name);
  const kept = await field.match(address);
  const text = (await kept.text()).replace(/js\\/(page|forms)\\.js/g, "js/$1.0123456789ab.js");
  await field.put(address, new Response(text, { headers: kept.headers }));
}"""
HAS_ROWS = """async (address) => {
  const kept = await caches.match(address);
  return (await kept.text()).split("/bo/").length === 4;
}"""


@pytest.fixture
def group(enrolment):
    """A team of which the person is a member."""
    return make_group(enrolment.person, unit=enrolment.person.unit, name="Tổ thôn Riêng")


@pytest.fixture
def address(group):
    return reverse("learners:record_assistance", args=[group.public_id])


@pytest.fixture
def helper(new_context, live_server, enrolment, address):
    """The helper's phone with the page open, which it keeps."""
    return phones.keeping(new_context(**phones.options()), enrolment.person, live_server.url, address)


def button(page: Page):
    return page.locator("form[data-queue] button")


def says(page: Page, state: str) -> None:
    expect(page.locator(f"[data-queue-state][data-state={state}]")).to_be_visible()


def record(page: Page, kind: str) -> None:
    page.locator(f"[name=kind][value={kind}]").check()
    button(page).click()


def recorded():
    return sorted(Assistance.objects.values_list("kind", flat=True))


def test_three_occasions_without_network_count_once_and_nobody_else_on_the_phone_sees_them(
    helper, address, group, live_server
):
    context = helper.context
    context.set_offline(True)
    for kind in KINDS:
        record(helper, kind)
        says(helper, "kept")
        expect(helper.locator("[name=kind]:checked")).to_have_count(0)
    assert (len(phones.queued(helper)), recorded()) == (3, [])
    helper.close()

    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-kept-page]")).to_be_visible()
    expect(page.locator("#unsent")).to_contain_text("3")
    page.goto("/trong-may/")
    expect(page.locator("#unsent")).to_contain_text("3")
    page.goto(address)
    with page.expect_request("**/api/sync") as sent:
        context.set_offline(False)
    says(page, "sent")
    expect(page.locator("#unsent")).to_be_hidden()
    assert (phones.queued(page), recorded()) == ([], sorted(KINDS))

    headers = {name: value for name, value in sent.value.headers.items() if name in {"content-type", "x-csrftoken"}}
    reply = context.request.post("/api/sync", data=sent.value.post_data, headers=headers)
    assert [each["status"] for each in reply.json()["results"]] == ["duplicate"] * 3
    assert recorded() == sorted(KINDS)

    # What was sent stands on the kept page, too.
    phones.until(page, HAS_ROWS, address)

    steps.take_in(context, steps.enrolled_person("Trần Văn Hai", "+84987654321").person, live_server.url)
    page.goto("/hoc/")
    expect(page.locator(".me-name")).to_have_text("Hai")
    expect(page.locator("#unsent")).to_be_hidden()
    context.set_offline(True)
    page.goto(address)
    expect(page.locator("[data-missing]")).to_be_visible()
    assert group.name not in page.content()
    assert page.evaluate("(address) => caches.match(address).then(Boolean)", address) is False


def test_a_double_tap_is_one_occasion_and_the_next_entry_another(helper):
    helper.context.set_offline(True)
    helper.locator(f"[name=kind][value={KINDS[0]}]").check()
    button(helper).evaluate("(tapped) => { tapped.click(); tapped.click(); }")
    says(helper, "kept")
    expect(button(helper)).to_be_enabled()
    assert len(phones.queued(helper)) == 1
    record(helper, KINDS[1])
    expect(button(helper)).to_be_enabled()
    assert len({event["id"] for event in phones.queued(helper)}) == 2


def test_what_the_server_does_not_take_is_told_in_words_and_lies_on_the_shelf(helper):
    helper.context.set_offline(True)
    odd = "(radio) => { radio.checked = true; radio.value = 'none'; }"
    helper.locator(f"[name=kind][value={KINDS[0]}]").evaluate(odd)
    button(helper).click()
    says(helper, "kept")
    helper.context.set_offline(False)
    says(helper, "refused")
    assert recorded() == []
    helper.goto("/trong-may/")
    expect(helper.locator("[data-review] li")).to_have_count(1)


def test_a_full_phone_takes_nothing_without_network_and_sends_the_plain_form_with_one(helper, address, live_server):
    session = helper.context.new_cdp_session(helper)
    session.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    helper.context.set_offline(True)
    record(helper, KINDS[0])
    says(helper, "full")
    assert phones.queued(helper) == []
    helper.context.set_offline(False)
    expect(helper.locator("[name=kind]:checked")).to_have_count(1)
    button(helper).click()
    expect(helper.locator("form[action$='/bo/']")).to_have_count(1)
    assert (phones.queued(helper), recorded()) == ([], [KINDS[0]])


def test_a_page_kept_with_an_earlier_version_runs_the_scripts_that_are_held(helper, address):
    helper.evaluate(OLDER, address)
    helper.context.set_offline(True)
    helper.goto(address)
    record(helper, KINDS[0])
    says(helper, "kept")
    assert len(phones.queued(helper)) == 1


def test_a_page_that_the_server_has_no_more_leaves_the_phone(helper, address, enrolment):
    # From today on the person is in the team no more.
    enrolment.person.memberships.update(until=timezone.localdate() - timedelta(days=1))
    helper.goto(address)
    phones.until(helper, "(address) => caches.match(address).then((kept) => !kept)", address)
    helper.context.set_offline(True)
    helper.goto(address)
    expect(helper.locator("[data-missing]")).to_be_visible()
