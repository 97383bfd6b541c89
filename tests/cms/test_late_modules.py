"""What a process that serves pages does not hold, and that it is there all the same when somebody asks."""

import importlib
import os
import subprocess
import sys
import threading

import pytest

from cms import late_modules

HEAVY = ["celery", "kombu", "openpyxl", "typst", "qrcode", "fido2", "cryptography.hazmat", "pillow_heif.heif",
         "courses.importers", "courses.exporters", "learners.reports.spreadsheet", "seeds.schema"]  # fmt: skip
SLOW = "import time\nread.append(1)\nfirst = 1\ntime.sleep(0.2)\nsecond = 2\n"


def test_a_process_that_serves_pages_holds_no_workbooks_papers_queues_keys_or_importers():
    code = f"import sys, cms.wsgi; print([name for name in {HEAVY} if name in sys.modules])"
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    reply = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=told, capture_output=True, text=True)  # noqa: S603, PLW1510 - our own words; what went wrong is compared.
    assert (reply.stdout, reply.returncode) == ("[]\n", 0), reply.stderr


@pytest.fixture
def late(tmp_path, monkeypatch):
    """A module that is read late, and the list in which it notes each reading."""
    (tmp_path / "late_words.py").write_text(f"from builtins import late_readings as read\n{SLOW}", encoding="utf-8")
    readings = []
    monkeypatch.setattr("builtins.late_readings", readings, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(late_modules, "LATE", {"late_words"})
    yield importlib.import_module("late_words"), readings
    sys.modules.pop("late_words")


def test_it_is_read_when_something_of_it_is_asked_for_and_only_once(late):
    module, readings = late
    assert (readings, hasattr(module, "__wrapped__")) == ([], False)
    assert (module.second, module.first, readings) == (2, 1, [1])


def test_of_two_threads_that_ask_at_once_neither_gets_half_of_it(late):
    module, readings = late
    gate, got = threading.Barrier(2), []

    def ask():
        gate.wait()
        got.append(module.second)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got, readings) == ([2, 2], [1])


def test_what_it_does_not_hold_is_missing_as_from_any_module(late):
    with pytest.raises(AttributeError, match=r"^module 'late_words' has no attribute 'third'$"):
        late[0].third  # noqa: B018 - asking is the test.


def test_security_keys_are_whole_when_they_are_asked_for():
    keys = importlib.import_module("allauth.mfa.webauthn.internal.auth")
    assert [each.__name__ for each in (keys.WebAuthn, keys.Fido2Server)] == ["WebAuthn", "Fido2Server"]


def test_the_decoder_of_refused_photos_is_not_taken_in():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("pillow_heif")
