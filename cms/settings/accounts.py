"""How people sign in: allauth, phone or e-mail, PIN or password, one-time code, second factor for staff."""

from cms.settings import env

AUTH_USER_MODEL = "learners.User"
# allauth's backend is Django's ModelBackend with phone and e-mail: a second one beside it would only try twice.
AUTHENTICATION_BACKENDS = ["learners.sign_in_backend.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learners:my_learning"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "learners.account_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# Our own page signs learners up. allauth still reads here that phones exist but staff may have none (so the phone is
# not required), and that sign-in asks for a password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A phone counts as verified once a code came back through a gateway; without a gateway nobody could pass this gate.
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "learners.forms.sign_in.SignInForm",
    "reauthenticate": "learners.forms.sign_in.ReauthenticateForm",
    "request_login_code": "learners.forms.one_time_code.RequestCodeForm",
    "confirm_login_code": "learners.forms.one_time_code.ConfirmCodeForm",
}
# A training room is one address: limits per address are wide, limits per account stay tight. Wrong PINs are counted by
# learners/services/tries.py; "login_failed" is left for the codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/900s/key",
    "signup": "300/m/ip",
    "request_login_code": "120/m/ip,3/m/key,20/d/key",
    "verify_phone": "120/m/ip,3/m/key",
    "reset_password": "60/m/ip,3/m/key",
}
ALLAUTH_USER_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": False}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Học Số"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "learners.forms.second_factor.AuthenticateForm",
    "reauthenticate": "learners.forms.second_factor.ReauthenticateForm",
    "activate_totp": "learners.forms.second_factor.ActivateForm",
}
# The printed code that opens the second factor of demo accounts (User.is_demo), and of nobody else. Empty: there is
# none. allauth's own bypass code refuses to run without DEBUG and would open every account.
DEMO_SECOND_FACTOR = ""
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.identity_providers()}}
SMS_SENDER = env.text("SMS_SENDER", "learners.messages.keep_in_table")
