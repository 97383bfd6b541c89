"""The Celery application: `celery -A cms worker`. It carries hints; the outbox carries the truth.

Read by workers and by the relay only: a process that serves pages puts nothing into the queue.
"""

import logging
import os

from celery import Celery
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
app = Celery("hoc-so")
app.config_from_object("django.conf:settings", namespace="CELERY")
logger = logging.getLogger(__name__)


@app.task(name="learners.tasks.do", acks_late=True)
def do(pk: int) -> bool:
    """Do one outbox entry; unknown or malformed ids change nothing."""
    from learners import outbox  # noqa: PLC0415 - a worker reads this module before Django and its models are set up.

    return outbox.run(int(pk))


def hand_on(pk: int) -> bool:
    """Put one outbox entry into the queue and say whether the broker took it."""
    try:
        do.apply_async(args=[pk], retry=False)
    except OperationalError as error:
        logger.warning("outbox waits for the broker: %s", type(error).__name__)
        return False
    return True
