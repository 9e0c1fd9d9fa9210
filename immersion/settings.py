"""Everything that differs between machines comes from the environment; the rest is decided here."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .clock import ahead_of

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY in the environment: 50 random characters that you keep with your backups. "
        "Answers wait sealed with it until their form closes, so they are lost when it is lost."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")  # where people find us
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "evaluations",
    "participants",
    "programmes",
    "immersion.apps.AdminConfig",
    "immersion",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "immersion.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "immersion.urls"
WSGI_APPLICATION = "immersion.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "programmes.access.for_templates",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["forms"]
CRISPY_FAIL_SILENTLY = False

# The database: SQLite beside the code unless DATABASE_URL names a PostgreSQL.
DATABASES = {
    "default": env.db_url(
        "DATABASE_URL", default=f"sqlite:///{VAR_DIR.as_posix()}/immersion.sqlite3"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete: opened envelopes and drafts are overwritten, not just unlinked.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who may come in: staff by e-mail and password, with a second factor outside DEBUG.
AUTH_USER_MODEL = "programmes.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEBUG)
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "immersion.second_factor.StaffAccounts"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Immersion"

# What a page may load and where it may be shown: only our own files, nowhere in a frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # a personal link never travels to another site
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Words and clocks.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
# For trying out what is sent when: “30d” makes the whole app believe it is thirty days later.
CLOCK_AHEAD = ahead_of(env.str("CLOCK_AHEAD", default=""))
if CLOCK_AHEAD and REQUIRE_SECOND_FACTOR:
    raise ImproperlyConfigured("CLOCK_AHEAD moves the clock of a demo, never that of real people.")

# Files: served by the app itself.
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR_DIR / "media"
# The secrets that link one person's answers from moment to moment: apart from the database and
# from its backups, and destroyed when the follow-up closes.
PAIRING_KEYS_DIR = Path(env.str("PAIRING_KEYS_DIR", default=str(VAR_DIR / "keys")))

# Messages: by SMTP to the server that EMAIL_URL names, or through a provider that django-anymail
# knows, with its keys: ANYMAIL_PROVIDER=postmark, ANYMAIL_POSTMARK_SERVER_TOKEN=…. What became of
# them is told by bounces in a mailbox, or by the provider once ANYMAIL_WEBHOOK_SECRET is set.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Immersion <immersion@localhost>")
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")  # where mail comes back to; else the sender
BOUNCE_MAILBOX = env.str("BOUNCE_MAILBOX", default="")  # maildir:///path, imaps:// or pop3s://
ANYMAIL_PROVIDER = env.str("ANYMAIL_PROVIDER", default="")
ANYMAIL = {"IGNORE_UNSUPPORTED_FEATURES": True} | {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_") and name != "ANYMAIL_PROVIDER"
}
if ANYMAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{ANYMAIL_PROVIDER}.EmailBackend"
# Without a server nothing is sent, unless the demo asks to read the letters in the terminal.
SEND_TO_CONSOLE = env.bool("SEND_TO_CONSOLE", default=False)
MESSAGES_PER_MINUTE = env.int("MESSAGES_PER_MINUTE", default=120)  # by all workers together
SENDING_LEASE = env.int("SENDING_LEASE", default=300)  # seconds until a message counts as lost
SENDING_PAUSES = env.list("SENDING_PAUSES", cast=int, default=[60, 300, 1800, 7200, 21600])

# Thresholds of the promise made to respondents: see evaluations/disclosure.py.
MINIMUM_CELL = env.int("MINIMUM_CELL", default=5)
if MINIMUM_CELL < 5:
    raise ImproperlyConfigured("MINIMUM_CELL may be larger than 5, never smaller: it is promised.")

# What an upload may hold at most.
WORKBOOK_MAX_BYTES = env.int("WORKBOOK_MAX_BYTES", default=10_000_000)
WORKBOOK_MAX_UNPACKED_BYTES = env.int("WORKBOOK_MAX_UNPACKED_BYTES", default=200_000_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Nobody is asked twice: within so many days staff are warned before they ask somebody again.
ASKED_LATELY_DAYS = env.int("ASKED_LATELY_DAYS", default=183)
