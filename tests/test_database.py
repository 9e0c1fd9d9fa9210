from importlib.util import find_spec

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_psycopg_3_stays_out_because_django_would_silently_prefer_it():
    assert find_spec("psycopg") is None


def test_the_tests_run_on_the_database_they_were_asked_to_run_on(request):
    assert connection.vendor == request.config.getoption("database")
