"""Lists of attendance that trainers took without a network."""

from __future__ import annotations

from django.utils.translation import gettext as _

from learners.access.field import taught_session
from learners.services.attendance import mark_attendance, read_list
from learners.services.commands import Receipt
from learners.services.sync_events import Arrived, NotFound, form_fields


def take_attendance(arrived: Arrived) -> Receipt:
    """Note the list of one session of the sender's own classes; of others it says no more than of what is not there.

    Raises NotFound, courses.items.ResponseError, learners.services.attendance.AttendanceRefused.
    """
    session = taught_session(arrived.person, arrived.event.subject)
    if session is None:
        raise NotFound
    unreadable = _("This list could not be read. Please open the session again and mark it once more.")
    return mark_attendance(
        trainer=arrived.person, session=session, marks=read_list(form_fields(arrived.event, unreadable)),
        command_id=arrived.event.id, delivery=arrived.delivery, origin=arrived.device, seq=arrived.event.seq,
    )  # fmt: skip
