"""The guards of this room's tables: the learning record is appended to, never edited (promises I5, I6, I9, I14)."""

from courses.guards import Guard, fixed, never

_ATTEMPT_CLOSED = "(SELECT state FROM learners_attempt WHERE id = {row}.attempt_id) <> 'open'"

GUARDS = [
    Guard("learners_response", "INSERT", _ATTEMPT_CLOSED.format(row="NEW")),
    Guard("learners_response", "UPDATE", _ATTEMPT_CLOSED.format(row="OLD")),
    Guard("learners_response", "DELETE", _ATTEMPT_CLOSED.format(row="OLD")),
    fixed(
        "learners_attempt",
        ["enrolment_id", "quiz_key", "version_id", "number", "seed", "draw", "started_at"],
        but=(
            "OLD.state <> 'open' AND (NEW.score IS DISTINCT FROM OLD.score OR NEW.passed IS DISTINCT FROM OLD.passed "
            "OR NEW.submitted_at IS DISTINCT FROM OLD.submitted_at OR NEW.state = 'open')"
        ),
    ),
    Guard("learners_attempt", "DELETE"),
    *never("learners_scoreevent"),
    *never("learners_command"),
    *never("learners_lessoncompletion"),
    fixed(
        "learners_credential",
        [
            "enrolment_id", "evidence_id", "organisation_id", "year", "number", "code", "facts", "holder_digest",
            "previous_digest", "digest", "issued_on", "valid_to",
        ],
        but="OLD.state <> 'issued' AND NEW.state <> OLD.state",
    ),
    Guard("learners_credential", "DELETE"),
    Guard("learners_credentialholder", "UPDATE", "NEW.full_name <> '' OR NEW.birth_text <> '' OR NEW.unit_text <> ''"),
    Guard("learners_credentialholder", "DELETE"),
    Guard("learners_numberseries", "UPDATE", "NEW.last <> OLD.last + 1"),
    fixed(
        "learners_consentrecord", ["person_id", "text_id", "channel", "helper_id", "given_at"],
        but="OLD.withdrawn_at IS NOT NULL",
    ),
]  # fmt: skip
