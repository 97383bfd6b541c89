"""While the database is away for a moment, pages say so and when to come again; afterwards all goes on."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from cms.views import server_error
from tests.factories.ways_in import SIGN_IN

pytestmark = pytest.mark.django_db(transaction=True)


def forget():
    """Close what leads to the database."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


@contextmanager
def without_database():
    """No connection to the database can be made."""
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", "/nowhere/site.sqlite3")
        patch.setitem(connection.settings_dict, "PORT", "1")
        if connection.vendor == "postgresql":
            patch.setitem(connection.settings_dict["OPTIONS"], "pool", {"timeout": 0.2})
        yield
        forget()


@pytest.mark.parametrize("path", ["/", SIGN_IN, "/khong-co/"])
def test_a_page_without_the_database_is_no_fault_and_comes_again_with_it(path):
    visitor = Client(raise_request_exception=False)
    before = visitor.get(path).status_code
    with without_database():
        gone = visitor.get(path)
    assert (gone.status_code, gone["Retry-After"]) == (503, "10")
    assert "Những câu trả lời đã lưu vẫn còn nguyên" in gone.content.decode()
    assert visitor.get(path).status_code == before


def test_another_fault_is_said_to_be_one():
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        reply = server_error(RequestFactory().get("/"))
    assert (reply.status_code, "Retry-After" in reply.headers) == (500, False)
