"""Rows that are ticked in a list."""

from __future__ import annotations

from typing import Any

from django import forms


class ChosenRowsField(forms.ModelMultipleChoiceField):
    """Django's field, which also answers a number that no row can have: SQLite refuses to look for it at all."""

    def clean(self, value: Any) -> Any:
        """Return the rows. Raises ValidationError where one of them is not in the list."""
        try:
            return super().clean(value)
        except OverflowError as error:
            values = {"value": ", ".join(map(str, value))}
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", values) from error
