"""One question of a Word document while it is gathered, before anything is concluded from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from courses.importers.word_lines import MARKS, Line
from courses.importers.word_options import unticked


@dataclass
class Option:
    """One option: its letter by place, its lines, the marks of its letter, and whether it is ticked."""

    letter: str
    lines: list[Line]
    label_marks: frozenset[str] = frozenset()
    is_ticked: bool = False
    is_small: bool = False
    """Whether its letter is a small one."""
    whole: Line | None = None
    """The line as typed, for when it turns out to be part of the question."""

    @property
    def text(self) -> str:
        """The option on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())

    def marked(self, mark: str) -> bool:
        """Whether most of its letters have this mark."""
        written = [line for line in self.lines if line.text.strip()]
        return bool(written) and all(line.marked(mark) for line in written)

    def trimmed(self) -> Option:
        """Return the option without the star or tick behind it, which makes it ticked."""
        end, is_ticked = unticked(self.lines[0].text)
        first = replace(self.lines[0].part(0, end), pictures=self.lines[0].pictures)
        return replace(self, lines=[first, *self.lines[1:]], is_ticked=self.is_ticked or is_ticked)


@dataclass
class Question:
    """What the document says about one question."""

    name: str
    prompt: list[Line] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    bullets: list[Line] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    """Paragraphs that were taken for the end of an option."""
    is_essay: bool = False
    is_judged: bool = False
    """Whether its options are the words Đúng and Sai."""
    asks_of_each: bool = False
    """Whether a heading said that each of its statements is to be judged right or wrong."""
    at: str = "prompt"
    """What the next line continues: prompt, option, answer, or a note by its name."""

    @property
    def is_complete(self) -> bool:
        """Whether the question has more than its text, so that a new one may begin."""
        return bool(self.options or self.answers or self.notes or self.bullets)

    def note(self, name: str) -> str:
        """Return a note with its lines, or nothing."""
        return "\n".join(self.notes.get(name, [])).strip()

    def lines(self) -> Iterator[Line]:
        """Yield the lines that a learner will see."""
        yield from self.prompt
        for option in self.options:
            yield from option.lines


def label_marks(line: Line) -> frozenset[str]:
    """Return the marks that a letter such as “A.” has throughout."""
    written = [piece for piece in line.pieces if any(c.isalpha() for c in piece.text)]
    return frozenset(mark for mark in MARKS if written and all(mark in piece.marks for piece in written))
