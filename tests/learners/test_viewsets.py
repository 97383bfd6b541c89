"""The register and the screens beside it, by role."""

import pytest
from django.test import Client
from django.urls import reverse

from learners.enums import Role
from learners.models import Credential, OrganisationProfile
from learners.services.enrolments import enrol
from tests.factories.administrative_unit import make_unit
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.officer import make_officer, sign_in_staff
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db

LISTS = ["register:index", "issuers:index", "roles:index"]


def client_of(role):
    unit = make_unit() if role == Role.UNIT_OFFICER else None
    return sign_in_staff(Client(), make_officer(role, unit))


@pytest.fixture
def credential():
    make_issuer()
    finish(enrol(person=make_learner("Nguyễn Thị Mẫu"), course=make_course()))
    return Credential.objects.get()


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.DEPARTMENT_OFFICER, ["register:index"]),
        (Role.ADMINISTRATOR, LISTS),
        (Role.UNIT_OFFICER, []),
        (Role.TRAINER, []),
        (None, []),
    ],
)
def test_each_role_opens_only_its_own_screens(credential, role, opened):
    client = client_of(role)
    assert [name for name in LISTS if client.get(reverse(name)).status_code == 200] == opened


def test_the_register_shows_number_holder_course_and_state(credential):
    page = client_of(Role.DEPARTMENT_OFFICER).get(reverse("register:index")).content.decode()
    for fact in (credential.facts["number"], "Nguyễn Thị Mẫu", credential.facts["course"]):
        assert fact in page


def test_revoking_asks_for_a_reason_and_the_public_page_says_it(credential):
    client = client_of(Role.DEPARTMENT_OFFICER)
    address = reverse("register:edit", args=[credential.pk])
    client.post(address, {"state_reason": ""})
    assert Credential.objects.get().state == "issued"
    client.post(address, {"state_reason": "Cấp nhầm người"})
    assert (Credential.objects.get().state, Credential.objects.get().state_reason) == ("revoked", "Cấp nhầm người")
    public = Client().get(reverse("learners:credential", args=[credential.code])).content.decode()
    assert "Cấp nhầm người" in public


def test_nobody_adds_or_deletes_a_certificate_by_hand(credential):
    client = client_of(Role.ADMINISTRATOR)
    for address in (reverse("register:add"), reverse("register:delete", args=[credential.pk])):
        client.post(address)
        assert client.get(address).status_code in {302, 403}
    assert Credential.objects.count() == 1


def issuer_form(profile, **changes):
    fields = ["name", "superior_name", "place", "signer_authority", "signer_title", "signer_name", "certificate_title"]
    fields += ["number_format", "register_format"]
    data = {field: getattr(profile, field) for field in fields}
    return data | {"organisation": profile.organisation_id, "valid_from": "2026-12-01"} | changes


def test_an_administrator_names_a_new_signer_from_a_day_on(credential):
    profile = OrganisationProfile.objects.get()
    data = issuer_form(profile, signer_name="Lê Thị Mới")
    client_of(Role.ADMINISTRATOR).post(reverse("issuers:add"), data)
    assert OrganisationProfile.objects.get(signer_name="Lê Thị Mới").organisation == profile.organisation


@pytest.mark.parametrize("form", ["{nonsense}/{year}", "{year}", "{number", "{number.real.__class__}x{0}"])
def test_a_form_of_number_that_cannot_be_filled_in_is_refused(credential, form):
    data = issuer_form(OrganisationProfile.objects.get(), number_format=form)
    client_of(Role.ADMINISTRATOR).post(reverse("issuers:add"), data)
    assert OrganisationProfile.objects.count() == 1
