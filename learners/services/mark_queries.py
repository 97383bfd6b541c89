"""A learner contests a mark, and somebody answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.items import ITEM_TYPES
from courses.text import nfc
from learners import outbox
from learners.enums import AttemptState
from learners.models import Attempt, MarkQuery, Person
from learners.models.mark_query import LONGEST_QUERY
from learners.services.marking import tell


class QueryRefused(Exception):
    """A question or an answer that cannot be taken; the text is a sentence for its writer."""


@transaction.atomic
def ask_about_mark(*, person: Person, attempt: Attempt, item_id: str, text: str) -> MarkQuery:
    """Keep a learner's question about the mark of one answer of an own scored attempt; asked again, the first stands.

    Raises QueryRefused.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("version", "enrolment").get(pk=attempt.pk)
    item = attempt.version.items.get(item_id) if item_id in attempt.draw else None
    if attempt.enrolment.person_id != person.pk or item is None or not ITEM_TYPES[item["type"]].graded:
        raise QueryRefused(_("This question is not part of your quiz."))
    if attempt.state != AttemptState.SCORED:
        raise QueryRefused(_("This try is not marked yet. Ask when its result is there."))
    known = attempt.mark_queries.filter(item_id=item_id).first()
    if known is not None:
        return known
    return MarkQuery.objects.create(attempt=attempt, item_id=item_id, text=_tidy(text), by=person)


@transaction.atomic
def answer_query(*, query: MarkQuery, answer: str, accepted: bool, by: Person) -> MarkQuery:
    """Answer a question about a mark, once, and tell the learner; the same answer sent twice counts once.

    Nothing of the score changes here: an accepted question is followed by a new mark or a regrade. Raises QueryRefused.
    """
    query = MarkQuery.objects.select_for_update(of=("self",)).select_related("attempt__enrolment").get(pk=query.pk)
    text = _tidy(answer)
    if query.answered_at is not None:
        if (query.answer, query.accepted) == (text, accepted):
            return query
        raise QueryRefused(_("Somebody has answered this question already. The first answer stands."))
    if query.by_id == by.pk or (by.user_id is not None and query.by.user_id == by.user_id):
        raise QueryRefused(_("This is your own question. Somebody else has to answer it."))
    query.answer, query.accepted, query.answered_by, query.answered_at = text, accepted, by, timezone.now()
    query.save(update_fields=["answer", "accepted", "answered_by", "answered_at"])
    outbox.add("tell_answered", str(query.pk))
    return query


def tell_answered(*, query: MarkQuery) -> None:
    """Tell the learner by a message that the question is answered."""
    tell(query.attempt, _("%(name)s: your question about “%(quiz)s” is answered. Read it here: %(url)s"))


def _tidy(text: str) -> str:
    tidy = nfc(text.replace("\r\n", "\n").replace("\x00", "")).strip()
    if not tidy:
        raise QueryRefused(_("Please write a few words."))
    if len(tidy) > LONGEST_QUERY:
        raise QueryRefused(_("Please keep it within %(limit)d characters.") % {"limit": LONGEST_QUERY})
    return tidy
