"""What phones load of our scripts: the code in as few bytes as it can be sent in."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from cms.static_files import SmallScriptsStorage, small

SCRIPTS = sorted((Path(settings.BASE_DIR) / "cms" / "static" / "js").glob("*.js"))
IMPORTED = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"\./(\w+)\.js"')


def names(text):
    return {name.strip().split(" ")[0] for name in text.split(",") if name.strip()}


def given(script):
    """What a small module gives to others."""
    found = re.match(r"(?:import[^;]*;)*export const\[([^\]]*)\]=", script)
    return names(found[1]) if found else set()


def test_comments_spaces_and_long_names_go_and_texts_stay():
    lines = [
        "// Why.",
        'import { go } from "./go.js";',
        "",
        'const address = "http://b"; // Here.',
        "if (address) go(address);",
    ]
    assert small("\n".join(lines)) == 'import{go}from"./go.js";(async()=>{const e="http://b";e&&go(e)})()'


def test_what_a_module_gives_to_others_keeps_its_name():
    lines = [
        "// Why.",
        "const most = 2;",
        "export const twice = (one) => most * one;",
        "export async function add(one) {}",
    ]
    assert given(small("\n".join(lines))) == {"twice", "add"}


def test_a_script_that_no_browser_could_read_is_refused():
    with pytest.raises(Exception, match="expected"):
        small("const = ;")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_made_small_and_finds_what_it_imports(path):
    made = small(path.read_text())
    assert len(made) < 0.8 * path.stat().st_size
    for wanted, module in IMPORTED.findall(path.read_text()):
        assert names(wanted) <= given(small(path.with_name(f"{module}.js").read_text()))


def test_our_scripts_are_stored_small_and_those_of_others_as_they_are(tmp_path):
    storage = SmallScriptsStorage(location=tmp_path)
    for name in ("js/queue.js", "wagtailadmin/js/core.js"):
        storage._save(name, ContentFile(b"// A comment.\n  go();\n"))
    kept = {name: (tmp_path / name).read_bytes() for name in ("js/queue.js", "wagtailadmin/js/core.js")}
    assert kept == {"js/queue.js": b"(async()=>{go()})()", "wagtailadmin/js/core.js": b"// A comment.\n  go();\n"}


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_a_phone_gets_the_smallest_form_it_accepts(tmp_path, accepted, settings):
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS, settings.WHITENOISE_AUTOREFRESH = tmp_path, False, False
    storage = SmallScriptsStorage(location=tmp_path)
    source = next(path for path in SCRIPTS if path.name == "queue.js")
    storage.save("js/queue.js", ContentFile(source.read_bytes()))
    found = FileSystemStorage(location=source.parent.parent)
    assert [each for each in storage.post_process({"js/queue.js": (found, "js/queue.js")}) if not each[2]] == []
    serve = WhiteNoiseMiddleware(lambda request: None)
    offered = "gzip, br" if accepted == "br" else "gzip"
    answer = serve(RequestFactory().get("/static/js/queue.js", headers={"Accept-Encoding": offered}))
    assert answer["Content-Encoding"] == accepted
    assert len(b"".join(answer.streaming_content)) < 0.3 * source.stat().st_size


def test_a_script_asks_for_another_by_the_name_of_its_content(tmp_path):
    storage = SmallScriptsStorage(location=tmp_path)
    found = FileSystemStorage(location=SCRIPTS[0].parent.parent)
    paths = {f"js/{path.name}": (found, f"js/{path.name}") for path in SCRIPTS}
    for path in SCRIPTS:
        storage.save(f"js/{path.name}", ContentFile(path.read_bytes()))
    assert [each for each in storage.post_process(paths) if not each[2]] == []
    stored = storage.hashed_files
    queue = Path(stored["js/queue.js"]).name
    asked = {}
    for path in SCRIPTS:
        small_one = (tmp_path / stored[f"js/{path.name}"]).read_text()
        asked[path.name] = set(re.findall(r'(?:from|import\()"\./([\w.]+)"', small_one))
    asking = {"forms.js", "lesson.js", "page.js", "shelf.js"}
    assert asked == {path.name: {queue} if path.name in asking else set() for path in SCRIPTS}
