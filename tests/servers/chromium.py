"""The real browser of the journeys: Debian's Chromium, headless, silent towards every host but this machine.

Best in its form without a window at all: the same engine, without the frame that a desk would show around it.
"""

import shutil
from pathlib import Path
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is missing: install Debian's package chromium-headless-shell ('make chromium' does so for root)."
# A browser for people calls home at every start; on a closed network each call is a long wait.
SILENT = (
    # No page of ours needs another host: to the browser there is none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
# The sandbox cannot start as root or in most containers, and only our own pages are opened.
CONTAINED = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


def find_chromium() -> Path | None:
    """Return the browser's program, or None when the machine has none."""
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def launch_options(program: Path) -> dict[str, Any]:
    """Return the arguments of Playwright's ``launch``."""
    return {"executable_path": str(program), "headless": True, "args": [*SILENT, *CONTAINED]}


def phone(**changes: Any) -> dict[str, Any]:
    """Return the arguments of a new browser context: a small cheap phone held by a Vietnamese reader."""
    return {
        "viewport": PHONE,
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        # A worker answers before the network does, so what a test does to the network would not be seen.
        "service_workers": "block",
    } | changes


def desk(**changes: Any) -> dict[str, Any]:
    """Return the arguments of a new browser context: the desk of a trainer or an officer."""
    return {
        "viewport": DESK,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "service_workers": "block",
    } | changes
