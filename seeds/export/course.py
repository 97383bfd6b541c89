"""A whole course of the CMS as the text of a course file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.services.course_faults import revised_pages
from seeds.export.lessons import Left, lesson_entry, room_entries
from seeds.export.names import Names
from seeds.export.pictures import PictureNames
from seeds.export.quizzes import QuizWriter
from seeds.export.words import words_over
from seeds.export.writing import Flow, Number, Row, written
from seeds.loaders.banks import bank_key
from seeds.loaders.content import ContentFolder
from seeds.loaders.identity import key_of
from seeds.schema import OTHER

LANGUAGE = "vi"


@dataclass(frozen=True)
class Exported:
    """The text of a course file, and sentences about what it has no place for."""

    text: str
    left: list[str]


def export_course(code: str, folder: ContentFolder) -> Exported:
    """Return the course with this code as a file. Raises CoursePage.DoesNotExist."""
    return export_page(_course(code), folder)


def export_words(code: str, folder: ContentFolder) -> Exported:
    """Return the English words of a course as the file that is laid over its own. Raises CoursePage.DoesNotExist."""
    return export_translation(_course(code), folder)


def export_page(course: CoursePage, folder: ContentFolder) -> Exported:
    """Return a course as it was last saved, drafts included; a translation is written out with its original.

    The folder gives the names that files used for questions and pictures. A page or question made in the CMS keeps
    its id in the file.
    """
    return _Writer(_original(course), folder).exported()


def export_translation(course: CoursePage, folder: ContentFolder) -> Exported:
    """Return the English words of a course as the file that is laid over the original's, drafts included.

    Titles and outcomes of the course and its modules stand in the original's file already. Raises
    CoursePage.DoesNotExist where the course has no English page.
    """
    original = _original(course)
    other = CoursePage.objects.get(translation_key=original.translation_key, locale__language_code=OTHER)
    writer = _Writer(other, folder)
    words, left = words_over(writer.data(), _Writer(original, folder).data())
    return Exported(written({"code": original.code} | words), [*writer.left, *left])


def _course(code: str) -> CoursePage:
    return CoursePage.objects.get(code=code, locale__language_code=LANGUAGE, alias_of=None)


def _original(course: CoursePage) -> CoursePage:
    rows = CoursePage.objects.filter(translation_key=course.translation_key, locale__language_code=LANGUAGE)
    return rows.filter(alias_of=None).first() or course


class _Writer:
    def __init__(self, course: CoursePage, folder: ContentFolder) -> None:
        self.pages = revised_pages(course)
        self.course: Any = self.pages[0]
        code = self.course.code
        self.left: Left = []
        self.names = Names.of_file(code, folder.root / "courses" / f"{code}.yaml")
        self.pictures = PictureNames(folder, code)
        self.quizzes = QuizWriter(self.course, self.names, self.pictures, self.left)
        self.quizzes.banks = {
            bank_key(bank.key, language): bank.key for bank in folder.banks for language in (LANGUAGE, OTHER)
        }

    def exported(self) -> Exported:
        """Return the file."""
        text = written(self.data())
        pictures = [f"Hình chưa có trong thư mục images: {each}." for each in dict.fromkeys(self.pictures.missing)]
        return Exported(text, [*self.left, *pictures])

    def data(self) -> dict[str, Any]:
        """Return what the file holds as plain data."""
        data = self._top() | {"modules": [self._module(each) for each in self._of(ModulePage)]}
        data |= dict(self._quizzes())
        sources = [Flow(text=each.value["text"], date=each.value["date"]) for each in self.course.sources]
        data |= {"sources": sources} if sources else {}
        reuses = Row(code.strip() for code in self.course.reuses.split(",") if code.strip())
        return data | ({"reuses": reuses} if reuses else {})

    def _top(self) -> dict[str, Any]:
        course, other = self.course, self._in_other(self.course)
        key = {} if course.translation_key == key_of(course.code) else {"id": str(course.translation_key)}
        hours = {"self_paced": course.hours_self_paced, "class": course.hours_class, "practice": course.hours_practice}
        outcomes = {LANGUAGE: [str(each.value) for each in course.outcomes]}
        outcomes[OTHER] = [str(each.value) for each in other.outcomes]
        top: dict[str, Any] = {"code": course.code} | key
        top |= {"slug": course.slug, "title": _both(course.title, other.title)}
        top |= {"summary": _both(course.summary, other.summary)}
        top |= {"audiences": Row(each.code for each in course.audiences.order_by("order"))}
        top |= {"level": course.level, "format": course.format}
        top |= {"hours": Flow({name: _number(value) for name, value in hours.items()})}
        top |= {"competences": Row(sorted(each.number for each in course.competences.all())), "outcomes": outcomes}
        top |= {"certifies": course.certifies, "pass_mark": Number(course.pass_mark)}
        top |= {"validity_months": course.validity_months}
        top |= {"prerequisites": Row(sorted(each.code for each in course.prerequisites.all()))}
        if course.cover is None:
            self.left.append("Khóa học chưa có hình bìa, tệp cần một hình.")
            return top
        return top | {"cover": self.pictures.entry(course.cover, course.cover.title)}

    def _module(self, module: ModulePage) -> dict[str, Any]:
        number = self._of(ModulePage).index(module) + 1
        entry: dict[str, Any] = {"title": _both(module.title, self._in_other(module).title)}
        if module.translation_key != key_of(self.course.code, "module", number):
            entry["id"] = str(module.translation_key)
        room = dict(room_entries(module))
        entry |= {"minutes": room.pop("minutes")} if "minutes" in room else {}
        lessons = [each for each in self._of(LessonPage) if each.path.startswith(module.path)]
        written_out = [lesson_entry(each, self.course.code, self.names, self.pictures, self.left) for each in lessons]
        return entry | ({"lessons": written_out} if lessons else {}) | room

    def _quizzes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The final quiz, by its key or by being the first that counts, and one beside it."""
        quizzes = self._of(QuizPage)
        finals = [each for each in quizzes if each.translation_key == key_of(self.course.code, "quiz")]
        finals = finals or [each for each in quizzes if each.required]
        if finals:
            yield "quiz", self.quizzes.final(finals[0])
        beside = [each for each in quizzes if each not in finals[:1]]
        if beside:
            yield "exercise", self.quizzes.exercise(beside[0])
        self.left += [f"{each.title}: tệp chỉ có chỗ cho một bài tập bên cạnh bài cuối khóa." for each in beside[1:]]

    def _of(self, kind: type[Page]) -> list[Any]:
        return [page for page in self.pages if isinstance(page, kind)]

    def _in_other(self, page: Any) -> Any:
        """The page in the second language as it was last saved; where there is none, the page itself."""
        rows = type(page).objects.filter(translation_key=page.translation_key, locale__language_code=OTHER)
        other = rows.filter(alias_of=None).first()
        return other.get_latest_revision_as_object() if other is not None else page


def _both(first: str, second: str) -> dict[str, str]:
    return {LANGUAGE: first, OTHER: second}


def _number(hours: Decimal) -> Number:
    return Number(f"{hours.normalize():f}")
