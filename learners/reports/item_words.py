"""Item analysis as a trainer reads it: figures in words, bars, and the same lines for a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from courses.text import format_number
from learners.reports.item_analysis import ItemLine, QuizAnalysis
from learners.reports.item_facts import ChoiceShare, ItemFacts
from learners.reports.item_remarks import AGAINST, ALMOST_ALL, CLEAR, TROUBLES, WEAK, percent
from learners.reports.spreadsheet import Letterhead, Share, Value, write_workbook

# From this share of people who were right upwards; the first that is reached names the level.
LEVELS: Sequence[tuple[Decimal, Promise]] = (
    (ALMOST_ALL, pgettext_lazy("level of a question", "very easy")),
    (Decimal("0.80"), pgettext_lazy("level of a question", "easy")),
    (Decimal("0.40"), pgettext_lazy("level of a question", "medium")),
    (Decimal("0.20"), pgettext_lazy("level of a question", "hard")),
    (Decimal(0), pgettext_lazy("level of a question", "very hard")),
)
# From this correlation upwards.
TELLING: Sequence[tuple[Decimal, Promise]] = (
    (CLEAR, gettext_lazy("tells well")),
    (WEAK, gettext_lazy("tells fairly")),
    (AGAINST, gettext_lazy("tells little")),
    (Decimal(-2), gettext_lazy("the wrong way round")),
)
HEADERS = [
    "Câu", "Nội dung", "Số người làm", "Tỷ lệ làm đúng", "Điểm trung bình của câu", "Bỏ trống", "Mức đoán mò",
    "Độ phân biệt (−1 đến 1)", "Phần ảnh hưởng đến kết quả", "Đánh giá", "Nhận xét", "Chọn từng phương án",
]  # fmt: skip
NOTES = [
    "Mỗi người chỉ tính lần làm bài đầu tiên đã nộp; lượt đã hủy và bài làm thử của giáo viên không tính.",
    "Độ phân biệt: tương quan giữa điểm của câu và điểm các câu còn lại; càng gần 1, người giỏi càng hay đúng hơn.",
    "Mức đoán mò: phần điểm mà người chọn bừa trung bình vẫn được.",
    "Dấu * là đáp án đúng. Không nêu chi tiết với nhóm dưới {small} người.",
]


@dataclass(frozen=True)
class Bar:
    """One bar of a picture: what it stands for, its length in whole per cent and the words behind it."""

    label: str
    length: int
    text: str


@dataclass(frozen=True)
class ChoiceBars:
    """One option with its bars: of everybody, then of the two thirds where they are shown."""

    letter: str
    text: str
    right: bool
    bars: Sequence[Bar]


def level_word(facts: ItemFacts) -> str:
    """How easy the question is, in a word; empty where it is not shown."""
    return _reached(LEVELS, facts.right)


def telling_word(facts: ItemFacts) -> str:
    """How well it tells strong from weak learners, in words; empty where it cannot be said."""
    return _reached(TELLING, facts.discrimination)


def figure(value: Decimal | None) -> str:
    """A correlation, "0,35"; a dash for None."""
    return "–" if value is None else format_number(value, 2).replace("-", "−")


def explained(facts: ItemFacts) -> list[tuple[str, str, str]]:
    """Every figure of a question: its name, its value, and in a sentence what it says."""
    telling = f"{figure(facts.discrimination)} {_in_brackets(telling_word(facts))}".strip()
    return [
        (_("Wholly right"), percent(facts.right),
         _("How many of the people who got this question answered it right.")),
        (_("Mean result"), percent(facts.mean),
         _("Of the points of this question; a partly right answer counts in part.")),
        (_("Left open"), percent(facts.omitted), _("How many handed in without an answer to it.")),
        (_("Blind guessing brings"), percent(facts.chance),
         _("What somebody earns on average who chooses at random.")),
        (_("Tells strong from weak"), telling,
         _("From −1 to 1: whether those who do well on the other questions do well on this one too. "
           "From 0.3 on it tells well; below 0 it works against.")),
        (_("Weight in the result"), percent(facts.weight),
         _("How much of the difference between results comes from it.")),
    ]  # fmt: skip


def choice_bars(facts: ItemFacts) -> Iterator[ChoiceBars]:
    """The options with their bars; one that fewer people chose than may be shown has none."""
    for each in facts.choices:
        yield ChoiceBars(each.choice.letter, each.choice.text or _("An option that is gone"), each.choice.right,
                         list(_bars(each)))  # fmt: skip


def analysis_workbook(analysis: QuizAnalysis, course: str, head: Letterhead, small: int) -> bytes:
    """The table as an XLSX file in the order of the page; its words are Vietnamese, as the form around it."""
    notes = [f"Khóa học: {course}.", f"Bản câu hỏi số {analysis.version}; {analysis.people} người được tính.",
             *(note.format(small=small) for note in NOTES)]  # fmt: skip
    return write_workbook(
        f"Phân tích câu hỏi – {analysis.title}", notes, HEADERS, map(_sheet_row, analysis.lines), letterhead=head
    )


def remarks_text(line: ItemLine) -> str:
    """All remarks on a question, one after another."""
    return " ".join(remark.sentence for remark in line.remarks)


def _sheet_row(line: ItemLine) -> list[Value]:
    facts = line.facts
    shares = [_share(facts.right), _share(facts.mean), _share(facts.omitted), Share(facts.chance)]
    telling = facts.discrimination and facts.discrimination.quantize(Decimal("0.01"), ROUND_HALF_UP)
    told = "; ".join(f"{each.choice.letter or each.choice.text}{'*' * each.choice.right} {percent(each.share)}"
                     for each in facts.choices)  # fmt: skip
    verdict = str(TROUBLES[line.trouble])
    return [
        line.label,
        line.prompt,
        facts.people,
        *shares,
        telling,
        _share(facts.weight),
        verdict,
        remarks_text(line),
        told,
    ]


def _share(value: Decimal | None) -> Share | None:
    return None if value is None else Share(value)


def _bars(each: ChoiceShare) -> Iterator[Bar]:
    if each.share is None:
        return
    yield _bar(_("Everybody"), each.share)
    if each.high is not None and each.low is not None:
        yield _bar(_("Best on the others"), each.high)
        yield _bar(_("Weakest on the others"), each.low)


def _bar(label: str, share: Decimal) -> Bar:
    return Bar(label, int((100 * share).to_integral_value(ROUND_HALF_UP)), percent(share))


def _reached(table: Iterable[tuple[Decimal, Promise]], value: Decimal | None) -> str:
    if value is None:
        return ""
    return next(str(word) for least, word in table if value >= least)


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""
