"""What templates name is there."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

NAMED = re.compile(r"""{% static ["']([^"'{}]+)["'] %}""")
TEMPLATES = sorted((settings.BASE_DIR / "cms" / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_file_that_a_template_names_exists(template):
    assert [name for name in NAMED.findall(template.read_text()) if finders.find(name) is None] == []
