"""What tests are made of: one file a noun."""

from tests.factories.administrative_unit import make_generation, make_unit
from tests.factories.audience import make_audience
from tests.factories.consent_text import make_consent_text, make_consent_texts
from tests.factories.credential import make_credential
from tests.factories.enrolment import make_enrolment
from tests.factories.officer import make_officer, sign_in_staff
from tests.factories.person import make_person
from tests.factories.three_maps import make_three_maps
from tests.factories.unit_succession import make_succession
from tests.factories.user import PASSWORD, PIN, make_user

__all__ = [
    "PASSWORD",
    "PIN",
    "make_audience",
    "make_consent_text",
    "make_consent_texts",
    "make_credential",
    "make_enrolment",
    "make_generation",
    "make_officer",
    "make_person",
    "make_succession",
    "make_three_maps",
    "make_unit",
    "make_user",
    "sign_in_staff",
]
