"""The relay beside the demonstration's server."""

import threading

from learners import outbox
from seeds.demo import relay


def test_the_relay_beside_the_server_does_what_the_outbox_holds(transactional_db, monkeypatch):
    done = threading.Event()
    monkeypatch.setitem(outbox.HANDLERS, "trial", lambda subject: done.set())
    monkeypatch.setattr(relay, "PAUSE_SECONDS", 0.01)
    outbox.add("trial", "1")
    thread = relay.RelayThread()
    thread.start()
    assert done.wait(timeout=20)
    thread.stop()
    assert outbox.status()["done"] == 1
