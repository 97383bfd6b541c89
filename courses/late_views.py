"""Views that are read when somebody first asks for them, so that a process which serves learners does not hold them.

Reports, workbooks and importers bring libraries that weigh more than the learner's pages, and few people open them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


def late_view(name: str, make: Callable[[Any], View] | None = None) -> View:
    """Return a view that does what the one of this dotted name does, and imports it the first time it is asked for.

    A class is made a view by its own `as_view`, or by `make`.
    """

    @cache
    def found() -> View:
        named = import_string(name)
        if not isinstance(named, type):
            return named  # type: ignore[no-any-return]  # Whatever stands under the name of a view is one.
        return make(named) if make else named.as_view()  # type: ignore[attr-defined]  # The same.

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return found()(request, *args, **kwargs)

    # Whoever lists the addresses is told the view's own name.
    view.__module__, _, view.__qualname__ = name.rpartition(".")
    return view
