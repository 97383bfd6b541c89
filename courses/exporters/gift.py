"""Items as Moodle's GIFT: texts of questions as HTML, all others as they are, every sign of the grammar escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exporters import Written
from courses.exporters.left_out import NotHeld, left_out, not_held, unknown_type
from courses.importers.base import Message
from courses.importers.wildcards import escaped
from courses.items.base import FrozenItem
from courses.numbers import canonical

# The format has no mark of its encoding; letters that no old Vietnamese encoding has tell that the file is Unicode.
_HEAD = "// Câu hỏi xuất từ nền tảng Học Số\n"
_SIGNS = re.compile(r"[\\:#={}~]")
_TAG = re.compile(r"[^\][<>`\n]+")
# Texts that could be taken for a format, a weight, a comment or HTML say that they are plain.
_TELLING = re.compile(r"^[\[%/]|[<&\n]")
_HELD = {
    "single_choice": {"options.feedback"},
    "multiple_response": {"options.feedback", "weight"},
    "true_false": {"feedback_on"},
    "numeric": {"also", "feedback.right", "feedback.wrong"},
    "short_answer": {"also", "feedback.right", "feedback.wrong"},
    "ordering": {"scoring"},
}


def write(items: Sequence[FrozenItem], pictures: Mapping[int, bytes]) -> Written:
    """Return the items as a GIFT file in UTF-8. Pictures have no place in it; a message says so."""
    messages: list[Message] = []
    questions = []
    for number, item in enumerate(items, start=1):
        try:
            questions.append(_question(item))
            messages += left_out(number, item, _held(item))
        except NotHeld as reason:
            messages.append(not_held(number, reason))
    return Written((_HEAD + "\n\n".join([*questions, ""])).encode(), messages)


def _held(item: FrozenItem) -> set[str]:
    held = _HELD.get(item["type"], set())
    if item["type"] != "information":
        held = held | {"explanation"}
    return held | {"tags"} if all(_TAG.fullmatch(tag) for tag in item.get("tags") or []) else held


def _question(item: FrozenItem) -> str:
    tags = [f"[tag:{tag}]" for tag in item.get("tags") or [] if _TAG.fullmatch(tag)]
    head = f"// {' '.join(tags)}\n" if tags else ""
    prompt = f"[html]{_escape(item['prompt'])}"
    if item["type"] == "information":
        return head + prompt
    if item["type"] not in _ANSWERS:
        raise unknown_type(item)
    lines = list(_ANSWERS[item["type"]](item))
    if item.get("explanation"):
        lines.append(f"####{_text(item['explanation'])}")
    body = lines[0] if len(lines) == 1 else "".join(f"\n\t{line}" for line in lines) + "\n"
    return f"{head}{prompt} {{{body}}}" if lines else f"{head}{prompt} {{}}"


def _single_choice(item: FrozenItem) -> Iterator[str]:
    for option in item["options"]:
        yield f"{'=' if option['correct'] else '~'}{_text(option['text'])}{_feedback(option)}"


def _multiple_response(item: FrozenItem) -> Iterator[str]:
    options = item["options"]
    part = Decimal(100) / max(1, sum(option["correct"] for option in options))
    part = part.quantize(Decimal("0.00001"))
    weighted = any("weight" in option for option in options)
    for option in options:
        percent = Decimal(option.get("weight", "0")) * 100 if weighted else part if option["correct"] else -part
        yield f"~%{canonical(percent)}%{_text(option['text'])}{_feedback(option)}"


def _true_false(item: FrozenItem) -> Iterator[str]:
    notes = item.get("feedback_on") or {}
    right, wrong = (notes.get(key, "") for key in (("true", "false") if item["answer"] else ("false", "true")))
    said = f"#{_text(wrong)}#{_text(right)}" if right else f"#{_text(wrong)}" if wrong else ""
    yield ("TRUE" if item["answer"] else "FALSE") + said


def _numeric(item: FrozenItem) -> Iterator[str]:
    notes = item.get("feedback") or {}
    yield "#"
    first = item | {"share": "1", "feedback": notes.get("right", "")}
    for row in (first, *(item.get("also") or [])):
        yield f"=%{_percent(row)}%{row['answer']}:{row['tolerance']}{_feedback(row)}"
    if notes.get("wrong"):
        yield f"~#{_text(notes['wrong'])}"


def _short_answer(item: FrozenItem) -> Iterator[str]:
    notes = item.get("feedback") or {}
    accepted = [{"text": text, "share": "1", "feedback": notes.get("right", "")} for text in item["accepted"]]
    for row in (*accepted, *(item.get("also") or [])):
        if "->" in row["text"] + row.get("feedback", ""):
            raise NotHeld(_("In this file format an arrow “->” makes pairs to match, so the question was left out."))
        text = row["text"] if item.get("wildcards") else escaped(row["text"])
        yield f"=%{_percent(row)}%{_escape(text)}{_feedback(row)}"
    if notes.get("wrong"):
        yield f"=%0%*#{_text(notes['wrong'])}"


def _matching(item: FrozenItem) -> Iterator[str]:
    choices = {choice["id"]: choice["text"] for choice in item["choices"]}
    for row in item["rows"]:
        text = row["text"]
        left = f"[html]{_escape(html.escape(text, quote=False))}" if "->" in text else _text(text)
        yield f"={left} -> {_escape(choices[row['choice']])}"
    taken = {row["choice"] for row in item["rows"]}
    for choice_id, text in choices.items():
        if choice_id not in taken:
            yield f"= -> {_escape(text)}"


def _ordering(item: FrozenItem) -> Iterator[str]:
    grading = "ALL_OR_NOTHING" if item.get("scoring") == "exact" else "LONGEST_CONTIGUOUS_SUBSET"
    yield f">{len(item['steps'])} ALL VERTICAL {grading} SHOW none"
    for step in item["steps"]:
        yield _text(step["text"])


def _essay(item: FrozenItem) -> Iterator[str]:
    return iter(())


_ANSWERS: dict[str, Callable[[FrozenItem], Iterator[str]]] = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_answer": _short_answer,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _text(text: str) -> str:
    """Return a text so that it is read as it is, marked as plain where it would be read otherwise."""
    is_bare = text == " ".join(text.split()) and not _TELLING.search(text)
    return _escape(text) if is_bare else f"[plain]{_escape(text)}"


def _feedback(row: Mapping[str, str]) -> str:
    return f"#{_text(row['feedback'])}" if row.get("feedback") else ""


def _percent(row: Mapping[str, str]) -> str:
    return canonical(Decimal(row["share"]) * 100)
