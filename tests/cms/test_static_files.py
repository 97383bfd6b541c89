"""What phones load of our scripts: the code, not the comments."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from cms.static_files import SmallScriptsStorage, without_comments

SCRIPTS = sorted((Path(settings.BASE_DIR) / "cms" / "static" / "js").glob("*.js"))


def test_comments_and_indents_go_and_code_stays():
    script = '// Why.\nconst a = "http://b"; // stays\nif (a) {\n  // Inside.\n  go();\n}\n'
    assert without_comments(script) == 'const a = "http://b"; // stays\nif (a) {\ngo();\n}\n'


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_several_lines(path):
    assert [line for line in path.read_text().splitlines() if line.count("`") % 2] == []


def test_our_scripts_are_stored_small_and_those_of_others_as_they_are(tmp_path):
    storage = SmallScriptsStorage(location=tmp_path)
    for name in ("js/queue.js", "wagtailadmin/js/core.js"):
        storage._save(name, ContentFile(b"// A comment.\n  go();\n"))
    kept = {name: (tmp_path / name).read_bytes() for name in ("js/queue.js", "wagtailadmin/js/core.js")}
    assert kept == {"js/queue.js": b"go();\n", "wagtailadmin/js/core.js": b"// A comment.\n  go();\n"}
