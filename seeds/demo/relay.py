"""The outbox's relay beside the web server of the demonstration, which has no worker of its own."""

from __future__ import annotations

import logging
import threading
from importlib import import_module

from django.db import DatabaseError, connection

from learners.outbox import relay

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
# Few at a time: drawing certificates must not keep the pages waiting on a small machine.
AT_ONCE = 5


class RelayThread(threading.Thread):
    """Runs what the outbox holds, once a second, until the process ends or `stop` is called."""

    def __init__(self) -> None:
        super().__init__(name="outbox-relay", daemon=True)
        # The handlers register themselves when their module is imported.
        import_module("learners.tasks")
        self._ended = threading.Event()

    def run(self) -> None:
        """Relay until stopped; a database that is busy is tried again, and its connection is always given back."""
        while not self._ended.wait(PAUSE_SECONDS):
            try:
                relay(limit=AT_ONCE, here=True)
            except DatabaseError as error:
                logger.warning("relay waits: %s", type(error).__name__)
            finally:
                connection.close()

    def stop(self) -> None:
        """End after the round that is running."""
        self._ended.set()
        self.join()
