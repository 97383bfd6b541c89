"""Wagtail groups named as our roles, what each may do with content, and the approval of courses."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courses.models import CourseApprovalTask, ItemBank
from learners.enums import Role
from seeds.loaders.tally import Tally, keep_or_create

WORKFLOW, TASK = "Duyệt khóa học", "Duyệt cả khóa học"
AUTHORS = (Role.TRAINER, Role.REVIEWER)
AUTHORS_PAGES = ("add_page", "change_page")
ALL_PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
# Wagtail asks for the rights of its own pictures, files and media, whichever classes a site puts in their place.
LIBRARY_APPS = ("wagtailimages", "wagtaildocs", "wagtailmedia")
LIBRARY = [f"{verb}_{kind}" for kind in ("image", "document", "media") for verb in ("add", "change", "choose")]
# Records of what people did are appended to by services; nobody gets a form that edits them.
RECORDS = (
    "attempt", "response", "command", "scoreevent", "lessoncompletion", "lessonposition", "credential",
    "credentialholder", "numberseries", "consentrecord", "outboxentry", "message", "enrolment",
    "attemptaction", "flag", "setaside", "quizexception", "manualmark", "markingtask", "responsefile", "markquery",
    "itemstatistic", "countedattempt",
)  # fmt: skip


@transaction.atomic
def load_rights(catalogues: Iterable[Page], tally: Tally) -> None:
    """Create the groups that are missing with their rights, and the workflow; what exists stays as people left it.

    A catalogue to which neither rights nor a workflow lead is new: it gets both, whenever its language was begun.
    """
    trees = list(catalogues)
    new = [tree for tree in trees if not tree.group_permissions.exists() and not hasattr(tree, "workflowpage")]
    for role in (Role.TRAINER, Role.REVIEWER, Role.UNIT_OFFICER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR):
        group, made = Group.objects.get_or_create(name=role.value)
        tally.note("Nhóm quyền", "created" if made else "unchanged")
        if made:
            _give(group, role, trees)
        elif role in AUTHORS:
            _give_pages(group, new, AUTHORS_PAGES)
    _load_workflow(trees, new, tally)


def _give(group: Group, role: Role, trees: list[Page]) -> None:
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    if role in AUTHORS:
        _give_pages(group, trees, AUTHORS_PAGES)
        _give_library(group)
        group.permissions.add(*_model_permissions(ItemBank, ("add", "change", "view")))
        group.permissions.add(
            Permission.objects.get(codename="submit_translation", content_type__app_label="wagtail_localize")
        )
    if role == Role.ADMINISTRATOR:
        _give_pages(group, [Page.get_first_root_node()], ALL_PAGES)
        _give_library(group)
        records = Q(content_type__app_label="learners", content_type__model__in=RECORDS)
        group.permissions.add(*Permission.objects.exclude(records & ~Q(codename__startswith="view_")))


def _give_pages(group: Group, pages: list[Page], codenames: tuple[str, ...]) -> None:
    content_type = ContentType.objects.get_for_model(Page)
    for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _give_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label__in=LIBRARY_APPS, codename__in=LIBRARY):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _model_permissions(model: type[ItemBank], verbs: tuple[str, ...]) -> list[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    names = [f"{verb}_{model._meta.model_name}" for verb in verbs]
    return list(Permission.objects.filter(content_type=content_type, codename__in=names))


def _load_workflow(trees: list[Page], new: list[Page], tally: Tally) -> None:
    """One approval for a whole course, in place of the stock one, which is given page by page."""
    workflow = keep_or_create(tally, "Quy trình duyệt", Workflow, {"name": WORKFLOW}, {"active": True})
    if not workflow.workflow_tasks.exists():
        task, made = CourseApprovalTask.objects.get_or_create(name=TASK)
        if made:
            task.groups.set(Group.objects.filter(name=Role.REVIEWER.value))
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
        new = trees
        for stock in Workflow.objects.active().exclude(pk=workflow.pk).filter(workflow_pages__page__depth=1):
            stock.deactivate()
    for page in new:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
