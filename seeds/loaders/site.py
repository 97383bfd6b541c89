"""The frame of the site: languages, home, catalogue, pages of text, name and hotline."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage, NoticePage, SiteSettings, StandardPage
from courses.models import CataloguePage
from courses.text import nfc
from seeds.loaders.content import ContentFolder
from seeds.loaders.identity import key_of
from seeds.loaders.pages import Wanted, place_and_publish
from seeds.loaders.pictures import PictureShelf
from seeds.loaders.rich_text import rich_text
from seeds.loaders.tally import Tally, keep_or_create
from seeds.schema import PictureFile

LANGUAGES = ("vi", "en")
# Trainers may publish in these; the words of what is there are Vietnamese until somebody translates them.
OPEN_LANGUAGES = ("tyz", "nut")
KIND = "Trang"
ROOT = "Gốc"


def load_locales(begun: Container[str], tally: Tally) -> dict[str, Locale]:
    """The languages that have pages, by code; the others in which trainers may publish are only made known.

    `begun` names those in which a course is laid out although nobody has written its words.
    """
    codes = (*LANGUAGES, *OPEN_LANGUAGES)
    found = {code: keep_or_create(tally, "Ngôn ngữ", Locale, {"language_code": code}, {}) for code in codes}
    return {code: locale for code, locale in found.items() if code in LANGUAGES or code in begun}


@transaction.atomic
def load_site(
    folder: ContentFolder, locales: dict[str, Locale], shelf: PictureShelf, tally: Tally
) -> dict[str, CataloguePage]:
    """Put the site's frame in place and return the catalogue of each language."""
    _make_room()
    _name_the_roots()
    homes = {code: place_and_publish(_home(folder, code, locales, shelf), _root(), tally) for code in locales}
    site = _site(homes["vi"], folder, tally)
    catalogues = {
        code: place_and_publish(_catalogue(folder, code, locales), _fresh(homes[code]), tally) for code in locales
    }
    texts = {
        (page["key"], code): place_and_publish(_text_page(page, code, locales), _fresh(homes[code]), tally)
        for page in folder.pages
        for code in LANGUAGES
    }
    values = {name: nfc(value) for name, value in folder.site["site"].items()}
    values |= {"about_page": texts.get(("gioi-thieu", "vi")), "privacy_page": texts.get(("quyen-rieng-tu", "vi"))}
    keep_or_create(tally, "Thông tin trang", SiteSettings, {"site": site}, values)
    return catalogues


def _root() -> Page:
    return Page.get_first_root_node()


def _fresh(page: Page) -> Page:
    """The page as the tree knows it now: placing a child changes what its parent counts."""
    return Page.objects.get(pk=page.pk)


def _make_room() -> None:
    """Free the address of Wagtail's welcome page, which is a bare Page and nobody's content."""
    for welcome in _welcome_pages().filter(slug="home"):
        welcome.slug = "welcome"
        welcome.save(update_fields=["slug"])


def _name_the_roots() -> None:
    """Authors read the names of the uppermost page and collection, which Wagtail gives in English."""
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)
    Collection.objects.filter(depth=1, name="Root").update(name=ROOT)


def _welcome_pages() -> Any:
    return Page.objects.filter(depth=2, content_type__app_label="wagtailcore", content_type__model="page")


def _site(home: Page, folder: ContentFolder, tally: Tally) -> Site:
    """Let the default site begin at our home page; a site that begins at a page of ours is left alone."""
    values = {"hostname": "localhost", "port": 80, "root_page": home, "site_name": folder.site["site"]["site_name"]}
    begins_at_welcome = Site.objects.filter(is_default_site=True, root_page__in=_welcome_pages()).first()
    if begins_at_welcome:
        begins_at_welcome.root_page, begins_at_welcome.site_name = home, values["site_name"]
        begins_at_welcome.save()
    site = keep_or_create(tally, "Tên miền", Site, {"is_default_site": True}, values)
    for welcome in _welcome_pages().filter(slug="welcome", numchild=0):
        welcome.delete()
    return site


def _said(texts: dict[str, str], code: str) -> str:
    return nfc(texts.get(code) or texts["vi"])


def _home(folder: ContentFolder, code: str, locales: dict[str, Locale], shelf: PictureShelf) -> Wanted:
    home = folder.site["home"]
    values = {
        "title": _said(home["title"], code),
        "slug": "home" if code == "vi" else f"home-{code}",
        "intro": _said(home["intro"], code),
        "search_description": _said(home["intro"], code),
        "cover": shelf.row_of(PictureFile(home["picture"], nfc(home["alt"]))),
    }
    return Wanted(KIND, HomePage, key_of("home"), locales[code], values)


def _catalogue(folder: ContentFolder, code: str, locales: dict[str, Locale]) -> Wanted:
    catalogue = folder.site["catalogue"]
    values = {"title": _said(catalogue["title"], code), "slug": _said(catalogue["slug"], code)}
    return Wanted(KIND, CataloguePage, key_of("catalogue"), locales[code], values)


def _text_page(page: dict[str, Any], code: str, locales: dict[str, Locale]) -> Wanted:
    notice = page["kind"] == "notice"
    body = nfc(page["body"][code])
    values = {
        "title": nfc(page["title"][code]),
        "slug": page["slug"][code],
        "body": body.strip() if notice else rich_text(body),
    }
    model = NoticePage if notice else StandardPage
    return Wanted(KIND, model, key_of("page", page["key"]), locales[code], values)
