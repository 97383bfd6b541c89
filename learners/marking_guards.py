"""The guards of marking: marks are appended, questions and answers about them stand, files are what was handed in."""

from courses.guards import Guard, fixed, never

GUARDS = [
    *never("learners_manualmark"),
    fixed("learners_markingtask", ["attempt_id", "item_id"]),
    fixed(
        "learners_responsefile",
        ["public_id", "person_id", "attempt_id", "item_id", "file", "name", "size", "content_type", "sha256", "at"],
    ),
    fixed("learners_markquery", ["attempt_id", "item_id", "text", "by_id", "at"], but="OLD.answered_at IS NOT NULL"),
    Guard("learners_markquery", "DELETE"),
]
