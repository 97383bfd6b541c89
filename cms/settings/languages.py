"""Languages: the interface speaks Vietnamese and English, courses may be published in Tày and Nùng too."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Django knows neither. Each needs an empty catalogue in `cms/locale` as well, or its addresses are not found; what has
# no translation is said in Vietnamese.
LANG_INFO.update({
    "tyz": {"bidi": False, "code": "tyz", "name": "Tày", "name_local": "Tiếng Tày"},
    "nut": {"bidi": False, "code": "nut", "name": "Nùng", "name_local": "Tiếng Nùng"},
})  # fmt: skip
LANGUAGE_CODE = "vi"
INTERFACE_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English")), ("tyz", _("Tày")), ("nut", _("Nùng"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = INTERFACE_LANGUAGES
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
