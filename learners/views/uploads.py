"""Files in a learner's form: taken when a page is posted, shown to their owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.items import ResponseError
from learners.access import own_file
from learners.models import Attempt, ResponseFile
from learners.services.commands import CommandRefused
from learners.services.rates import TooFast, spend
from learners.services.response_files import FileRefused, keep_file
from learners.views.person_required import person_required

MOST_A_MINUTE = 20
Problems = dict[str, ResponseError]


def with_uploads(request: HttpRequest, attempt: Attempt, item_ids: Sequence[str]) -> tuple[QueryDict, Problems]:
    """Keep the files posted for these items; return the form's data naming them, and refusals by item id.

    A field `item-<id>-upload` fills in `item-<id>-file` and `item-<id>-filename`. Where a file is refused, those two
    stay as posted, so that the file kept before remains the answer.
    """
    data, problems = request.POST.copy(), Problems()
    for item_id in item_ids:
        name = f"item-{item_id}"
        upload = request.FILES.get(f"{name}-upload")
        if upload is None or attempt.version.items[item_id]["type"] != "file_upload":
            continue
        try:
            spend("upload", str(attempt.public_id), MOST_A_MINUTE)
            kept = keep_file(person=request.person, attempt=attempt, item_id=item_id, upload=upload)
        except FileRefused as error:
            problems[item_id] = error
        except TooFast:
            sentence = _("Too many files at once. Please wait a minute and choose the file again.")
            problems[item_id] = FileRefused(sentence)
        except CommandRefused:
            sentence = _("This page is out of date. Your earlier answers are kept; open the quiz again.")
            problems[item_id] = FileRefused(sentence)
        else:
            data[f"{name}-file"], data[f"{name}-filename"] = str(kept.public_id), kept.name
    return data, problems


def named_in(item: dict[str, Any], body: dict[str, Any]) -> dict[str, str]:
    """What a receipt says about a file that was kept, so that a script sends it once; nothing for other answers."""
    return {"file": body["file"], "name": body["name"]} if item["type"] == "file_upload" and body else {}


@require_safe
@person_required
def response_file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """The owner's own file back, as a download."""
    found = own_file(request.person, file_id)
    return download(found, found.name)


def download(found: ResponseFile, name: str) -> HttpResponseBase:
    """A file as it was handed in: saved by the browser, never opened as a page, kept by no cache. Raises Http404."""
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=name, content_type=found.content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
