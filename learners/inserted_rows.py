"""Rows stored in one plain statement."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, models

Adapter = Callable[[Any], Any]


def insert_rows(rows: Iterable[models.Model], *, unless_there: bool = False) -> list[Any]:
    """Store new rows of one model and return their keys; the database's constraints and triggers hold as always.

    With `unless_there`, a row that a unique constraint has already is left as it is and no key is returned for it.
    `bulk_create` asks every field about every cell, which for a quiz handed in takes longer than the database does.
    Here a column is asked once: it holds text, numbers, truths, times, UUIDs or JSON that says something.
    """
    listed = list(rows)
    if not listed:
        return []
    options, quote = listed[0]._meta, connection.ops.quote_name
    fields = [field for field in options.concrete_fields if not isinstance(field, models.AutoField)]
    source, said = _as_source(fields, listed)
    columns, key = ", ".join(quote(str(field.column)) for field in fields), quote(str(options.pk.column))
    rest = f"{'ON CONFLICT DO NOTHING ' if unless_there else ''}RETURNING {key}"
    with connection.cursor() as cursor:
        # All names are those of our models.
        cursor.execute(f"INSERT INTO {quote(options.db_table)} ({columns}) {source} {rest}", said)
        return [options.pk.to_python(found) for (found,) in cursor.fetchall()]


def _as_source(fields: list[models.Field[Any, Any]], rows: list[models.Model]) -> tuple[str, list[Any]]:
    """What follows the columns, and its values."""
    if len(rows) > 1 and connection.vendor == "postgresql":
        return _as_records(fields, rows)
    cells = [(field.attname, _adapter(field)) for field in fields]
    row = f"({', '.join(['%s'] * len(fields))})"
    said = [adapt(getattr(row, name)) for row in rows for name, adapt in cells]
    return f"VALUES {', '.join([row] * len(rows))}", said


def _as_records(fields: list[models.Field[Any, Any]], rows: list[models.Model]) -> tuple[str, list[Any]]:
    """All rows as one JSON text: written, quoted and read once, where every cell would be by itself."""
    quote = connection.ops.quote_name
    cells = [(str(field.column), field.attname, isinstance(field, models.JSONField)) for field in fields]
    said = [
        {column: value if is_json else _as_told(value) for column, name, is_json in cells
         if (value := getattr(row, name)) is not None}
        for row in rows
    ]  # fmt: skip
    # A cast to a length would cut what is too long instead of refusing it.
    kinds = [f"{quote(str(field.column))} {str(field.db_type(connection)).partition('(')[0]}" for field in fields]
    told = f"told({', '.join(kinds)})"
    return f"SELECT * FROM json_to_recordset(%s) AS {told}", [json.dumps(said)]  # noqa: S608 - names of our models.


def _as_told(value: Any) -> Any:
    return value if isinstance(value, (str, int)) else str(value)


def _adapter(field: models.Field[Any, Any]) -> Adapter:
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.UUIDField) and not connection.features.has_native_uuid_field:
        return lambda value: value.hex if value is not None else None
    if isinstance(field, models.DecimalField):
        return lambda value: connection.ops.adapt_decimalfield_value(value, field.max_digits, field.decimal_places)
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return lambda value: value
