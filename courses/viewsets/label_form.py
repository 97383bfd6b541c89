"""The form that labels many questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items.item_block import DIFFICULTIES
from courses.services.tag_items import LONGEST_TAGS, Labels
from courses.text import fold

KEEP, EMPTY = "", "-"
LONGEST_COMPETENCE = 20


class LabelForm(forms.Form):
    """What to change in every chosen question; what is left alone stays."""

    add = forms.CharField(
        label=gettext_lazy("Add tags"), max_length=LONGEST_TAGS, required=False,
        help_text=gettext_lazy("Separated by commas, such as: mật khẩu, VNeID"),
    )  # fmt: skip
    remove = forms.CharField(
        label=gettext_lazy("Remove tags"), max_length=LONGEST_TAGS, required=False,
        help_text=gettext_lazy("Marks do not count: mat khau removes “mật khẩu” too."),
    )  # fmt: skip
    difficulty = forms.ChoiceField(
        label=gettext_lazy("Difficulty"), required=False,
        choices=[(KEEP, gettext_lazy("Leave as it is")), *DIFFICULTIES, (EMPTY, gettext_lazy("Take away"))],
    )  # fmt: skip
    competence = forms.CharField(
        label=gettext_lazy("Competence"), max_length=LONGEST_COMPETENCE, required=False,
        help_text=gettext_lazy("Its code in the framework, such as 4.2. Empty: leave as it is. A hyphen: take away."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in self.fields) and not self.errors:
            raise forms.ValidationError(_("Say what to change: a tag, the difficulty or the competence."))
        both = set(map(fold, _tags(cleaned.get("add")))) & set(map(fold, _tags(cleaned.get("remove"))))
        if both:
            raise forms.ValidationError(_("The same tag cannot be added and removed at once."))
        return cleaned

    def labels(self) -> Labels:
        """What a valid form asks for."""
        asked = self.cleaned_data
        return Labels(
            add=_tags(asked["add"]),
            remove=_tags(asked["remove"]),
            difficulty=_wanted(asked["difficulty"]),
            competence=_wanted(asked["competence"]),
        )


def _tags(written: str | None) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in (written or "").split(",") if tag.strip())


def _wanted(value: str) -> str | None:
    return None if value == KEEP else "" if value == EMPTY else value
