"""The public path of every model of this room."""

from cms.models.content_edition import ContentEdition
from cms.models.home import HomePage, NoticePage
from cms.models.site_settings import SiteSettings
from cms.models.standard import StandardPage

__all__ = ["ContentEdition", "HomePage", "NoticePage", "SiteSettings", "StandardPage"]
