"""Staff in the admin: signing in with a second factor, and what authors click again and again."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from playwright.sync_api import Locator, Page, expect

from learners.models import User
from learners.services.ensured_accounts import ensure_staff
from tests.factories import PASSWORD

ADMIN = "/admin/"
# The editor saves by itself half a second after the last key.
AUTOSAVE = 15_000


def member_of_staff(role: str, full_name: str) -> User:
    """An account in a role, with its second factor set up."""
    return ensure_staff(email=f"{role}@example.vn", password=PASSWORD, full_name=full_name, role=role, demo=True)


def sign_in(page: Page, user: User, address: str = ADMIN) -> None:
    """Sign in with password and code, as everybody of the staff does, and end at the address."""
    page.goto(address)
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    page.fill("input[name=code]", format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{address}")


def add_block(page: Page, field: str, kind: str, place: int = 0) -> Locator:
    """Insert a block at this place of a StreamField and return its section."""
    page.locator(f"#panel-child-content-{field}-section").get_by_title("Chèn khối").nth(place).click()
    page.get_by_role("option", name=kind, exact=True).click()
    block = page.locator(f"[id^={field}-][data-contentpath]").nth(place)
    expect(block).to_be_visible()
    return block


def write(page: Page, name: str, text: str) -> None:
    """Type into a plain field by the name it is posted under."""
    page.locator(f"[name='{name}']").fill(text)


def write_rich(page: Page, name: str, text: str) -> None:
    """Type into a rich text field by the name it is posted under."""
    editor = page.locator(f".w-field:has([name='{name}']) [role=textbox]").first
    editor.click()
    page.keyboard.type(text)


def save_draft(page: Page) -> None:
    """Press the button that saves and wait for the editor to come back."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu bản nháp").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


def choose_action(page: Page, name: str) -> None:
    """Open the menu beside the save button and press one of its actions."""
    page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()
