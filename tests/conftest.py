import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

# A shared machine is slow at times; that is no counterexample.
hypothesis_settings.register_profile("immersion", deadline=None)
hypothesis_settings.load_profile("immersion")


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests(tmp_path_factory):
    """Files land in a directory of their own, static files need no collecting, log-in is quick."""
    var = tmp_path_factory.mktemp("var")
    settings.VAR_DIR = var
    settings.MEDIA_ROOT = var / "media"
    settings.PAIRING_KEYS_DIR = var / "keys"
    settings.STATIC_ROOT = var / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def sqlite_in_a_file(tmp_path_factory):
    """As in production: in memory SQLite knows neither WAL nor a writer that waits."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(sqlite_in_a_file, django_db_modify_db_settings):
    """pytest-django asks this before it makes the test database."""
