"""Staff in the admin: signing in with a second factor, and what authors click again and again."""

import re
import time
from contextlib import suppress

from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from learners.models import User
from learners.services.ensured_accounts import ensure_staff
from tests.factories import PASSWORD

ADMIN = "/admin/"
A_MOMENT = 2_000


def member_of_staff(role: str, full_name: str) -> User:
    """An account in a role, with its second factor set up."""
    return ensure_staff(email=f"{role}@example.vn", password=PASSWORD, full_name=full_name, role=role, demo=True)


def sign_in(page: Page, user: User, address: str = ADMIN) -> None:
    """Sign in with password and code, as everybody of the staff does, and end at the address."""
    page.goto(address)
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.fill("input[name=code]", code_of(user))
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{address}")


def code_of(user: User) -> str:
    """Return what the person's app shows now; it opens for a period longer, so a slow page does not outlive it."""
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_PERIOD))


def add_block(page: Page, stream: str, kind: str, place: int = 0) -> None:
    """Insert a block at this place of a stream, named as its fields are posted, and wait until it is there."""
    blocks = f"input[name='{stream}-count'] + [data-streamfield-stream-container]"
    inserts = page.locator(f"{blocks} > div > .c-sf-add-button")
    option = page.get_by_role("option", name=kind, exact=True).and_(page.locator("[role=option]"))
    inserts.nth(place).click()
    with suppress(TooLate):
        option.wait_for(timeout=A_MOMENT)
    # An editor that comes to life just then takes the focus, and the list closes: a person opens it once more.
    if not option.is_visible():
        inserts.nth(place).click()
    option.click()
    expect(page.locator(f"input[name='{stream}-{place}-type']")).to_have_count(1)


def add_option(page: Page, options: str) -> None:
    """Add a row to the list of options, named as its fields are posted."""
    page.locator(f"input[name='{options}-count'] ~ * .c-sf-add-button").last.click()


def write(page: Page, name: str, text: str) -> None:
    """Type into a plain field by the name it is posted under."""
    page.locator(f"[name='{name}']").fill(text)


def name_page(page: Page, title: str) -> None:
    """Type the title of a new page and wait until the editor has made an address of it."""
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").click()
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    expect(page.locator("[name=slug]")).to_have_value(re.compile("^[a-z0-9-]+$"))


def write_rich(page: Page, name: str, text: str) -> None:
    """Type into a rich text field by the name it is posted under."""
    page.locator(f"[data-streamfield-widget]:has(> [name='{name}']) [role=textbox]").click()
    page.keyboard.type(text)
    # The editor hands over what was typed a moment after the last key.
    expect(page.locator(f"[name='{name}']")).to_have_value(re.compile(re.escape(text)))


def follow(page: Page, name: str) -> None:
    """Click a link and wait until the editor behind it listens to keys."""
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("link", name=name, exact=True).click()


def save_draft(page: Page) -> None:
    """Press the button that saves and wait for the answer."""
    page.get_by_role("button", name="Lưu bản nháp").first.click()
    page.wait_for_url("**/edit/**")
    expect(page.locator(".messages .success")).to_be_visible()


def choose_action(page: Page, name: str | re.Pattern[str]) -> None:
    """Open the menu beside the save button and press one of its actions."""
    page.locator("footer .w-dropdown__toggle").click()
    with page.expect_navigation():
        page.locator("footer").get_by_role("button", name=name).last.click()
