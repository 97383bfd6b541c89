"""What one release rendered, the next one does not show."""

from django.core.cache import caches

from cms.rendered.release import key_of_release, release


def test_a_piece_is_kept_under_its_release():
    caches["pages"].set("form-of-a-question", "rendered")
    assert caches["pages"].make_key("form-of-a-question") == f":1:{release()}:form-of-a-question"
    assert caches["pages"].get("form-of-a-question") == "rendered"


def test_the_same_piece_of_another_prefix_or_version_has_another_name():
    names = {key_of_release("a", prefix, version) for prefix in ("", "b") for version in (1, 2)}
    assert len(names) == 4
