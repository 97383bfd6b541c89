"""What the style guide shows: every component in every state, with words as long as they come."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from courses.items import ITEM_TYPES
from courses.models import CoursePage

COLOURS = "paper card ink soft line edge leaf leaf-tint leaf-deep litchi litchi-tint sun sun-tint ground hero"
ICONS = "home courses learning person search filter flag clock level certificate check cross warning idea offline saved"
LONG_NAME = "Nguyễn Phước Hoàng Nguyên Thảo Vy"
QUESTION = {
    "id": "q", "type": "single_choice", "prompt": "Có người gọi, xưng là công an, đòi đọc mã OTP. Làm gì?",
    "points": "1",
    "hint": "Công an không hỏi mã qua điện thoại.", "explanation": "Mã OTP là chìa khóa của tài khoản.",
    "options": [
        {"id": "a", "text": "Đọc mã cho nhanh", "correct": False},
        {"id": "b", "text": "Tắt máy, báo người nhà và công an xã", "correct": True},
    ],
}  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label=_("Full name"), max_length=120, help_text=_("As on the certificate."))
    note = forms.CharField(label=_("What else"), widget=forms.Textarea, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("Choose")), ("a", "Cơ bản"), ("b", "Nâng cao")])
    way = forms.ChoiceField(
        label=_("How to learn"), choices=[("self", "Tự học"), ("class", "Trên lớp")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label=_("I agree"), help_text=_("It can be taken back later."))
    use_required_attribute = False


def parts() -> list[dict[str, Any]]:
    """The chapters of the style guide, each with its heading and its template."""
    labels = {
        "foundations": _("Colours, text, icons"),
        "controls": _("What is pressed"),
        "states": _("What the page says"),
        "lists": _("Cards, lists, progress"),
        "forms": _("Forms"),
        "learning": _("Lessons, questions, results"),
    }
    return [{"name": name, "label": label, "template": f"cms/styleguide/{name}.html"} for name, label in labels.items()]


def shown_in(scheme: str) -> dict[str, Any]:
    """Everything the components of one colour scheme read; ids begin with the scheme, as both stand on one page."""
    return {
        "scheme": scheme,
        "empty_form": SampleForm(auto_id=f"{scheme}-empty-%s"),
        "wrong_form": SampleForm({"full_name": "", "way": "self"}, auto_id=f"{scheme}-wrong-%s"),
        "questions": [_question(scheme, state) for state in ("open", "right", "wrong", "settled")],
        "verdicts": _verdicts(),
        "module": _module(scheme),
        "quiz": {"title": "Bài kiểm tra cuối khóa", "url": "#", "item_count": 10, "pass_text": "7/10", "state": "done"},
        "credential": _credential("valid"),
        "papers": [_credential(status) for status in ("valid", "expired", "replaced", "revoked")],
        "entry": {"title": "An toàn số cho mọi người", "url": "#", "done": 2, "total": 5, "beads": BEADS},
        "beads": BEADS,
        "pages": Paginator(range(30), 10).page(2 if scheme == "light" else 3),
        "many_beads": ["done"] * 9 + ["here"] + ["ahead"] * 10,
        "crumbs": [{"url": "#", "title": "Khóa học"}, {"url": "#", "title": "An toàn số cho mọi người"}],
    }


BEADS = ["done", "done", "here", "ahead", "ahead"]


def courses_shown() -> list[CoursePage]:
    """One course that is open and one that opens soon, where the site has them."""
    rows = CoursePage.objects.for_cards().order_by("code")
    return [row for row in (rows.filter(is_open=True).first(), rows.filter(is_open=False).first()) if row]


def _question(scheme: str, state: str) -> dict[str, Any]:
    return {
        "id": f"{scheme}-{state}",
        "item": ITEM_TYPES["single_choice"].public(QUESTION, 1),
        "template": "courses/items/single_choice.html",
        "field_name": f"{scheme}-{state}",
        "response": {} if state == "open" else {"option": "b" if state == "right" else "a"},
        "graded": True,
        "flagged": state == "wrong",
        "checks": state in {"open", "wrong"},
        "settled": state == "settled",
        "asks_certainty": state == "open",
        "problem": _("Please choose an answer.") if state == "open" else "",
        "checked": None if state == "open" else _told(state),
        "number": f"{scheme} {state}",
    }


def _told(state: str) -> dict[str, Any]:
    if state == "wrong":
        return {"correct": False, "tries_left": 1, "hints": [QUESTION["hint"]]}
    return {"correct": state == "right", "tries_left": 0, "explanation": QUESTION["explanation"]}


def _verdicts() -> list[dict[str, Any]]:
    row = {"prompt": "Mã OTP nên đọc cho ai?", "your_answer": "Không ai cả"}
    return [
        row | {"number": 1, "correct": True, "explanation": QUESTION["explanation"]},
        row | {"number": 2, "correct": False, "partly": True, "your_answer": "1. Tắt máy;\n2. Báo công an"},
        row | {"number": 3, "correct": False, "hints": [QUESTION["hint"]], "right_answer": "Không ai cả"},
        row | {"number": 4, "correct": None, "waiting": True},
    ]


def _module(scheme: str) -> dict[str, Any]:
    lessons = zip(("Tin nhắn lừa đảo", "Mật khẩu", "Gọi ai khi gặp chuyện"), ("done", "here", "ahead"), strict=True)
    rows = [{"title": title, "url": "#", "state": state, "minutes": 7} for title, state in lessons]
    return {"number": 1 if scheme == "light" else 2, "title": "Điện thoại của mình", "lessons": rows}


def _credential(status: str) -> dict[str, Any]:
    day = datetime.date(2026, 11, 22)
    return {
        "status": status,
        "name": LONG_NAME,
        "full_name": LONG_NAME,
        "course_title": "An toàn số cho mọi người",
        "hours_text": "4 giờ",
        "number": "000123/2026",
        "date": day,
        "issued_on": day,
        "valid_to": None if status == "valid" else day,
        "issuer_name": "Sở Khoa học và Công nghệ",
        "signer": "Nguyễn Văn Mẫu",
        "url": "#",
        "pdf_url": "#",
    }
