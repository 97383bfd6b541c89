"""All addresses: health, admin, accounts, the learner's pages, then Wagtail's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import handouts, pwa, saver, views
from cms.packs import views as packs
from learners.api.root import api

# Wagtail's own sign-in knows no second factor, so its addresses lead to allauth's.
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("api/", api.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", views.media, name="media"),
]
handler400 = "cms.views.bad_request"
handler500 = "cms.views.server_error"
urlpatterns += i18n_patterns(
    path("tai-khoan/", include("learners.account_urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("in/<uuid:lesson_key>/", handouts.lesson_sheet, name="lesson_sheet"),
    path("gui/<uuid:page_key>/", handouts.share, name="share"),
    path("tiet-kiem/", saver.switch, name="saver"),
    path("ho-tro/", handouts.help_page, name="help"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("trong-may/", pwa.shelf, name="shelf"),
    path("trong-may/khung/", pwa.frame, name="frame"),
    path("tai-ve/<uuid:course_key>/", packs.pack, name="pack"),
    path("tai-ve/phieu/<uuid:quiz_key>/", packs.ticket, name="ticket"),
    path("", include("learners.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
