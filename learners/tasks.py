"""What the outbox runs: take an id, load, call one service. Each may run twice and be killed in the middle."""

from courses.models import CourseImage
from courses.services.film_versions import make_film_version
from courses.services.phone_pictures import make_new_format
from courses.services.say_lessons import make_speech, media_made
from learners import outbox
from learners.models import Attempt, CourseRun, Credential, Enrolment, MarkQuery
from learners.services.attempts import close_overdue
from learners.services.class_sessions import decide_class
from learners.services.credentials import issue_credential, store_pdf
from learners.services.item_statistics import count_attempt
from learners.services.mark_queries import tell_answered
from learners.services.marking import tell_marked
from learners.services.response_files import sweep_files


@outbox.handles("render_certificate")
def render_certificate(subject: str) -> None:
    """Render and keep the PDF of a credential."""
    store_pdf(credential=Credential.objects.get(pk=int(subject)))


@outbox.handles("issue_credential")
def issue(subject: str) -> None:
    """Issue the credential of an enrolment that was completed while nobody was set up to sign."""
    issue_credential(enrolment=Enrolment.objects.get(pk=int(subject)))


@outbox.handles("close_attempt")
def close(subject: str) -> None:
    """Hand in an attempt whose time is over; one that was given more time has a later entry of its own."""
    close_overdue(attempt=Attempt.objects.get(pk=int(subject.partition(":")[0])))


@outbox.handles("tell_marked")
def told_marked(subject: str) -> None:
    """Tell a learner that a person has marked the answers, or changed a mark."""
    tell_marked(attempt=Attempt.objects.get(pk=int(subject.partition(":")[0])))


@outbox.handles("tell_answered")
def told_answered(subject: str) -> None:
    """Tell a learner that the question about a mark is answered."""
    tell_answered(query=MarkQuery.objects.get(pk=int(subject)))


@outbox.handles("sweep_files")
def sweep(subject: str) -> None:
    """Delete uploaded files that are nobody's answer."""
    sweep_files(attempt=Attempt.objects.get(pk=int(subject)))


@outbox.handles("count_attempt")
def count(subject: str) -> None:
    """Bring the sums behind item analysis up to date after an attempt was scored, marked again or voided."""
    count_attempt(attempt=Attempt.objects.select_related("enrolment").get(pk=int(subject.partition(":")[0])))


@outbox.handles("decide_class", long=True)
def decide(subject: str) -> None:
    """Complete whoever attended enough of a class, when a session of it is over."""
    decide_class(run=CourseRun.objects.get(pk=int(subject.partition(":")[0])))


@outbox.handles("make_speech", long=True)
def say(subject: str) -> None:
    """Read steps aloud for some seconds; what is left is a task of its own, so that others come in between."""
    left = make_speech()
    if left:
        outbox.add("make_speech", f"{subject.partition('/')[0]}/{left}")


@outbox.handles("make_film", long=True)
def film(subject: str) -> None:
    """Make one version of a film for phones."""
    make_film_version(mark=subject)


@outbox.handles("make_picture", long=True)
def picture(subject: str) -> None:
    """Make the newest format of a photo, so that the pages that show it get lighter."""
    image = CourseImage.objects.filter(pk=int(subject.partition(":")[0])).first()
    if image is not None and make_new_format(image=image):
        media_made.send(CourseImage)
