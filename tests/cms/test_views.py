"""Health, media and headers, as a browser and a load balancer see them."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners import outbox
from learners.enums import Role
from learners.models import OutboxEntry
from tests.factories import make_officer, make_user, sign_in_staff
from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


def keep(name):
    return default_storage.save(name, ContentFile(b"bytes"))


def policy(reply):
    return dict(part.split(" ", 1) for part in reply.headers["Content-Security-Policy"].split("; "))


def test_the_process_answers():
    reply = Client().get("/healthz")
    assert (reply.status_code, reply.content) == (200, b"ok")


def test_a_site_that_is_migrated_and_moves_is_ready():
    reply = Client().get("/readyz")
    assert (reply.status_code, reply.json()["ready"], reply.json()["migrations_pending"]) == (200, True, 0)


def test_a_site_that_waits_for_a_migration_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'learners' AND name > '0003'")
    reply = Client().get("/readyz")
    assert (reply.status_code, reply.json()["ready"], reply.json()["migrations_pending"] > 0) == (503, False, True)


def test_a_site_whose_outbox_stands_still_is_not_ready():
    outbox.add("render_certificate", "1")
    OutboxEntry.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    reply = Client().get("/readyz")
    assert (reply.status_code, reply.json()["outbox"]["waiting"]) == (503, 1)


@pytest.mark.parametrize(("name", "kind"), [("images/a.webp", "image/webp"), ("captions/a.vtt", "text/vtt")])
def test_what_editors_put_up_is_served_as_what_it_is_and_can_run_nothing(name, kind):
    reply = Client().get(f"/media/{keep(name)}")
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, kind)
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "certificates/a.pdf",
        "certificates/a.png",
        "documents/a.pdf",
        "images/a.svg",
        "images/a.html",
        "a.png",
        "images/a",
    ],
)
def test_nothing_else_among_the_files_is_served(name):
    assert Client().get(f"/media/{keep(name)}").status_code == 404


@pytest.mark.parametrize("way", ["images/../certificates/", "images/%2e%2e/certificates/", "images/../../"])
def test_no_way_leads_out_of_a_listed_folder(way):
    name = keep("certificates/scan.png").rpartition("/")[2]
    assert Client().get(f"/media/{way}{name}").status_code == 404


def test_public_pages_run_no_script_but_our_own():
    page = Client().get(make_course().url)
    rules = policy(page)
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    style = page.content.partition(b"<style>")[2].partition(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert rules["style-src"] == f"'self' 'sha256-{digest}'"
    assert rules["base-uri"] == "'none'"


def test_the_admin_alone_has_the_looser_policy():
    client = sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER))
    rules = policy(client.get(reverse("wagtailadmin_home")))
    assert rules["script-src"] == "'self' 'unsafe-inline'"
    assert "unsafe-inline" not in str(policy(client.get("/hoc/", follow=True)))


@pytest.mark.parametrize("address", ["/", "/tai-khoan/login/", "/giay-chung-nhan/", "/khong-co/", "/healthz"])
def test_every_answer_carries_the_headers_that_shut_doors(address):
    make_course()
    headers = Client().get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Permissions-Policy"].startswith("camera=()")


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites():
    make_course()
    make_user()
    client = Client()
    client.post(reverse("account_login"), {"login": "0912345678", "password": "482915"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_signing_out_wipes_what_the_browser_kept():
    client = Client()
    client.force_login(make_user())
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache"'


def test_a_form_without_its_token_is_refused_in_words():
    make_course()
    reply = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "0912345678"})
    assert (reply.status_code, "Học Số" in reply.content.decode()) == (403, True)


def test_pages_open_while_redis_is_away(settings):
    course = make_course()
    away = {"BACKEND": "cms.page_cache.PageCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"pages": away}
    assert caches["pages"].get("anything", "nothing") == "nothing"
    for address in ("/", course.url, "/giay-chung-nhan/"):
        assert Client().get(address).status_code == 200
