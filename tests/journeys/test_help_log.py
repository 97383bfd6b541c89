"""A helper records help on a phone that runs no scripts, takes a mistake out, and reads the sheet of the month."""

from urllib.parse import urlsplit

from django.utils import timezone

from learners.models import AdministrativeUnit, Assistance
from tests.factories.community_group import make_assistance, make_group
from tests.journeys import steps

SMALL = """() => [...document.querySelectorAll('main :is(a, button, summary, select, .opt, .input, input[type=text])')]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 48)
  .map(each => each.outerHTML.slice(0, 90))"""


def make_team(person):
    """A team of a seeded commune with this person in it and one occasion in its log."""
    unit = AdministrativeUnit.objects.in_force(timezone.localdate()).communes().first()
    group = make_group(person, unit=unit, phone="+84912345678")
    person.unit = unit
    person.save()
    make_assistance(person, group, persons=2, minutes=15)
    return group


def test_a_helper_records_help_without_scripts_and_takes_a_mistake_out(page_without_scripts, live_server):
    page, joined = page_without_scripts, steps.enrolled_person()
    steps.take_in(page.context, joined.person, live_server.url)
    group = make_team(joined.person)
    page.goto("/hoc/")
    page.locator("main a[href^='/to-cong-nghe-so/']").click()
    assert (urlsplit(page.url).path, page.evaluate(SMALL)) == (f"/to-cong-nghe-so/{group.public_id}/", [])
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator(".opt", has=page.locator("[name=kind][value=health]")).click()
    page.locator("[name=persons]").fill("3")
    page.locator(".opt", has=page.locator("[name=minutes][value='30']")).click()
    page.locator("form[data-queue] button").click()
    row = Assistance.objects.get(kind="health")
    assert (row.persons, row.minutes, row.helper, row.unit_at_event) == (3, 30, joined.person, group.unit)
    page.locator(f"form[action$='/{row.command_id}/bo/'] button").click()
    row.refresh_from_db()
    assert row.withdrawn_by == joined.person
    page.locator("main a[href$='/theo-thang/']").click()
    assert page.locator("tfoot td").all_inner_texts() == ["1", "2", "15"]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto("/ho-tro/")
    assert page.locator("main a[href='tel:+84912345678']").count() == 1
