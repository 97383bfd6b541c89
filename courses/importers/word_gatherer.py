"""Puts the lines of a document into questions, one line after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from courses.importers import word_text as habits
from courses.importers.base import MOST_ITEMS
from courses.importers.word_document import labelled
from courses.importers.word_judged import says_judging, truths_of
from courses.importers.word_key import Entry, entries_of, explained_entry, letters_of
from courses.importers.word_lines import Line, Piece
from courses.importers.word_numbering import BULLET
from courses.importers.word_options import digit_mark, follows, is_letter_label, marks_in
from courses.importers.word_question import Question
from courses.importers.word_taking import add_options, add_true_false, continue_with, truth_of, without_ends
from courses.text import fold

TICKED_BULLETS = ("●", "☑", "☒", "✓", "✔", "*")
_BULLETS = tuple(f"{sign} " for sign in ("-", "–", "•", "+", "▪", "○", "☐", "□", *TICKED_BULLETS))


@dataclass
class Gatherer:
    """Holds what was read so far: questions, listed answers, and lines that belong to no question."""

    kind: habits.Kind
    head_depth: int
    questions: list[Question] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    current: Question | None = None
    names: set[str] = field(default_factory=set)
    in_key: bool = False
    in_essays: bool = False
    in_judging: bool = False

    def feed(self, line: Line) -> None:
        """Take one line of the document."""
        if line.is_empty:
            return
        line = self._with_label(line)
        text = line.text
        if len(text) > habits.LONGEST_LINE:
            if not self._takes_head(line):
                self._continue(line)
            return
        if self._takes_key(text) or self._takes_head(line) or self._takes_heading(line, text):
            return
        if self.current is None and self.kind == "bare" and not line.is_heading:
            self.begin("")
        if self.current is None:
            self.ignore(line)
        elif not self._takes_answer(self.current, line, text) and not self._takes_option(self.current, line):
            self._continue(line)

    def feed_part(self, line: Line) -> None:
        """Take a line that is known to belong to the question at hand."""
        if self.current is None or line.is_empty:
            return
        line = self._with_label(line)
        if not self._takes_answer(self.current, line, line.text) and not self._takes_option(self.current, line):
            self._continue(line)

    def begin(self, name: str) -> Question:
        """Start the next question."""
        self.current = Question(name or str(len(self.questions) + 1), is_essay=self.in_essays)
        self.current.asks_of_each = self.in_judging
        self.in_key = False
        self.questions.append(self.current)
        self.names.add(self.current.name)
        return self.current

    def _with_label(self, line: Line) -> Line:
        """Return the line with the label of its list typed out, unless its text begins with one of its own."""
        if not line.label or line.label == BULLET:
            return line
        marks = marks_in(line.text, "A", None, from_start=True)
        if marks or habits.head_of(line.text, self.kind) or habits.answer_of(line.text) is not None:
            return line.without_label()
        return replace(line, pieces=(Piece(f"{line.label} "), *line.pieces))

    def _takes_key(self, text: str) -> bool:
        """Take a line of listed answers."""
        entries = entries_of(text)
        known = [entry for entry in entries if str(entry.number) in self.names]
        is_done = self.current is None or self.current.is_complete
        if len(self.entries) > 2 * MOST_ITEMS:
            return False
        if entries and (self.in_key or (is_done and len(known) == len(entries))):
            self.entries += entries
            return True
        explained = (explained_entry(text) or self._open_answer(text)) if self.in_key else None
        if explained is not None and str(explained.number) in self.names:
            self.entries.append(explained)
            return True
        return False

    def _open_answer(self, text: str) -> Entry | None:
        """Return a listed answer in words, for a question that has no options to choose from."""
        head = habits.head_of(text, self.kind)
        if head is None or not text[head.end :].strip():
            return None
        known = [question for question in self.questions if question.name == str(head.number)]
        is_open = bool(known) and not any(question.options or question.answers for question in known)
        return Entry(head.number, text[head.end :].strip()) if is_open else None

    def _takes_head(self, line: Line) -> bool:
        """Begin a question when this line does."""
        head = habits.head_of(line.text, self.kind)
        if head is None or not self._is_next(line, head.number):
            return self._takes_bare_head(line)
        question = self.begin(str(head.number))
        for name, value in (("points", head.points), ("difficulty", head.difficulty)):
            if value:
                question.notes[name] = [value]
        rest = line.part(head.end).stripped()
        question.lost |= line.lost
        if rest.text.strip() or line.pictures:
            self._take_prompt(question, Line(rest.pieces, pictures=line.pictures))
        question.at = "prompt"
        return True

    def _takes_bare_head(self, line: Line) -> bool:
        """Where questions have no number, whatever follows a complete question begins the next."""
        if self.kind != "bare" or self.current is None or not self.current.is_complete or line.is_heading:
            return False
        text = line.text
        is_part = habits.answer_of(text) is not None or habits.note_of(text) is not None or not line.is_first
        letter = follows(self.current.options[-1].letter if self.current.options else None)
        if is_part or marks_in(text, letter, None, from_start=True) or self._is_bullet(line):
            return False
        if self.current.bullets and not self.current.options and not self.current.answers:
            return False
        self.begin("")
        return False

    def _is_next(self, line: Line, number: int) -> bool:
        if self.kind == "called":
            return True
        if line.label and line.depth > self.head_depth:
            return False
        if self.current is None or self.current.is_complete:
            return True
        return self.current.name.isdecimal() and number == int(self.current.name) + 1

    def _takes_heading(self, line: Line, text: str) -> bool:
        """Close the question at a heading; the heading of listed answers opens those."""
        if habits.is_key_heading(text):
            self.in_key = True
            return True
        is_done = self.current is None or self.current.is_complete
        if self._is_part(line) or not (self._is_heading(line, text, is_done) or (is_done and habits.is_ornament(text))):
            return False
        if not habits.is_ornament(text):
            self.in_essays, self.in_judging = "tu luan" in fold(text), False
        self.current = None
        self.ignore(line)
        return True

    def _is_heading(self, line: Line, text: str, is_done: bool) -> bool:
        if line.is_heading or habits.is_numbered_section(text):
            return True
        is_large = self.kind == "bare" and text.isupper()
        return is_done and (is_large or habits.is_section(text) or habits.is_roman(text))

    def _is_part(self, line: Line) -> bool:
        """Whether a line belongs to the question before it, however it is styled."""
        question = self.current
        if question is None or (question.answers and not question.options):
            return False
        letter = follows(question.options[-1].letter if question.options else None)
        is_option = bool(marks_in(line.text, letter, None, from_start=True))
        return is_option or habits.answer_of(line.text) is not None or habits.note_of(line.text) is not None

    def _takes_answer(self, question: Question, line: Line, text: str) -> bool:
        answer, note = habits.answer_of(text), habits.note_of(text)
        if answer is not None:
            value, reason = habits.reason_in(answer)
            question.answers += [value] if value else []
            if reason:
                question.notes.setdefault("explanation", []).append(reason)
            question.at = "answer"
        elif note is not None:
            question.notes.setdefault(note[0], []).append(note[1])
            question.at = note[0]
        elif self._gives_truths(question, text) or (
            self.in_key and not question.answers and self._is_value(question, text)
        ):
            question.answers.append(text.strip())
            question.at, self.in_key = "answer", False
        else:
            return False
        question.lost |= line.lost
        return True

    def _gives_truths(self, question: Question, text: str) -> bool:
        """Whether a line such as “a) Đ” tells which statements of the question are right."""
        return bool(truths_of(text).keys() & {option.letter for option in question.options})

    def _is_value(self, question: Question, text: str) -> bool:
        """Whether a line below a lone “Đáp án:” can be the answer."""
        offered = "".join(option.letter for option in question.options)
        return not offered or letters_of(text, offered) is not None or truth_of(text) is not None

    def _takes_option(self, question: Question, line: Line) -> bool:
        if question.at not in {"prompt", "option"} and question.options:
            return False
        body, answer = without_ends(line)
        if not (self._takes_letters(question, body) or add_true_false(question, body) or self._takes_bullet(body)):
            return False
        question.answers += [answer] if answer else []
        question.lost |= line.lost
        return True

    def _takes_letters(self, question: Question, line: Line) -> bool:
        last = question.options[-1] if question.options else None
        expected = follows(last.letter if last else None)
        if line.label and is_letter_label(line.label) and (last is None or last.whole is None or last.whole.label):
            # A list that was not begun again counts on from the question before; the place in this one decides.
            return add_options(question, line, expected, is_counted=True)
        marks = marks_in(line.text, expected, last.is_small if last else None, from_start=True)
        if not marks and last is not None and last.is_small:
            marks = marks_in(line.text, "A", is_small=False, from_start=True)
            if marks:
                question.prompt += [option.whole for option in question.options if option.whole]
                question.options.clear()
        if not marks and (self.kind == "called" or (line.label and line.depth > self.head_depth)):
            digit = digit_mark(line.text, expected)
            marks = [digit] if digit else []
        return bool(marks) and add_options(question, line, expected, marks=marks)

    def _takes_bullet(self, line: Line) -> bool:
        if self.current is None or not self._is_bullet(line) or self.current.options:
            return False
        self.current.bullets.append(line)
        return True

    def _is_bullet(self, line: Line) -> bool:
        return line.label == BULLET or line.text.lstrip().startswith(_BULLETS)

    def _take_prompt(self, question: Question, line: Line) -> None:
        """Take a question's line, with the options and the answer that may stand on it."""
        body, answer = without_ends(line)
        question.answers += [answer] if answer else []
        marks = marks_in(body.text, "A", None, from_start=False)
        prompt = body.part(0, marks[0].start).stripped() if marks else body
        if not prompt.is_empty:
            question.prompt.append(Line(prompt.pieces, pictures=line.pictures))
        if marks:
            add_options(question, body, "A", marks=marks)

    def _continue(self, line: Line) -> None:
        if self.current is None:
            self.ignore(line)
        elif self.current.at == "prompt" and not self.current.options:
            if not self.current.bullets:
                self._take_prompt(self.current, line)
            else:
                self.current.prompt += [*self.current.bullets, line]
                self.current.bullets.clear()
            self.current.lost |= line.lost
        else:
            continue_with(self.current, line)

    def drop_unfinished(self) -> None:
        """Take back questions without number of which nothing but text was found: they are titles and notes."""
        kept: list[Question] = []
        ignored: list[tuple[int, str]] = []
        for place, question in enumerate(self.questions):
            ignored += [(len(kept), text) for after, text in self.ignored if after == place]
            if question.is_complete:
                kept.append(question)
            else:
                ignored += [(len(kept), text) for line in question.prompt if (text := " ".join(line.text.split()))]
        ignored += [(len(kept), text) for after, text in self.ignored if after == len(self.questions)]
        self.questions, self.ignored = kept, ignored

    def ignore(self, line: Line) -> None:
        """Keep a line that belongs to no question, to tell the trainer about it."""
        self.lost |= line.lost
        self.in_judging = self.in_judging or says_judging(line.text)
        text = " ".join(labelled(line.without_label()).split())
        if text and not habits.is_ornament(text):
            self.ignored.append((len(self.questions), text))
