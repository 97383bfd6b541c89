"""What only shows when all course files are read together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from courses.rules.quiz_content import suits
from seeds.schema.course import read_or_faults
from seeds.schema.exercise import bank_faults, read_bank
from seeds.schema.item_record import ItemFile, PictureFile
from seeds.schema.nodes import Fault, FaultyFile
from seeds.schema.records import BankFile, CourseFile, DrawFile
from seeds.schema.taxonomy import Taxonomy, read_taxonomy
from seeds.schema.translation import OTHER, read_translations

UNDRAWN = "undrawn"
CONTENT = Path(__file__).resolve().parent.parent / "content"


def check_content(content: Path = CONTENT) -> tuple[list[CourseFile], list[Fault]]:
    """Read every course of a content folder: the courses without faults of their own, and all faults found.

    Courses are checked against each other only when each of them can be read.
    """
    paths = sorted((content / "courses").glob("*.yaml"))
    read = [read_or_faults(path) for path in paths]
    found = [fault for _course, faults in read for fault in faults]
    found += [fault for path in _bank_paths(content) for fault in bank_faults(path)]
    courses = [course for course, faults in read if course is not None and not faults]
    # What lies over a faulty file would only repeat its faults.
    return courses, found or [*catalogue_faults(courses, content), *read_translations(content, OTHER).faults]


def read_banks(content: Path = CONTENT) -> list[BankFile]:
    """Return the item banks of a content folder; raises FaultyFile."""
    return [read_bank(path) for path in _bank_paths(content)]


def catalogue_faults(courses: Sequence[CourseFile], content: Path = CONTENT) -> list[Fault]:
    """Return the faults between files: codes, slugs, taxonomy, prerequisites, pictures."""
    try:
        taxonomy, banks = read_taxonomy(content / "taxonomy.yaml"), read_banks(content)
    except FaultyFile as error:
        return error.faults
    return sorted(
        {
            *_repeated(courses, "code"),
            *_repeated(courses, "slug"),
            *(fault for course in courses for fault in _unknown(course, taxonomy)),
            *_prerequisites(courses),
            *(fault for course in courses for fault in _items(course.path, course.items, taxonomy)),
            *(fault for bank in banks for fault in _items(bank.path, bank.items, taxonomy)),
            *(fault for course in courses for fault in _draws(course, {bank.key: bank for bank in banks})),
            *(fault for course in courses for fault in _pictures(course.path, course.pictures, content / "images")),
            *(fault for bank in banks for fault in _bank_pictures(bank, content / "images")),
        }
    )


def _bank_paths(content: Path) -> list[Path]:
    return sorted((content / "banks").glob("*.yaml"))


def _fault(course: CourseFile, key: str, message: str) -> Fault:
    return Fault(course.path, course.lines.get(key, 1), message)


def _repeated(courses: Sequence[CourseFile], key: str) -> Iterator[Fault]:
    first: dict[str, CourseFile] = {}
    for course in courses:
        word = getattr(course, key)
        if word in first:
            yield _fault(course, key, f"“{key}” trùng với {first[word].path.name}: {word}.")
        first.setdefault(word, course)


def _unknown(course: CourseFile, taxonomy: Taxonomy) -> Iterator[Fault]:
    for key, known in (("audiences", taxonomy.audience_codes), ("competences", taxonomy.competence_numbers)):
        for word in getattr(course, key):
            if word not in known:
                yield _fault(course, key, f"“{key}” có mã không nằm trong taxonomy.yaml: {word}.")
    track = course.code.partition("-")[0]
    if track not in {entry.code for entry in taxonomy.tracks}:
        yield _fault(course, "code", f"Mã bắt đầu bằng nhóm không nằm trong taxonomy.yaml: {track}.")


def _prerequisites(courses: Sequence[CourseFile]) -> Iterator[Fault]:
    before = {course.code: course.prerequisites for course in courses}
    for course in courses:
        for code in course.prerequisites:
            if code not in before:
                yield _fault(course, "prerequisites", f"Chưa có khóa học nào mã {code} để học trước.")
        if course.code in _all_before(course.code, before):
            yield _fault(course, "prerequisites", f"Các khóa học cần học trước nối thành vòng tròn qua {course.code}.")


def _all_before(code: str, before: dict[str, tuple[str, ...]]) -> set[str]:
    """Every course that comes before one, near or far."""
    found: set[str] = set()
    waiting = list(before.get(code, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += before.get(each, ())
    return found


def _items(path: Path, items: Sequence[ItemFile], taxonomy: Taxonomy) -> Iterator[Fault]:
    for item in items:
        number = item.more.get("competence")
        if number and number not in taxonomy.competence_numbers:
            yield Fault(path, item.line, f"“competence” có mã không nằm trong taxonomy.yaml: {number}.")


def _draws(course: CourseFile, banks: Mapping[str, BankFile]) -> Iterator[Fault]:
    for draw in course.exercise.draws if course.exercise else ():
        bank = banks.get(draw.bank)
        if bank is None:
            yield Fault(course.path, draw.line, f"Không có ngân hàng câu hỏi {draw.bank} trong thư mục banks.")
        elif (held := _pool(bank, draw)) < draw.count:
            yield Fault(course.path, draw.line, f"Ngân hàng {draw.bank} chỉ có {held} câu hợp với lượt rút này.")


def _pool(bank: BankFile, draw: DrawFile) -> int:
    wish = {"tags": ", ".join(draw.tags), "difficulty": draw.difficulty}
    return sum(suits(item.more, wish) for item in bank.items)


def _bank_pictures(bank: BankFile, images: Path) -> Iterator[Fault]:
    return _pictures(bank.path, [picture for item in bank.items for picture in item.pictures], images)


def _pictures(path: Path, pictures: Sequence[PictureFile], images: Path) -> Iterator[Fault]:
    for picture in pictures:
        if picture.scene is not None:
            if not (images / f"{picture.picture}.webp").is_file():
                yield Fault(path, picture.line, "Cảnh này chưa được vẽ. Chạy manage.py draw_pictures.", UNDRAWN)
        elif not (images / f"{picture.picture}.svg").is_file():
            yield Fault(path, picture.line, f"Chưa có tệp hình {picture.picture}.svg.")
