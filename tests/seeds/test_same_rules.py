"""The editor and the linter see the same lesson: what is counted in a file is counted on its page."""

import pytest
from django.utils.translation import override

from courses.models import CoursePage, LessonPage
from courses.services.course_advice import course_advice, lesson_advice
from courses.services.course_advice import lesson_text as text_of_page
from seeds.linter.plain import lesson_text
from seeds.loaders.identity import key_of
from seeds.schema import read_course
from tests.factories.officer import sign_in_staff
from tests.seeds.conftest import write_course
from tests.seeds.good_course import GOOD, good_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("begun_site")]


def page_of(key):
    return LessonPage.objects.get(translation_key=key_of(GOOD, "lesson", key), alias_of=None)


def test_a_page_says_to_the_rules_what_its_file_says(content, seed):
    good = good_course()
    good["modules"][0]["lessons"][0]["steps"][3] |= {
        "text": "Bác **nhớ** [xem](https://example.vn/) việc này:\n- Một & hai\n- Ba < bốn\n\n### Rồi nghỉ",
        "blocks": [{"text": "Thêm một câu."}, {"table": {"header": ["a b"], "rows": [["c"]]}}],
    }
    write_course(content, GOOD, **good)
    seed("--only", GOOD)
    for lesson in read_course(content / "courses" / f"{GOOD}.yaml").lessons:
        in_file, on_page = lesson_text(lesson), text_of_page(page_of(lesson.key))
        assert on_page.passages == in_file.passages
        assert (on_page.words, on_page.actions, on_page.updated) == (in_file.words, in_file.actions, in_file.updated)


def test_the_good_course_gets_no_advice_and_a_spoiled_lesson_is_told_at_its_course_too(content, seed):
    write_course(content, GOOD, **good_course())
    seed("--only", GOOD)
    course = CoursePage.objects.get(translation_key=key_of(GOOD), locale__language_code="vi")
    lesson = page_of("bai-hai")
    assert (course_advice(course), lesson_advice(lesson, GOOD)) == ([], [])
    lesson.body[0].value["title"] = "Xã hội hoá"
    lesson.save_revision()
    with override("en"):
        sentence = "step 1: Write “hóa” instead of “hoá”: one way of placing tone marks everywhere."
        assert course_advice(course) == [f"Bài bai-hai: {sentence}"]
        assert lesson_advice(lesson, GOOD) == [sentence]


def test_the_editor_shows_the_advice(content, seed, client, admin_user):
    write_course(content, GOOD, **good_course())
    seed("--only", GOOD)
    lesson = page_of("bai-hai")
    lesson.summary = "Xã hội hoá."
    lesson.save_revision()
    page = sign_in_staff(client, admin_user).get(f"/admin/pages/{lesson.pk}/edit/").content.decode()
    assert "“hóa”" in page
