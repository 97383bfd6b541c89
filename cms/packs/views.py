"""`GET /tai-ve/<course>/` and `POST /tai-ve/phieu/<quiz>/`: what a phone downloads."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.models import ContentEdition
from cms.packs.course_pack import course_pack, find_course
from cms.packs.ticket import ticket as quiz_ticket
from cms.packs.ticket import why_not
from cms.rendered.build import NobodysRequest, Reader
from cms.rendered.release import release
from courses.models import QuizPage, QuizVersion
from courses.services.outline import course_above
from learners.access import own_enrolment
from learners.models import Enrolment
from learners.services.attempts import reserve_ticket, start_attempt
from learners.services.quiz_times import StartRefused, settings_for

KEPT_SECONDS = 60 * 60 * 24


@dataclass(frozen=True)
class Pack:
    """A pack as it is sent: compressed, its digest, and the bytes of the pictures and sounds that belong to it."""

    packed: bytes
    tag: str
    pictures: int
    sounds: int


@require_safe
def pack(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """A course to take along; HEAD tells what it weighs, `X-Bytes` without sounds and `X-Sound-Bytes`."""
    found = _pack(request, course_key)
    headers = {
        "ETag": found.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language",
        "X-Bytes": str(len(found.packed) + found.pictures), "X-Sound-Bytes": str(found.sounds),
    }  # fmt: skip
    if found.tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(
            found.packed, content_type="application/json", headers=headers | {"Content-Encoding": "gzip"}
        )
    return HttpResponse(gzip.decompress(found.packed), content_type="application/json", headers=headers)


def _pack(request: HttpRequest, course_key: UUID) -> Pack:
    """The pack in the language asked for, built once for each state of the content. Raises Http404."""
    language = get_language() or "vi"
    edition = ContentEdition.objects.values_list("token", flat=True).first()
    said = (release(), edition, request.scheme, request.get_host(), language, course_key)
    key = f"pack:{hashlib.sha256(repr(said).encode()).hexdigest()}"
    kept: Pack | None = caches["pages"].get(key)
    if kept is not None:
        return kept
    course = find_course(course_key, language)
    if course is None:
        raise Http404
    content = course_pack(course, NobodysRequest(request, Reader.VISITOR, ""))
    sounds = sum(row["bytes"] for row in content["files"] if row["kind"] == "audio")
    shown = sum(row["bytes"] for row in content["files"]) - sounds
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    made = Pack(gzip.compress(text, mtime=0), tag, shown, sounds)
    caches["pages"].set(key, made, KEPT_SECONDS)
    return made


@require_POST
def ticket(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """Reserve the person's attempt at a quiz for answering without network; 409 says why that cannot be."""
    person = getattr(request, "person", None)
    if not person:
        return _refused(_("Sign in first."), 401)
    quiz = (
        QuizPage.objects.live().filter(translation_key=quiz_key, locale__language_code=get_language() or "vi").first()
    )
    course = course_above(quiz) if quiz else None
    enrolment = own_enrolment(person, course.translation_key) if course else None
    if quiz is None or course is None or enrolment is None:
        raise Http404
    reason = _reason(enrolment, quiz_key)
    if reason:
        return _refused(reason, 409)
    try:
        attempt = start_attempt(enrolment=enrolment, quiz_key=quiz_key, language=get_language() or "vi")
    except StartRefused as error:
        return _refused(str(error) or _("This quiz is not open yet."), 409)
    attempt = reserve_ticket(attempt=attempt)
    made = quiz_ticket(attempt, quiz, course, NobodysRequest(request, Reader.PERSON, ""))
    response = JsonResponse(made, json_dumps_params={"ensure_ascii": False})
    add_never_cache_headers(response)
    return response


def _reason(enrolment: Enrolment, quiz_key: UUID) -> str:
    """Why the quiz cannot be taken along, empty when it can; an attempt that runs already was let in."""
    version = QuizVersion.objects.current(quiz_key, get_language() or "vi")
    if version is None:
        return _("This quiz is not open yet.")
    running = enrolment.attempts.open().for_quiz(quiz_key).exists()
    return why_not(settings_for(enrolment, version), running=running)


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"message": sentence}, status=status)
