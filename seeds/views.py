"""A course of the CMS as a course file to download."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from seeds.export import export_page, export_translation
from seeds.loaders.content import ContentFolder
from seeds.schema import OTHER


@require_safe
def course_file(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Answer with the file; what it has no place for stands above it as remarks. Only for who may edit the course."""
    course = get_object_or_404(CoursePage, pk=page_pk)
    if not course.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    translated = course.locale.language_code == OTHER
    exported = (export_translation if translated else export_page)(course, ContentFolder())
    remarks = "".join(f"# {' '.join(sentence.split())}\n" for sentence in exported.left)
    name = f"{course.code or course.slug}{f'.{OTHER}' if translated else ''}.yaml"
    return HttpResponse(
        remarks + exported.text,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
