"""The guards that assessment adds to or changes in the learning record (promises I5, I6).

A guard here takes the place of the one of the same name in `record_guards`.
"""

from courses.guards import Guard, fixed, never
from learners.record_guards import GUARDS as RECORD_GUARDS

# After handing in, a score is what the last event says and nothing else.
_LAST = "(SELECT {} FROM learners_scoreevent WHERE attempt_id = OLD.id ORDER BY id DESC LIMIT 1)"
_CHANGED_AFTER_HANDING_IN = (
    "NEW.state = 'open' OR OLD.state = 'scored' AND NEW.state = 'submitted' "
    "OR OLD.state = 'voided' AND NEW.state <> 'voided' "
    "OR NEW.submitted_at IS DISTINCT FROM OLD.submitted_at OR NEW.due_at IS DISTINCT FROM OLD.due_at "
    "OR NEW.closed_by <> OLD.closed_by "
    f"OR NEW.score IS DISTINCT FROM OLD.score AND NEW.score IS DISTINCT FROM {_LAST.format('score')} "
    f"OR NEW.passed IS DISTINCT FROM OLD.passed AND NEW.passed IS DISTINCT FROM {_LAST.format('passed')}"
)

GUARDS = [
    fixed(
        "learners_attempt",
        ["enrolment_id", "quiz_key", "version_id", "number", "seed", "draw", "started_at"],
        but=f"NEW.place < OLD.place OR OLD.state <> 'open' AND ({_CHANGED_AFTER_HANDING_IN})",
    ),
    *never("learners_attemptaction"),
    Guard("learners_setaside", "UPDATE", "NEW.body IS DISTINCT FROM OLD.body AND CAST(NEW.body AS text) <> '{}'"),
    Guard("learners_setaside", "DELETE"),
]

CURRENT = list({guard.name: guard for guard in [*RECORD_GUARDS, *GUARDS]}.values())
