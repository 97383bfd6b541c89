"""What the pages of signing up stand on: the wordings of consent, one commune, the form as a person fills it."""

from typing import Any

import pytest

from learners.models import AdministrativeUnit
from tests.factories import make_consent_texts, make_unit
from tests.factories.ways_in import sign_up_form


@pytest.fixture
def unit(db) -> AdministrativeUnit:
    """A commune in force, where consent has its wordings."""
    make_consent_texts()
    return make_unit()


@pytest.fixture
def form(unit) -> dict[str, Any]:
    """The form of signing up, filled."""
    return sign_up_form(unit)
