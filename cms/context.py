"""What every template may count on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language_info
from wagtail.models import Page

from cms.models import SiteSettings, StandardPage
from cms.saver import saves_data
from courses.models import CataloguePage
from courses.services.words_language import interface_language
from courses.text import nfc

LINKS_SECONDS = 300


def site(request: HttpRequest) -> dict[str, Any]:
    """`site_settings`, `saver` (whether data is to be saved) and, on first use, `language_links` of the page shown."""
    if request.path.startswith("/admin/"):
        return {}
    return {
        "site_settings": SiteSettings.for_request(request),
        "saver": saves_data(request),
        "site_links": site_links(request),
        "language_links": lambda: language_links(request),
        "words_language": words_language(request),
    }


def words_language(request: HttpRequest) -> str:
    """The language of the platform's own words where it is not that of the page; empty where it is."""
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    spoken = interface_language(code)
    return "" if spoken == code else spoken


def site_links(request: HttpRequest) -> dict[str, str]:
    """Addresses every page offers, in the active language; a page that does not exist yet has an empty one."""
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return _page_links(language) | {
        "home": _home(language),
        "my_learning": reverse("learners:my_learning"),
        "sign_in": reverse("account_login"),
        "sign_out": reverse("account_logout"),
        "choose_person": reverse("choose_person"),
        "check": reverse("learners:credential_check"),
        "help": reverse("help"),
    }


def _page_links(language: str) -> dict[str, str]:
    pages = caches["pages"]
    key = f"site-links-{language}"
    links = pages.get(key)
    if links is None:
        links = {name: _first_url(rows, language) for name, rows in _linked_pages().items()}
        pages.set(key, links, LINKS_SECONDS)
    return dict(links)


def _linked_pages() -> dict[str, Any]:
    about = StandardPage.objects.live().order_by("path")
    return {
        "catalogue": CataloguePage.objects.live(),
        "about": about.filter(slug__in=["gioi-thieu", "about"]),
        "privacy": about.filter(slug__in=["quyen-rieng-tu", "privacy"]),
    }


def _first_url(rows: Any, language: str) -> str:
    written = rows.filter(locale__language_code__in=[language, settings.LANGUAGE_CODE]).select_related("locale")
    page = next(iter(sorted(written, key=lambda row: row.locale.language_code != language)), None)
    return page.get_url() or "" if page else ""


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """One link a language to the same page; a page without a translation leads to the home of an interface language.

    A language that only courses speak is named where the page is there in it, or is read in it.
    """
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    page = getattr(request, "wagtail_page", None)
    urls = _page_urls(page, request) if page is not None else {}
    return [
        {
            "code": code,
            "name": nfc(get_language_info(code)["name_local"]),
            "current": code == current,
            "url": urls.get(code) or (_home(code) if page is not None else translate_url(request.path, code)),
        }
        for code, _name in settings.LANGUAGES
        if code in dict(settings.INTERFACE_LANGUAGES) or code in urls or code == current
    ]


def _page_urls(page: Page, request: HttpRequest) -> dict[str, str]:
    found = Page.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
    return {each.locale.language_code: each.get_url(request) or "" for each in found}


def _home(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
