"""The guards of the help log: what was recorded stands, and what was withdrawn stays withdrawn."""

from courses.guards import Guard, fixed

GUARDS = [
    fixed(
        "learners_assistance",
        [
            "command_id", "group_id", "helper_id", "kind", "persons", "minutes", "learner_id", "village",
            "unit_at_event_id", "occurred_at", "recorded_at",
        ],
        but="OLD.withdrawn_at IS NOT NULL",
    ),
    Guard("learners_assistance", "DELETE"),
]  # fmt: skip
