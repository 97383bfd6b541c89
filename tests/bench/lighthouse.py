"""Google's Lighthouse on seven pages of a site that runs, as a phone sees them. Printed, never asserted.

Run by `make lighthouse` beside `make demo` (SITE= for another address). It needs Node's `npx`, which fetches Lighthouse
itself; nothing of the platform depends on either.
"""

import json
import os
import re
import subprocess
import sys
from urllib.request import urlopen

from tests.servers import chromium

COURSE = "/khoa-hoc/an-toan-so-cho-moi-nguoi/"
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def pages(site: str) -> dict[str, str]:
    """The seven pages by name, of which the lesson is the first of its course."""
    with urlopen(site + COURSE) as answer:  # noqa: S310 - the address of this machine's own site.
        lesson = re.search(rf'href="({COURSE}[^"/]+/[^"/]+/)"', answer.read().decode())
    if lesson is None:
        raise SystemExit(f"{site}{COURSE} shows no lesson: is the site seeded?")
    return {
        "home": "/", "catalogue": "/khoa-hoc/", "course": COURSE, "lesson": lesson[1],
        "quiz": f"{COURSE}bai-kiem-tra/", "sign-in": "/tai-khoan/login/", "help": "/ho-tro/",
    }  # fmt: skip


def scores(address: str) -> tuple[dict[str, int], list[str]]:
    """Return the four marks of a page from 0 to 100, and what was found wanting."""
    command = ["npx", "--yes", "lighthouse", address, "--quiet", f"--chrome-flags={FLAGS}", "--output=json"]
    environment = os.environ | {"CHROME_PATH": str(chromium.find_chromium())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    report = json.loads(done.stdout)
    marks = {name: round(100 * (each["score"] or 0)) for name, each in report["categories"].items()}
    weighed = [row["id"] for each in report["categories"].values() for row in each["auditRefs"] if row["weight"]]
    missed = {name: report["audits"][name]["score"] for name in weighed}
    return marks, sorted(name for name, score in missed.items() if score is not None and score < 1)


def main(site: str) -> None:
    """Print a line for every page."""
    for name, path in pages(site).items():
        marks, wanting = scores(site + path)
        print(f"{name:10} {' '.join(f'{kind} {mark}' for kind, mark in marks.items())}  {', '.join(wanting)}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
