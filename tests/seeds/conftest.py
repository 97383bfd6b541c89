"""A small content folder: the real site, units and taxonomy, and two courses made here."""

import datetime
import shutil
from collections.abc import Generator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction
from PIL import Image

from seeds.loaders.content import CONTENT

LEARNT, ANNOUNCED = "CD-91", "CD-92"


class WrittenOut(yaml.SafeDumper):
    """Writes what stands in several places out in each of them, as content files do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@pytest.fixture(scope="module")
def begun_site(django_db_setup, django_db_blocker, tmp_path_factory) -> Generator[None]:
    """The site without courses, made once for the tests of a module; each finds it so, and seeds what it adds.

    All tests of a module that touch the database take it, or none does: between them it is there for everybody. Not for
    tests that really commit, which get a database of their own.
    """
    folder = make_content(tmp_path_factory.mktemp("begun"))
    # Django refuses durable blocks inside others, except inside those of tests.
    block = transaction.atomic()
    block._from_testcase = True
    with django_db_blocker.unblock(), block:
        call_command("seed", content=folder, verbosity=0)
        yield
        transaction.set_rollback(True)


def make_content(folder: Path) -> Path:
    """Fill a folder with content files of a site without courses."""
    for name in ("courses", "images/thu"):
        (folder / name).mkdir(parents=True)
    for name in ("site.yaml", "pages.yaml", "taxonomy.yaml", "demo.yaml"):
        shutil.copy(CONTENT / name, folder / name)
    shutil.copytree(CONTENT / "units", folder / "units")
    (folder / "images/thu/o-khoa.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    Image.new("RGB", (64, 40), "#0f5f43").save(folder / "images/thu/o-khoa.webp")
    return folder


@pytest.fixture
def content(tmp_path) -> Path:
    """The folder of content files, with two courses; tests may rewrite them."""
    folder = make_content(tmp_path / "content")
    sources = [{"text": "Viết để thử", "date": datetime.date(2025, 7, 1)}]
    write_course(folder, LEARNT, modules=[module()], quiz=quiz(), sources=sources)
    write_course(folder, ANNOUNCED, prerequisites=[LEARNT])
    return folder


@pytest.fixture
def seed(content):
    """Runs `manage.py seed` on the folder and returns what it printed."""

    def run(*args: str) -> str:
        out = StringIO()
        call_command("seed", *args, content=content, stdout=out)
        return out.getvalue()

    return run


def write_course(folder: Path, code: str, **changes: Any) -> None:
    """Write a course file that is only announced, unless the changes say more."""
    course = {
        "code": code,
        "slug": f"khoa-{code.lower()}",
        "title": {"vi": f"Khóa thử {code}", "en": f"Trial course {code}"},
        "summary": {"vi": "Học để thử.", "en": "Learn to try."},
        "audiences": ["citizens"],
        "level": "basic",
        "format": "self-paced",
        "hours": {"self_paced": 2, "class": 0, "practice": 0},
        "competences": ["2.5"],
        "outcomes": {"vi": ["Khóa được máy"], "en": ["Lock the phone"]},
        "certifies": True,
        "pass_mark": 0.7,
        "validity_months": 24,
        "prerequisites": [],
        "cover": {"picture": "thu/o-khoa", "alt": "Ổ khóa màu xanh"},
        "modules": [{"title": {"vi": "Khóa máy", "en": "Lock the phone"}}],
    }
    text = yaml.dump(course | changes, Dumper=WrittenOut, allow_unicode=True, sort_keys=False)
    (folder / "courses" / f"{code}.yaml").write_text(text, encoding="utf-8")


def module() -> dict[str, Any]:
    """A module of two lessons."""
    return {"title": {"vi": "Khóa máy", "en": "Lock the phone"}, "lessons": [lesson("bai-mot"), lesson("bai-hai")]}


def lesson(key: str) -> dict[str, Any]:
    """A lesson of three steps: one with a picture, one with a remark, one with a table."""
    picture = {"picture": {"picture": "thu/o-khoa", "alt": "Ổ khóa màu xanh"}}
    callout = {"callout": {"kind": "tip", "text": "Nhớ **khóa máy**."}}
    table = {"table": {"header": ["Việc", "Nên"], "rows": [["Khóa máy", "Có"]]}}
    steps = [
        {"title": f"Bước {number}", "text": "Làm **từng bước**.\n\n- Một\n- Hai\n"} | extra
        for number, extra in enumerate([picture, callout, table], start=1)
    ]
    practice = choice(f"luyen-{key}")
    return {
        "key": key,
        "title": f"Bài {key}",
        "minutes": 5,
        "summary": "Khóa máy.",
        "steps": steps,
        "practice": practice,
    }


def choice(key: str, kind: str = "single_choice") -> dict[str, Any]:
    """A question with options, the first one right."""
    texts = ["Khóa màn hình", "Bỏ máy ngoài sân", "Cho người lạ mượn", "Tắt tiếng"]
    options = [{"key": name, "text": text, "correct": name == "a"} for name, text in zip("abcd", texts, strict=True)]
    return question(key, kind, options=options)


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """A question with what every type has."""
    words = {"prompt": f"Câu hỏi {key}?", "hint": "Nghĩ kỹ nhé.", "explanation": "Vì như vậy an toàn."}
    return {"key": key, "type": kind} | words | more


def quiz() -> dict[str, Any]:
    """A quiz of ten items that uses every type."""
    items = [choice(f"chon-{number}") for number in range(1, 7)]
    items += [
        choice("nhieu", "multiple_response"),
        question("dung-sai", "true_false", answer=True),
        question("so", "numeric", answer=3.5, tolerance=0.5, unit="giờ"),
        question("ngan", "short_answer", accepted=["công an xã"], matching="lenient"),
    ]
    return {"title": "Bài kiểm tra thử", "attempts": 5, "items": items}
