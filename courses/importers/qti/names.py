"""Names of QTI in one form: choiceInteraction of 2.1 and qti-choice-interaction of 3.0 are both choiceinteraction."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.xml_tree import local_name

INTERACTION = "interaction"


def with_plain_names(root: Element) -> Element:
    """Return the tree with every element and attribute under its plain name."""
    for element in root.iter():
        element.tag = plain_name(element.tag)
        element.attrib = {plain_name(name): value for name, value in element.attrib.items()}
    return root


def plain_name(name: object) -> str:
    """Return a name in small letters without namespace, the prefix of QTI 3 and hyphens."""
    return local_name(name).lower().removeprefix("qti-").replace("-", "")


def name_of(interaction: str) -> str:
    """Return what a trainer may know a kind of question by that has no counterpart here."""
    known = {
        "sliderinteraction": _("Slider"),
        "mediainteraction": _("Sound or video to play"),
        "drawinginteraction": _("Drawing"),
        "hottextinteraction": _("Words to mark in a text"),
        "selectpointinteraction": _("Points to mark on a picture"),
        "positionobjectinteraction": _("Objects to place on a picture"),
        "graphicorderinteraction": _("Places on a picture to put in order"),
        "graphicassociateinteraction": _("Places on a picture to connect"),
        "graphicgapmatchinteraction": _("Drag and drop onto image"),
        "endattemptinteraction": _("Button that ends the attempt"),
    }
    return known.get(interaction, interaction[:60])
