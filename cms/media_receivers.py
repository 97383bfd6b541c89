"""What a machine makes after something was published or uploaded: noted in the same transaction, done by the outbox."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from cms.models import ContentEdition
from courses.models import CourseImage, CourseMedia, LessonPage
from courses.services.film_versions import note_versions
from courses.services.phone_pictures import is_worth_it
from courses.services.say_lessons import media_made, note_speech
from learners import outbox


@receiver(page_published, sender=LessonPage)
def say_published_lesson(instance: LessonPage, **kwargs: Any) -> None:
    """Have the steps read aloud that no trainer has recorded.

    However many lessons are published in a minute, they are one task, due when the minute is over.
    """
    if note_speech(page=instance):
        begins = (timezone.now() + datetime.timedelta(minutes=1)).replace(second=0, microsecond=0)
        outbox.add("make_speech", f"{begins:%Y%m%d%H%M}", at=begins)


@receiver(post_save, sender=CourseImage)
def make_new_format_of_photo(instance: CourseImage, raw: bool = False, **kwargs: Any) -> None:
    """Have the newest format made of a photo, which takes seconds."""
    if not raw and is_worth_it(instance):
        outbox.add("make_picture", f"{instance.pk}:{Path(instance.file.name).stem[-40:]}")


@receiver(post_save, sender=CourseMedia)
def make_film_for_phones(instance: CourseMedia, raw: bool = False, **kwargs: Any) -> None:
    """Have an uploaded film made smaller; saving its title again makes nothing anew."""
    for mark in [] if raw else note_versions(media=instance):
        outbox.add("make_film", mark)


@receiver(media_made)
def show_what_was_made(**kwargs: Any) -> None:
    """Pages kept before know nothing of the new files."""
    ContentEdition.renew()
