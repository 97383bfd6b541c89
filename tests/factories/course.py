"""A small real course: catalogue, modules, lessons, a quiz with every type of item - published and frozen."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models import HomePage
from courses.index_tasks import indexed_once
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage, QuizPage
from tests.factories.kept_rows import once

KEY_WORDS = "canary-key"


def block(kind: str, value: Any, name: str = "") -> dict[str, Any]:
    """A raw stream block; its id depends on the name alone."""
    return {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, name or f"{kind}{value}"))}


def options(*rows: tuple[str, bool], name: str) -> list[dict[str, Any]]:
    """List children of an item's options with ids made from the item's name and their place."""
    return [
        {"type": "item", "value": {"text": text, "correct": correct}, "id": option_id(name, place)}
        for place, (text, correct) in enumerate(rows)
    ]


def option_id(name: str, place: int) -> str:
    """The id of an item's option."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name}:{place}"))


def item_id(name: str) -> str:
    """The id of an item."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def every_item() -> list[dict[str, Any]]:
    """One item of every type, one point each; the right answers are in `RIGHT`."""
    same = {"hint": "Nghĩ thêm", "explanation": f"{KEY_WORDS} giải thích", "points": 1}
    single = options(("Đưa mã", False), ("Không đưa mã", True), ("Hỏi lại", False), name="single")
    multiple = options(
        ("Số điện thoại", True), ("Mã OTP", True), ("Thời tiết", False), ("Bóng đá", False), name="multiple"
    )
    return [
        block("single_choice", {"prompt": "<p>Ai hỏi mã OTP?</p>", "options": single} | same, "single"),
        block("multiple_response", {"prompt": "<p>Điều gì cần giữ kín?</p>", "options": multiple} | same, "multiple"),
        block("true_false", {"prompt": "<p>Mã OTP dùng một lần.</p>", "answer": "true"} | same, "truth"),
        block("numeric", {"prompt": "<p>Gọi số?</p>", "answer": "113", "tolerance": "0", "unit": ""} | same, "number"),
        block(
            "short_answer",
            {
                "prompt": "<p>Tỉnh có vải thiều?</p>",
                "accepted": [{"type": "item", "value": "Bắc Giang", "id": option_id("short", 0)}],
                "matching": "unaccented",
            } | same,
            "short",
        ),
    ]  # fmt: skip


RIGHT = {
    item_id("single"): {"option": option_id("single", 1)},
    item_id("multiple"): {"options": sorted([option_id("multiple", 0), option_id("multiple", 1)])},
    item_id("truth"): {"answer": True},
    item_id("number"): {"text": "113"},
    item_id("short"): {"text": "bac giang"},
}


def make_catalogue(language: str = "vi") -> CataloguePage:
    """The catalogue below a home page that is the site's root."""
    found = CataloguePage.objects.filter(locale__language_code=language).first()
    if found:
        return found
    locale, _ = Locale.objects.get_or_create(language_code=language)
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Học Số", slug=f"home-{language}", locale=locale))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    return home.add_child(instance=CataloguePage(title="Khóa học", slug="khoa-hoc", locale=locale))


def make_course(code: str = "CD-06", *, modules: int = 1, lessons: int = 2, **fields: Any) -> CoursePage:
    """A published course with `lessons` lessons a module and a frozen quiz of five items; else only announced."""
    wished = {"modules": modules, "lessons": lessons, **fields}
    pk = once(["course", code, wished], lambda: _make_course(code, **wished))
    return CoursePage.objects.get(pk=pk)


@indexed_once()
# No test asks which page of a factory uses which picture, and to note it takes a sixth of the time.
@disable_reference_index_auto_update()
def _make_course(code: str, modules: int, lessons: int, **fields: Any) -> int:
    quiz_fields = {name[5:]: fields.pop(name) for name in list(fields) if name.startswith("quiz_")}
    fields = {"title": "An toàn số cho mọi người", "slug": code.lower(), "summary": "Giữ tiền, giữ mật khẩu."} | fields
    course: CoursePage = make_catalogue().add_child(instance=CoursePage(code=code, **fields))
    for number in range(1, modules + 1):
        module = course.add_child(instance=ModulePage(title=f"Chương {number}", slug=f"chuong-{number}"))
        for place in range(1, lessons + 1):
            make_lesson(module, f"Bài {number}.{place}")
    if lessons:
        make_quiz(course, **quiz_fields)
    return int(course.pk)


def make_lesson(module: ModulePage, title: str) -> LessonPage:
    """A lesson of two steps and a practice question."""
    practice = [every_item()[0] | {"id": item_id(f"practice {module.pk} {title}")}]
    bare = {"picture": None, "audio": None}
    body = [
        block("step", {"title": "Bước một", "text": "<p>Không đưa mã OTP.</p>"} | bare, f"{title}1"),
        block("step", {"title": "Bước hai", "text": "<p>Gọi 113.</p>"} | bare, f"{title}2"),
        block("practice", practice, f"{title}3"),
    ]  # fmt: skip
    slug = "bai-" + title.split(" ", 1)[1].replace(".", "-")
    return module.add_child(instance=LessonPage(title=title, slug=slug, body=body))


def make_quiz_course(**quiz: Any) -> QuizPage:
    """The quiz of a course with these settings, its questions in the author's order."""
    make_course(**{f"quiz_{name}": value for name, value in {"shuffle": False, **quiz}.items()})
    return QuizPage.objects.get()


def make_quiz(course: CoursePage, **fields: Any) -> QuizPage:
    """A quiz with every type of item, published through a revision so that it is frozen."""
    fields = {"title": "Bài kiểm tra", "slug": "bai-kiem-tra", "items": every_item()} | fields
    quiz: QuizPage = course.add_child(instance=QuizPage(live=False, **fields))
    quiz.save_revision().publish()
    return QuizPage.objects.get(pk=quiz.pk)
