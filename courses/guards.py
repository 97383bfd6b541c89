"""Row guards in the database: what must never change cannot be changed by any code, admin screen or shell.

A guard is a trigger with a condition in the SQL both SQLite and PostgreSQL read. Migrations add it together with the
table it protects; `manage.py invariants` checks that every guard is still there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

Event = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Guard:
    """Refuses an event on rows for which the condition (over OLD and NEW) holds."""

    table: str
    event: Event
    condition: str = "1 = 1"

    @property
    def name(self) -> str:
        """Name of the trigger, unique per table and event."""
        return f"guard_{self.table}_{self.event.lower()}"

    def create(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Add the trigger."""
        message = f"{self.table}: {self.event.lower()} refused"
        if editor.connection.vendor == "postgresql":
            result = "OLD" if self.event == "DELETE" else "NEW"
            editor.execute(
                f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {self.condition} THEN RAISE EXCEPTION '{message}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()"
            )
        else:
            condition = self.condition.replace("IS DISTINCT FROM", "IS NOT")
            editor.execute(
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )

    def drop(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Take the trigger away."""
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}")
            editor.execute(f"DROP FUNCTION IF EXISTS {self.name}()")
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {self.name}")


def never(table: str) -> list[Guard]:
    """Guards of a table whose rows are neither changed nor deleted."""
    return [Guard(table, "UPDATE"), Guard(table, "DELETE")]


def fixed(table: str, columns: list[str], *, but: str = "1 = 0") -> Guard:
    """A guard that refuses an update of any of these columns, or one for which `but` holds."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return Guard(table, "UPDATE", f"({changed}) OR ({but})")


def guards(rows: list[Guard]) -> RunPython:
    """A reversible migration operation that adds the guards."""
    return RunPython(_each(rows, Guard.create), _each(rows, Guard.drop))


def without_guards(rows: list[Guard]) -> RunPython:
    """A reversible migration operation that takes the guards away.

    It comes before changes of tables, and `guards` after them: SQLite rebuilds a table to change it, which drops its
    triggers and fails on those of other tables that read it.
    """
    return RunPython(_each(rows, Guard.drop), _each(rows, Guard.create))


def _each(rows: list[Guard], action: Callable[[Guard, BaseDatabaseSchemaEditor], None]) -> Callable[..., None]:
    def run(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for row in rows:
            action(row, editor)

    return run
