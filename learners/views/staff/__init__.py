"""Screens for members of staff inside Wagtail's admin."""
