"""Admin screens for records, one file a family; the menu's entry gathers them."""

from learners.viewsets.records import WaysInViewSet, records

__all__ = ["WaysInViewSet", "records"]
