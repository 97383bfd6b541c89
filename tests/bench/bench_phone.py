"""A lesson on a cheap phone with a thin network, in Chromium: what a person waits for. Printed, never asserted as time.

Run by `make bench`: 400 kbit/s, 400 ms a round trip, a processor four times slower. Beside our pages stands a static
file of 3.7 KB, which shows what the line itself takes. All files are sent as in service: small and compressed.
"""

import json
import statistics

import pytest
from django.urls import reverse

from courses.services.outline import course_outline
from learners.models import Attempt
from tests.bench.as_served import live_server  # noqa: F401 - a fixture.
from tests.journeys import exercise, phones, steps
from tests.journeys.conftest import browser, new_context, pictures, site, template  # noqa: F401 - fixtures.
from tests.servers import chromium

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
ROUNDS, SETTLED = 5, 1500
PAINTS = """() => new Promise(resolve => {
  const seen = {fcp: 0, lcp: 0, cls: 0, tbt: 0};
  const watch = (type, note) => new PerformanceObserver(
    list => list.getEntries().forEach(note)).observe({type, buffered: true});
  watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
  watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
  watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  watch('longtask', entry => { seen.tbt += Math.max(0, entry.duration - 50); });
  setTimeout(() => {
    const before = performance.getEntriesByType('resource').filter(entry => entry.responseEnd <= seen.fcp);
    const [page] = performance.getEntriesByType('navigation');
    resolve({...seen, waited: before.length, kilobytes: page.transferSize / 1000});
  }, SETTLED);
})""".replace("SETTLED", str(SETTLED))  # fmt: skip


def visit(context, address):
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    found = page.evaluate(PAINTS)
    page.close()
    return found


def slow_worker(browser, address):  # noqa: F811 - the fixture imported above.
    """Put the service worker, which has a line of its own, on the same thin network."""
    line = browser.new_browser_cdp_session()
    for target in line.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker" and target["url"].startswith(address):
            joined = line.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})["sessionId"]
            for number, (method, said) in enumerate(
                (("Network.enable", {}), ("Network.emulateNetworkConditions", LINE))
            ):
                message = json.dumps({"id": number, "method": method, "params": said})
                line.send("Target.sendMessageToTarget", {"sessionId": joined, "message": message})


def from_the_worker(browser, context, server, address):  # noqa: F811 - the fixture imported above.
    """Visits to a page that was open on this phone before, with the worker running."""
    page = context.new_page()
    page.goto(address)
    phones.ready(page)
    page.goto(address)
    slow_worker(browser, server)
    return [visit(context, address) for _round in range(ROUNDS)]


def said(name, visits):
    middle = {key: statistics.median(each[key] for each in visits) for key in visits[0]}
    return (
        f"{name}: first paint {middle['fcp'] / 1000:.2f} s, largest {middle['lcp'] / 1000:.2f} s,"
        f" blocked {middle['tbt']:.0f} ms,"
        f" shift {middle['cls']:.3f}, requests waited for {1 + middle['waited']:.0f}, page {middle['kilobytes']:.1f} kB"
    )


@pytest.fixture
def pages(live_server):  # noqa: F811 - the fixture imported above.
    """Addresses by what they show."""
    joined = exercise.enrolled()
    lesson = course_outline(steps.course()).lessons[0].url
    attempt: Attempt = exercise.begun(joined)
    return joined.person, {
        "a file of 3.7 kB": "/static/icons/mark.svg",
        "home": "/",
        "catalogue": "/khoa-hoc/",
        "course": steps.course().url,
        "lesson": lesson,
        "quiz question": reverse("learners:attempt_item", args=[attempt.public_id, 1]),
    }


@pytest.mark.django_db(transaction=True)
def test_what_a_person_waits_for(live_server, browser, new_context, pages, capsys):  # noqa: F811 - imported above.
    person, addresses = pages
    rows = []
    for name, address in addresses.items():
        cold = []
        for _round in range(ROUNDS):
            context = new_context(**chromium.phone())
            steps.take_in(context, person, live_server.url)
            cold.append(visit(context, address))
        rows.append(said(name, cold))
        if name == "lesson":
            rows.append(said("lesson, second visit", [visit(context, address) for _round in range(ROUNDS)]))
            context = new_context(**phones.options())
            steps.take_in(context, person, live_server.url)
            kept = from_the_worker(browser, context, live_server.url, address)
            rows.append(said("lesson, second visit from the worker", kept))
    with capsys.disabled():
        print("\n" + "\n".join(rows))  # noqa: T201
