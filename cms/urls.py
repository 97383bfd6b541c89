"""All addresses: health, admin, accounts, the learner's pages, then Wagtail's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import views
from learners.api.root import api

# Wagtail's own sign-in knows no second factor, so its addresses lead to allauth's.
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("api/", api.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", views.media, name="media"),
]
handler400 = "cms.views.bad_request"
urlpatterns += i18n_patterns(
    path("tai-khoan/", include("learners.account_urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("learners.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
