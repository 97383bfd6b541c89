import sys
from itertools import product
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.utils import translation

from cms.catalogue.collect import collect
from cms.catalogue.faults import faults_of_borrowed, faults_of_own
from cms.catalogue.message import Message
from cms.catalogue.python_source import python_messages
from cms.catalogue.store import in_order, merged, read, vietnamese, write
from cms.catalogue.template_source import template_messages

# Parts of Wagtail that this platform does not use.
UNUSED = {"forms", "search_promotions", "styleguide", "table_block"}


def test_every_sentence_of_the_code_is_translated_and_compiled(capsys):
    call_command("catalogue", "--check")
    assert capsys.readouterr().out == "Every sentence is translated.\n"


def test_every_folder_of_catalogues_is_known_to_django():
    assert [path.name for path in settings.LOCALE_PATHS] == ["locale", "locale_wagtail"]


# Scripts of wagtail-localize belong to its own editor, which is closed here.
@pytest.mark.parametrize(
    ("package", "domain"),
    [*product(["wagtail", "wagtailmedia"], ["django", "djangojs"]), ("wagtail_localize", "django")],
)
def test_the_screens_of_the_admin_speak_vietnamese(package, domain):
    ours = {entry.msgid for folder in settings.LOCALE_PATHS for entry in translated(folder, domain)}
    for english in Path(sys.modules[package].__file__).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
        if not UNUSED & set(english.parts) and "wagtail_localize/locales/" not in english.as_posix():
            theirs = {entry.msgid for entry in translated(english.parents[2], domain)}
            said = [entry.msgid for entry in polib.pofile(str(english)) if not entry.obsolete]
            assert [text for text in said if text not in ours | theirs] == [], english


def test_our_word_wins_over_a_package_and_english_stays_english():
    with translation.override("vi"):
        assert translation.gettext("Save draft") == "Lưu bản nháp"
        assert translation.ngettext("%(count)s course", "%(count)s courses", 1) % {"count": 1} == "1 khóa học"
    with translation.override("en"):
        assert translation.gettext("Save draft") == "Save draft"
        assert translation.ngettext("%(count)s course", "%(count)s courses", 2) % {"count": 2} == "2 courses"


def test_python_is_read_through_aliases_joined_strings_contexts_and_plurals():
    source = """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("One " "sentence")
b = ngettext("%(n)s book", "%(n)s books", n)
c = pgettext("step", "Back")
d = translation.gettext("By its module")
e = _(variable)
f = other("Not for people")
"""
    assert list(python_messages(source, "a.py")) == [
        Message("One sentence", "", None, "a.py"),
        Message("%(n)s book", "%(n)s books", None, "a.py"),
        Message("Back", "", "step", "a.py"),
        Message("By its module", "", None, "a.py"),
    ]


def test_an_underscore_that_is_not_gettext_is_no_sentence():
    assert list(python_messages('_ = print\n_("Not for people")', "a.py")) == []


def test_an_f_string_is_refused_with_its_line():
    source = 'from django.utils.translation import gettext as _\n_(f"Hello {name}")'
    with pytest.raises(ValueError, match=r"a\.py:2: a sentence to be translated is an f-string"):
        list(python_messages(source, "a.py"))


TEMPLATE = """{% load i18n %}{% translate "It's 5%" %}{% translate "Back" context "step" %}
{% include "x.html" with label=_("A label") %}
{% blocktranslate trimmed %}
  Two
  lines
{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} book{% plural %}{{ n }} books{% endblocktranslate %}
{% blocktranslate context "shelf" count n=n %}one{% plural %}many{% endblocktranslate %}"""


def test_templates_are_read_with_contexts_trimming_plurals_and_arguments():
    assert list(template_messages(TEMPLATE, "a.html")) == [
        Message("It's 5%%", "", None, "a.html"),
        Message("Back", "", "step", "a.html"),
        Message("A label", "", None, "a.html"),
        Message("Two lines", "", None, "a.html"),
        Message("%(n)s book", "%(n)s books", None, "a.html"),
        Message("one", "many", "shelf", "a.html"),
    ]


def test_what_is_collected_is_what_django_asks_for(tmp_path, settings):
    source = TEMPLATE.replace('{% include "x.html" with label=_("A label") %}', '{{ _("A label") }}')
    messages = list(template_messages(source, "a.html"))
    offered = in_order(entry(message.msgid, f"vi {message.plural or message.msgid}", message) for message in messages)
    po = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    write(merged(messages, read(po), [offered]), po)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("vi"):
        shown = Template(source).render(Context({"n": 3}))
    assert shown.split("\n") == ["vi It's 5%vi Back", "vi A label", "vi Two lines", "vi 3 books", "vi many"]


def test_collecting_reads_the_rooms_but_neither_migrations_nor_static_files(tmp_path):
    source = 'from django.utils.translation import gettext as _\n_("Said in {}")'
    for name in ("cms/views.py", "cms/migrations/0001.py", "tests/test_a.py"):
        put(tmp_path / name, source.format(name))
    put(tmp_path / "cms/templates/a.html", '{% load i18n %}{% translate "Said here" %}')
    put(tmp_path / "cms/static/a.html", '{% load i18n %}{% translate "Not read" %}')
    assert [message.msgid for message in collect(tmp_path)] == ["Said here", "Said in cms/views.py"]


def test_merging_keeps_translations_takes_offers_and_lays_aside_what_is_gone():
    known = in_order([entry("Kept", "Giữ"), entry("Gone", "Đã bỏ"), entry("Empty", "")])
    offers = in_order([entry("Kept", "Khác"), entry("New", "Mới")])
    messages = [Message(text, "", None, "b.py") for text in ("New", "Kept", "Open")]
    catalogue = merged(messages, known, [offers])
    assert [(e.msgid, e.msgstr, e.obsolete) for e in catalogue] == [
        ("Kept", "Giữ", 0),
        ("New", "Mới", 0),
        ("Open", "", 0),
        ("Gone", "Đã bỏ", True),
    ]
    back = merged([Message("Gone", "", None, "b.py")], catalogue)
    assert [(e.msgid, e.msgstr, e.obsolete) for e in back if e.msgid == "Gone"] == [("Gone", "Đã bỏ", 0)]


def test_the_files_are_the_same_bytes_every_time_and_name_no_line(tmp_path):
    messages = [Message("%(n)s book", "%(n)s books", None, file) for file in ("b.py", "a.py", "b.py")]
    path = tmp_path / "django.po"
    write(merged(messages, read(path), [in_order([entry("%(n)s book", "%(n)s sách", messages[0])])]), path)
    first = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    write(merged(messages, read(path)), path)
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == first
    assert "#: a.py b.py\n#, python-format\n" in path.read_text("utf-8")


def test_each_fault_names_its_sentence(tmp_path):
    path = tmp_path / "django.po"
    unsure = entry("Unsure", "Chưa chắc")
    unsure.flags = ["fuzzy"]
    entries = [entry("%(n)s books in {x}", "%(m)s sách"), entry("Empty", ""), entry("Gone", "Đã bỏ"), unsure]
    write(in_order(entries), path)
    path.with_suffix(".mo").write_bytes(b"something else")
    messages = [Message(text, "", None, "a.py") for text in ("Empty", "New", "Unsure", "%(n)s books in {x}")]
    assert list(faults_of_own(messages, path)) == [
        "Missing in django.po: 'New'",
        "No longer in the code: 'Gone'",
        "Other gaps than the English: '%(n)s books in {x}'",
        "Not translated: 'Empty'",
        "Marked as uncertain: 'Unsure'",
        "Not compiled from django.po as it is now: django.mo",
    ]


def test_the_one_vietnamese_form_must_show_the_number(tmp_path):
    path, message = tmp_path / "django.po", Message("one book", "%(n)s books", None, "a.py")
    write(in_order([entry("one book", "một cuốn sách", message)]), path)
    assert list(faults_of_own([message], path)) == ["Other gaps than the English: 'one book'"]
    write(in_order([entry("one book", "%(n)s cuốn sách", message)]), path)
    assert list(faults_of_own([message], path)) == []


def test_a_borrowed_sentence_that_no_package_says_any_more_is_a_fault(tmp_path):
    path = tmp_path / "django.po"
    write(in_order([entry("Save", "Lưu"), entry("Old", "Cũ")]), path)
    assert list(faults_of_borrowed(path, [in_order([entry("Save", "")])])) == ["Said by no installed package: 'Old'"]


def test_removed_and_uncertain_entries_are_not_compiled(tmp_path):
    gone, unsure = entry("Gone", "Đã bỏ"), entry("Unsure", "Chưa chắc")
    gone.obsolete, unsure.flags = True, ["fuzzy"]
    write(in_order([gone, unsure, entry("Kept", "Giữ")]), tmp_path / "django.po")
    assert [kept.msgid for kept in polib.mofile(str(tmp_path / "django.mo"))] == ["Kept"]


def translated(folder, domain):
    path = Path(folder) / "vi" / "LC_MESSAGES" / f"{domain}.po"
    return [entry for entry in read(path) if not entry.obsolete and not entry.fuzzy and vietnamese(entry)]


def entry(msgid, msgstr, message=None):
    made = polib.POEntry(msgid=msgid, msgctxt=message and message.context)
    if message and message.plural:
        made.msgid_plural, made.msgstr_plural = message.plural, {0: msgstr}
    else:
        made.msgstr = msgstr
    return made


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
