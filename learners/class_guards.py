"""The guards of classes: sessions belong to classes, marks are appended and stand for learners of that class."""

from courses.guards import Guard, fixed, never

_NO_CLASS = "(SELECT kind FROM learners_courserun WHERE id = NEW.run_id) <> 'class'"
_OTHER_RUN = (
    "(SELECT run_id FROM learners_enrolment WHERE id = NEW.enrolment_id) "
    "<> (SELECT run_id FROM learners_classsession WHERE id = NEW.session_id)"
)
_NOT_BEGUN = (
    "NEW.source = 'trainer' "
    "AND NEW.received_at < (SELECT starts_at FROM learners_classsession WHERE id = NEW.session_id)"
)

GUARDS = [
    Guard("learners_classsession", "INSERT", _NO_CLASS),
    fixed("learners_classsession", ["public_id", "run_id", "join_code", "created_at"]),
    Guard("learners_attendance", "INSERT", f"({_OTHER_RUN}) OR ({_NOT_BEGUN})"),
    *never("learners_attendance"),
]
