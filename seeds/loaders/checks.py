"""What can be wrong in the files that are not courses: site, pages and units. Pure, no database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from seeds.loaders.content import ContentFolder
from seeds.schema import Fault

LANGUAGES = ("vi", "en")
SITE_KEYS = {"site", "home", "catalogue", "owner", "consents"}
PAGE_KEYS = {"key", "kind", "slug", "title", "body"}
UNIT_TABLES = ("provinces", "bac_giang", "bac_ninh_rest")
FIRST_ROW = 2


def content_faults(folder: ContentFolder) -> list[Fault]:
    """Return everything to mend in a content folder, each with its file and line."""
    found = list(folder.checked[1])
    for name in ("site.yaml", "pages.yaml", "demo.yaml"):
        found += _syntax(folder.root / name)
    if not found:
        found = [*_site(folder), *_pages(folder), *_units(folder)]
    return found


def _syntax(path: Path) -> Iterator[Fault]:
    try:
        yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        yield Fault(path, 1, "Không mở được tệp này.")
    except UnicodeDecodeError:
        yield Fault(path, 1, "Tệp phải lưu bằng bảng mã UTF-8.")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Fault(path, mark.line + 1 if mark else 1, "Tệp viết sai cú pháp YAML.")


def _site(folder: ContentFolder) -> Iterator[Fault]:
    path = folder.root / "site.yaml"
    for key in sorted(SITE_KEYS - set(folder.site)):
        yield Fault(path, 1, f"Thiếu mục “{key}”.")
    for language in sorted(set(folder.site.get("begun", {})) - set(dict(settings.LANGUAGES))):
        yield Fault(path, _line_of(path, f"{language}:"), f"Không có ngôn ngữ “{language}”.")
    for consent in folder.site.get("consents", []):
        for language in sorted(set(LANGUAGES) - set(consent.get("text", {}))):
            line = _line_of(path, f"purpose: {consent.get('purpose')}")
            yield Fault(path, line, f"Lời đồng ý thiếu ngôn ngữ “{language}”.")


def _pages(folder: ContentFolder) -> Iterator[Fault]:
    path = folder.root / "pages.yaml"
    for page in folder.pages:
        line = _line_of(path, f"key: {page.get('key')}")
        for key in sorted(PAGE_KEYS - set(page)):
            yield Fault(path, line, f"Trang thiếu mục “{key}”.")
        for key in sorted({"slug", "title", "body"} & set(page)):
            for language in sorted(set(LANGUAGES) - set(page[key])):
                yield Fault(path, line, f"Mục “{key}” thiếu ngôn ngữ “{language}”.")


def _units(folder: ContentFolder) -> Iterator[Fault]:
    """Every map is known, every code stands once, every district and every successor exists."""
    maps = {row["generation"] for row in folder.units("generations")}
    places = [
        (folder.root / "units" / f"{table}.csv", number, row)
        for table in UNIT_TABLES
        for number, row in enumerate(folder.units(table), start=FIRST_ROW)
    ]
    seen: set[tuple[str, str]] = set()
    for path, line, row in places:
        key = row["generation"], row["code"]
        if row["generation"] not in maps:
            yield Fault(path, line, f"Không có bản đồ {row['generation']}.")
        if key in seen:
            yield Fault(path, line, f"Mã {row['code']} viết hai lần trong bản đồ {row['generation']}.")
        seen.add(key)
    for path, line, row in places:
        yield from _links(path, line, row, seen)


def _links(path: Path, line: int, row: dict[str, Any], known: set[tuple[str, str]]) -> Iterator[Fault]:
    if row["successor_code"] and (row["successor_generation"], row["successor_code"]) not in known:
        yield Fault(path, line, f"Đơn vị kế thừa {row['successor_code']} không có trong các bảng.")
    if row.get("district_code") and (row["generation"], row["district_code"]) not in known:
        yield Fault(path, line, f"Đơn vị cấp trên {row['district_code']} không có trong các bảng.")


def _line_of(path: Path, words: str) -> int:
    """The line that holds these words, 1 when none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)
