"""What a trainer takes into the room: the task sheet for learners and the plan of the session."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TaskSheetBlock(blocks.StructBlock):
    """What learners do, on one printed page."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    goal = blocks.CharBlock(label=_("goal"), max_length=300)
    steps = blocks.ListBlock(blocks.CharBlock(label=_("Step"), max_length=300), label=_("What to do"), min_num=1)
    done_when = blocks.ListBlock(
        blocks.CharBlock(label=_("Sign"), max_length=300), label=_("Done when one can see"), min_num=1
    )

    class Meta:
        icon = "tasks"
        label = _("Task sheet")


class PlanRowBlock(blocks.StructBlock):
    """A part of the session."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600)
    activity = blocks.TextBlock(label=_("What trainer and learners do"), max_length=600, rows=2)
    check = blocks.CharBlock(label=_("What to look at"), max_length=300)

    class Meta:
        icon = "time"
        label = _("Part of the session")


class SessionPlanBlock(blocks.StructBlock):
    """How a trainer teaches the module in a room."""

    materials = blocks.ListBlock(blocks.CharBlock(label=_("Thing"), max_length=300), label=_("What to bring"))
    rows = blocks.ListBlock(PlanRowBlock(), label=_("Course of the session"), min_num=1)

    class Meta:
        icon = "calendar-check"
        label = _("Session plan")


class TaskSheets(blocks.StreamBlock):
    """One task sheet or none."""

    sheet = TaskSheetBlock()

    class Meta:
        max_num = 1


class SessionPlans(blocks.StreamBlock):
    """One session plan or none."""

    plan = SessionPlanBlock()

    class Meta:
        max_num = 1
