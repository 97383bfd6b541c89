"""Brand and contact of a site, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Name, province, hotline: no name of a place or an office stands in code."""

    site_name = models.CharField(_("site name"), max_length=60, default="Học Số")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    province_name = models.CharField(_("province"), max_length=60, blank=True)
    owner_name = models.CharField(_("run by"), max_length=200, blank=True)
    hotline = models.CharField(_("hotline"), max_length=30, blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("privacy page")
    )
    about_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("about page")
    )

    class Meta:
        verbose_name = _("site settings")
