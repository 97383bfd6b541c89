"""Tasks: take an id, load, call one service. Each may run twice and be killed in the middle."""

from celery import shared_task

from learners import outbox
from learners.models import Credential, Enrolment
from learners.services.credentials import issue_credential, store_pdf


@shared_task(name="learners.tasks.do", acks_late=True)
def do(pk: int) -> bool:
    """Do one outbox entry; unknown or malformed ids change nothing."""
    return outbox.run(int(pk))


@outbox.handles("render_certificate")
def render_certificate(subject: str) -> None:
    """Render and keep the PDF of a credential."""
    store_pdf(credential=Credential.objects.get(pk=int(subject)))


@outbox.handles("issue_credential")
def issue(subject: str) -> None:
    """Issue the credential of an enrolment that was completed while nobody was set up to sign."""
    issue_credential(enrolment=Enrolment.objects.get(pk=int(subject)))
