"""Admin screens for what has no page of its own."""

from courses.viewsets.audiences import AudienceViewSet
from courses.viewsets.item_banks import ItemBankViewSet

item_banks = ItemBankViewSet()
audiences = AudienceViewSet("audiences")

__all__ = ["audiences", "item_banks"]
