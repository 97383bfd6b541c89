"""A module that is taught in a room: its task sheet and its session plan."""

from __future__ import annotations

import json
from typing import Any

from courses.models import ModulePage
from tests.factories.course import block


def entries(*values: Any) -> list[dict[str, Any]]:
    """Children of a list block."""
    return [block("item", value) for value in values]


def task_sheet() -> dict[str, Any]:
    """A task sheet of three steps and two signs."""
    return {
        "title": "Phiếu thực hành: Khóa máy",
        "goal": "Tự đặt mã khóa máy.",
        "steps": entries("Mở cài đặt.", "Chọn khóa màn hình.", "Đặt sáu số."),
        "done_when": entries("Máy hỏi mã khi mở.", "Người ngồi cạnh không đoán được mã."),
    }


def session_plan() -> dict[str, Any]:
    """A plan of two parts, thirty minutes together."""
    rows = [
        {"minutes": 10, "activity": "Kể chuyện mất máy.", "check": "Ai cũng có máy trên tay."},
        {"minutes": 20, "activity": "Làm theo phiếu.", "check": "Máy hỏi mã khi mở."},
    ]
    return {"materials": entries("Máy chiếu", "Phiếu in"), "rows": entries(*rows)}


def give_room_papers(module: ModulePage) -> None:
    """Give a module both papers."""
    module.task_sheet = json.dumps([block("sheet", task_sheet())])
    module.session_plan = json.dumps([block("plan", session_plan())])
    module.save_revision().publish()
