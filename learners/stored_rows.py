"""Rows read by one plain statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

Reading = tuple[int, Any, list[Callable[..., Any]]]


def stored_rows(model: type[models.Model], rest: str, said: Sequence[Any], **more: str) -> list[Any]:
    """The whole rows of a model that `rest`, the statement after its table, finds; `said` are its values.

    `more` are further values by the name of the attribute they become, each as SQL. The objects are those of the ORM.
    For what every request asks: to build a query, and the reading of a raw one, takes longer than the database does.
    """
    columns, names, readings = _told(model, connection.vendor)
    also = "".join(f", {sql}" for sql in more.values())
    with connection.cursor() as cursor:
        statement = f"SELECT {columns}{also} FROM {model._meta.db_table} {rest}"  # noqa: S608 - names of our models.
        cursor.execute(statement, said)
        return [_as_object(model, names, readings, row, more) for row in cursor.fetchall()]


def _as_object(
    model: type[models.Model], names: list[str], readings: list[Reading], row: Sequence[Any], more: dict[str, str]
) -> models.Model:
    values = list(row[: len(names)])
    for place, column, converters in readings:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    found = model.from_db(connection.alias, names, values)
    for name, value in zip(more, row[len(names) :], strict=True):
        setattr(found, name, value)
    return found


@lru_cache
def _told(model: type[models.Model], _vendor: str) -> tuple[str, list[str], list[Reading]]:
    """The columns of a model, the names of its attributes, and how a driver's value is read where it has to be."""
    columns = [field.cached_col for field in model._meta.concrete_fields]
    readings = [
        (place, column, converters)
        for place, column in enumerate(columns)
        if (converters := connection.ops.get_db_converters(column) + column.get_db_converters(connection))
    ]
    quoted = ", ".join(connection.ops.quote_name(column.target.column) for column in columns)
    return quoted, [column.target.attname for column in columns], readings
