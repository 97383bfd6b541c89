"""Answers given while others are on their way: each is sent, whenever it comes."""

import pytest

from learners.models import Response
from tests.journeys import steps

LOOKS, MOMENTS = 6, 50
# A tap at the moment when the queue looks into its store for the n-th time since the first tap.
TAPS = """(look) => {
  const [first, second] = document.querySelectorAll('input[type=radio][value=true]');
  const real = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function (...asked) {
    look -= 1;
    if (!look) second.click();
    return real.apply(this, asked);
  };
  first.click();
}"""


@pytest.mark.parametrize("look", range(1, LOOKS + 1))
def test_an_answer_that_comes_while_another_is_sent_is_sent_too(phone, look):
    phone.evaluate(TAPS, look)
    phone.wait_for_function("() => document.querySelectorAll('input[type=radio][value=true]:checked').length === 2")
    for _moment in range(MOMENTS):
        if Response.objects.count() == 2:
            break
        phone.wait_for_timeout(100)
    steps.saved(phone)
    assert Response.objects.count() == 2
