"""What the seeded course on digital safety weighs on a phone: texts, with pictures, and the sound beside them.

Run by `make bench`. The limit for the texts is a test (tests/journeys/test_offline.py); how heavy pictures may be, an
author decides, so their weight is only told.
"""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from courses.models import CoursePage


@pytest.mark.django_db
def test_the_course_on_digital_safety_is_weighed(capsys):
    call_command("seed", "--only", "CD-06", verbosity=0)
    course = CoursePage.objects.get(code="CD-06", locale__language_code="vi")
    reply = Client().get(reverse("pack", args=[course.translation_key]), headers={"Accept-Encoding": "gzip"})
    texts, whole, sound = len(reply.content), int(reply["X-Bytes"]), int(reply["X-Sound-Bytes"])
    assert 0 < texts < whole
    with capsys.disabled():
        said = f"texts {texts / 1000:.1f} kB, with pictures {whole / 1000:.1f} kB, sound {sound / 1000:.1f} kB more"
        print(f"\na course of ten lessons to take along: {said}")  # noqa: T201
