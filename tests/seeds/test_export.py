"""A course written back from the CMS: what came in goes out, edits too, and loading it again changes nothing."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from courses.models import CoursePage, ItemBank, LessonPage, ModulePage
from learners.models import User
from seeds.export import export_course
from seeds.export.markdown import markdown
from seeds.loaders.content import CONTENT, ContentFolder
from seeds.loaders.everything import load_everything
from seeds.loaders.identity import key_of
from seeds.loaders.rich_text import rich_text
from seeds.loaders.tally import Tally
from seeds.schema import read_course
from tests.factories.officer import sign_in_staff
from tests.seeds.conftest import ANNOUNCED, LEARNT, write_course
from tests.seeds.every_kind import every_kind
from tests.seeds.good_course import GOOD, good_course

# What a test adds is taken back from the site that all tests of this file share.
ON_THE_SITE = pytest.mark.usefixtures("begun_site", "db")


@pytest.fixture
def exported(content):
    """Writes a course back into the folder and returns what it says."""

    def run(code):
        out, path = StringIO(), content / "courses" / f"{code}.yaml"
        call_command("export_course", code, content=content, stdout=out)
        path.write_text(out.getvalue(), encoding="utf-8")
        return read_course(path)

    return run


def with_everything():
    """The good course with every type of question in an exercise and with all that a file may say."""
    good = good_course() | {"exercise": {"title": "Bài tập", "items": every_kind(), "minutes": 45, "shuffle": False}}
    lesson = good["modules"][0]["lessons"][0]
    lesson["required"] = False
    lesson["steps"][0] |= {
        "text": "# Không phải mục\n\n### Mục\n\nXem [trang này](https://example.vn/a) **ngay**:\n\n1. Một\n2. Hai",
        "blocks": [{"text": "Thêm một đoạn."}, {"callout": {"kind": "info", "text": "Nhớ."}}],
    }
    lesson["steps"][2]["table"]["caption"] = "Việc nên làm"
    good["quiz"] |= {"minutes": 30, "honesty": "Tôi tự làm bài."}
    return good


@ON_THE_SITE
def test_what_was_loaded_comes_out_and_goes_in_again_without_a_change(content, seed, exported):
    write_course(content, GOOD, **with_everything())
    seed()
    for code in (LEARNT, ANNOUNCED, GOOD):
        before = read_course(content / "courses" / f"{code}.yaml")
        assert exported(code) == before
    assert "Không có gì thay đổi." in seed()


@ON_THE_SITE
def test_courses_of_the_catalogue_go_out_and_in_again_without_a_change(request, tmp_path):
    complete = [course.code for course in ContentFolder().courses if course.is_complete]
    codes = complete if request.config.option.full else ["IT-03"]
    call_command("seed", "--only", *codes, verbosity=0)
    folder = shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("*.svg"))
    for code in codes:
        (folder / "courses" / f"{code}.yaml").write_text(export_course(code, ContentFolder()).text, encoding="utf-8")
    tally = Tally()
    load_everything(ContentFolder(folder), tally, codes)
    assert tally.changed is False


@ON_THE_SITE
def test_what_people_edited_is_in_the_file_and_stays_as_they_left_it(content, seed, exported):
    write_course(content, GOOD, **good_course())
    seed()
    trainer = User.objects.create(email="ngoc@example.vn")
    lesson = LessonPage.objects.get(translation_key=key_of(GOOD, "lesson", "bai-mot"), alias_of=None)
    lesson.body[0].value["title"] = "Tên bước mới"
    lesson.save_revision(user=trainer)
    bank = ItemBank.objects.get(key=key_of(GOOD, "bank"))
    bank.items[0].value["hint"] = "Gợi ý mới"
    bank.save_revision(user=trainer)
    module = ModulePage.objects.get(translation_key=key_of(GOOD, "module", 1), locale__language_code="vi")
    added = LessonPage(title="Bài thêm", slug="bai-them", body=lesson.body, owner=trainer, summary="Thêm.")
    module.add_child(instance=added)
    added.save_revision(user=trainer)
    course = exported(GOOD)
    assert (course.lessons[0].steps[0].title, course.quiz.bank[0].hint) == ("Tên bước mới", "Gợi ý mới")
    assert [(each.key, each.id) for each in course.lessons] == [
        ("bai-mot", None), ("bai-hai", None), ("bai-them", added.translation_key),
    ]  # fmt: skip
    seed()
    assert "Không có gì thay đổi." in seed()
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision.user == trainer


@ON_THE_SITE
def test_a_question_made_in_the_cms_keeps_its_id_in_the_file(content, seed, exported):
    write_course(content, GOOD, **good_course())
    seed("--only", GOOD)
    bank = ItemBank.objects.get(key=key_of(GOOD, "bank"))
    bank.items.append(
        ("true_false", {"prompt": "Đúng không?", "answer": "true", "hint": "Nghĩ.", "explanation": "Vì vậy."})
    )
    bank.save_revision(user=User.objects.create(email="ngoc@example.vn"))
    made = ItemBank.objects.get(pk=bank.pk).get_latest_revision_as_object().items[-1].id
    assert exported(GOOD).quiz.bank[-1].key == made


@ON_THE_SITE
def test_who_may_edit_the_course_downloads_it_from_its_page_in_the_cms(content, seed, client, admin_user):
    write_course(content, GOOD, **good_course())
    seed("--only", GOOD)
    pk = CoursePage.objects.get(code=GOOD, locale__language_code="vi").pk
    staff = sign_in_staff(client, admin_user)
    assert f"/admin/tep-khoa-hoc/{pk}/" in staff.get(f"/admin/pages/{pk}/edit/").content.decode()
    reply = staff.get(f"/admin/tep-khoa-hoc/{pk}/")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{GOOD}.yaml"'
    assert f"code: {GOOD}" in reply.content.decode()


@ON_THE_SITE
def test_a_course_nobody_knows_is_told(content):
    with pytest.raises(CommandError, match=r"Không có khóa học nào mã CD-00\."):
        call_command("export_course", "CD-00", content=content)


WORDS = st.lists(
    st.sampled_from("mở máy **đậm** 3,5 [a](https://a.vn/b) & <b> chợ".split()), min_size=1, max_size=5
).map(" ".join)
PARAGRAPHS = WORDS.map(lambda text: f"Bác {text}")
LISTS = st.tuples(st.booleans(), st.lists(PARAGRAPHS, min_size=1, max_size=3)).map(
    lambda pair: "\n".join(f"{'-' if pair[0] else f'{n}.'} {text}" for n, text in enumerate(pair[1], start=1))
)
HEADINGS = PARAGRAPHS.map(lambda text: f"### {text}")


@given(st.lists(st.one_of(PARAGRAPHS, LISTS, HEADINGS), min_size=1, max_size=5).map("\n\n".join))
def test_plain_writing_comes_back_from_rich_text_as_it_was(source):
    assert rich_text(markdown(rich_text(source))) == rich_text(source)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p data-block-key="a">Một <i>nghiêng</i></p><p></p>', "Một nghiêng"),
        ("<p>Một<br/>Hai</p>", "Một\n\nHai"),
        ("<p><b> Một </b>và</p>", "**Một** và"),
        ("<ul><li>Một<ul><li>Trong</li></ul></li><li>Hai</li></ul>", "- Một\n- Trong\n- Hai"),
        ('<p><a linktype="page" id="3">Trang</a></p>', "Trang"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
    ],
)
def test_what_the_editor_writes_becomes_plain_writing(html, text):
    assert markdown(html) == text
