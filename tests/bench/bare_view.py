"""What any Django site pays: session, user, one query and a template of 10 KB, with Django's own middleware."""

import json
from collections.abc import Callable
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from learners.models import Attempt, Response

MIDDLEWARE = [
    "tests.bench.bare_view.own_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROWS = 60
PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
ENGINE = DjangoTemplates({"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": {"context_processors": PROCESSORS}})
PAGE = ENGINE.from_string(
    "<!DOCTYPE html><title>{{ user.username }}</title><p>{{ count }}</p>"
    "{% for row in rows %}<section class='card'><h2>{{ row.title }}</h2><p>{{ row.text }}</p></section>{% endfor %}"
    "<form>{% csrf_token %}</form>"
)  # fmt: skip


def own_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead every request to the addresses of this module."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = "tests.bench.bare_view"
        return get_response(request)

    return answer


def bare(request: HttpRequest) -> HttpResponse:
    """Render 10 KB for the signed-in user after one query."""
    rows = [{"title": f"Bước {number}", "text": "Không đưa mã OTP cho bất kỳ ai. " * 3} for number in range(ROWS)]
    count = get_user_model().objects.filter(pk=request.user.pk).count()
    return HttpResponse(PAGE.render({"user": request.user, "count": count, "rows": rows}, request))


@csrf_exempt
@transaction.atomic
def bare_insert(request: HttpRequest) -> HttpResponse:
    """Store an attempt and its answers for the signed-in user, one row after the other."""
    said = json.loads(request.body)
    attempt = Attempt.objects.create(
        enrolment_id=said["enrolment"], version_id=said["version"], quiz_key=uuid4(), number=request.user.pk, seed=1,
        draw=[],
    )  # fmt: skip
    for number in range(said["answers"]):
        Response.objects.create(attempt=attempt, item_id=str(number), body={"answer": True}, origin=uuid4())
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("bare/insert/", bare_insert)]
