"""What people call the question types of Moodle that have no counterpart here."""

from django.utils.translation import gettext as _


def name_of(kind: str) -> str:
    """Return the name of a question type, as it stands in Moodle's menu; an unknown one keeps its technical name."""
    known = {
        "ddimageortext": _("Drag and drop onto image"),
        "ddmarker": _("Drag and drop markers"),
        "calculated": _("Calculated"),
        "calculatedsimple": _("Simple calculated"),
        "calculatedmulti": _("Calculated multichoice"),
        "random": _("Random question"),
        "randomsamatch": _("Random short-answer matching"),
        "recordrtc": _("Record audio or video"),
        "stack": "STACK",
        "coderunner": "CodeRunner",
        "kprime": "Kprime",
        "mtf": _("Multiple true or false"),
    }
    return known.get(kind, kind[:60] or "?")
