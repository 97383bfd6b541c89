"""What one process of the web tier weighs: the server of the Dockerfile with one worker, asked 200 pages. Printed.

Run by `make bench`. The process stands on the seeded site's database under production settings; told are the memory it
holds at the end, and the part of it that it shares with no other process.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

from courses.models import CoursePage, LessonPage
from tests.journeys.conftest import pictures, site, template  # noqa: F401 - fixtures.
from tests.servers.process import free_port

PAGES, WAIT_SECONDS = 200, 60
PROMISED = 128


def as_in_the_image():
    """What the Dockerfile sets and starts: (environment, command)."""
    lines = (settings.BASE_DIR / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    told = [line.split()[1:] for line in lines if line.startswith("ENV")][-1]
    command = next(json.loads(line.removeprefix("CMD")) for line in lines if line.startswith("CMD"))
    return dict(pair.split("=", 1) for pair in told if not pair.startswith("PATH=")), command


def environment(folder):
    database = connection.settings_dict
    return (
        os.environ
        | as_in_the_image()[0]
        | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": "https://127.0.0.1",
            "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{database['PORT']}/{database['NAME']}",
            "VAR_DIR": str(folder),
            # The image holds compiled code; here it is compiled into a folder of the run.
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
    )


def asked(port, path):
    # A proxy in front of the server ends TLS and says so.
    headers = {"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=30) as answer:
        answer.read()
        return answer.status


def until_it_answers(port):
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        with suppress(OSError):
            return asked(port, "/healthz")
        time.sleep(0.2)
    raise AssertionError("the server does not answer")


def megabytes(process, name, file):
    return int(re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{process}/{file}").read_text(), re.MULTILINE)[1]) / 1024


@pytest.fixture
def server(transactional_db, site, tmp_path):  # noqa: F811 - the fixture imported above.
    """Gunicorn as the Dockerfile starts it, with one worker: (port, the worker's process)."""
    compiling = environment(tmp_path) | {"PYTHONDONTWRITEBYTECODE": ""}
    for first in (
        ["manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        ["-c", "import cms.wsgi, gunicorn.app"],
    ):
        subprocess.run([sys.executable, *first], env=compiling, cwd=settings.BASE_DIR, check=True)  # noqa: S603 - our own.
    port = free_port()
    served = [word for word in as_in_the_image()[1] if not word.startswith(("--bind=", "--workers="))]
    command = [sys.executable, "-m", *served, "--workers=1", f"--bind=127.0.0.1:{port}", "--log-level=error"]
    with subprocess.Popen(command, env=environment(tmp_path), cwd=settings.BASE_DIR) as running:  # noqa: S603 - our own.
        try:
            until_it_answers(port)
            yield port, Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()[0]
        finally:
            running.terminate()


@pytest.mark.django_db(transaction=True)
def test_what_one_process_of_the_web_tier_weighs(server, capsys):
    port, process = server
    pages = ["/", "/khoa-hoc/", "/tai-khoan/login/"]
    pages += [page.url for page in CoursePage.objects.live()] + [page.url for page in LessonPage.objects.live()]
    before = megabytes(process, "VmRSS", "status")
    assert {asked(port, path) for path in islice(cycle(pages), PAGES)} == {200}
    resident, own = megabytes(process, "VmRSS", "status"), megabytes(process, "Private_Dirty", "smaps_rollup")
    with capsys.disabled():
        print(  # noqa: T201
            f"\nweb process after {PAGES} pages: {resident:.0f} MB resident (promised {PROMISED}),"
            f" {own:.0f} MB of it its own; {before:.0f} MB before the first page"
        )
