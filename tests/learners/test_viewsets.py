"""The register and the screens beside it, by role."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from learners.enums import Role
from learners.models import Credential, OrganisationProfile, User
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


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("register:index", ["Số giấy", "Người được cấp", "Khóa học", "Ngày cấp", "Trạng thái"]),
        ("roles:index", ["Người", "Vai trò", "Đơn vị hành chính"]),
        ("wagtailusers_users:index", ["Tên", "Đăng nhập bằng", "Mức truy cập", "Đang hoạt động", "Đăng nhập gần nhất"]),
    ],
)
def test_every_column_of_a_list_has_a_vietnamese_heading(credential, name, headings):
    client = client_of(Role.ADMINISTRATOR)
    client.get(reverse("wagtailadmin_home"))
    admin = User.objects.latest("pk")
    admin.is_superuser = True
    admin.save()
    page = BeautifulSoup(client.get(reverse(name), headers={"Accept-Language": "vi"}).content, "html.parser")
    shown = [" ".join(each.text.split()) for each in page.select("main table thead th")]
    assert [each for each in shown if each] == headings


def test_whoever_revokes_sees_whose_certificate_it_is(credential):
    client = client_of(Role.DEPARTMENT_OFFICER)
    page = client.get(reverse("register:edit", args=[credential.pk])).content.decode()
    assert "Nguyễn Thị Mẫu" in page
    assert credential.course_title in page
    assert "Thu hồi" in page


def test_lists_of_accounts_show_no_opaque_names(credential):
    client = client_of(Role.ADMINISTRATOR)
    User.objects.filter(email__isnull=False).update(is_superuser=True)
    learner = User.objects.get(phone__isnull=False)
    page = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert learner.phone in page
    assert f">{learner.username}<" not in page


def test_a_member_of_staff_with_one_name_saves_the_own_account():
    client = client_of(Role.ADMINISTRATOR)
    said = {"name_email-first_name": "Bùi Ngọc Anh", "locale-preferred_language": "vi", "theme-theme": "system",
            "theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}  # fmt: skip
    client.post(reverse("wagtailadmin_account"), said)
    assert User.objects.get(email__isnull=False).get_full_name() == "Bùi Ngọc Anh"


def test_an_administrator_adds_staff_with_one_name_and_a_good_password_only():
    client = client_of(Role.ADMINISTRATOR)
    User.objects.update(is_superuser=True)
    said = {"username": "can-bo-moi", "email": "moi@example.vn", "first_name": "Trần Thu Hà", "is_active": "on"}
    for password, made in (("246810", False), ("một câu dài dễ nhớ", True)):
        client.post(reverse("wagtailusers_users:add"), said | {"password1": password, "password2": password})
        assert User.objects.filter(email="moi@example.vn").exists() == made


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
