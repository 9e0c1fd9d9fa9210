"""Pages that list records ask the database as often for many programmes as for one."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.consents import texts_today
from participants.models import ConsentText
from programmes.models import Programme, User
from tests import factories, many_programmes

pytestmark = pytest.mark.django_db
LISTS = {
    f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry
}


def queries_with(programmes: int, lead: User, reader: User, address: str) -> int:
    texts_today()
    many_programmes.make(programmes - Programme.objects.count(), lead)
    client = Client()
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, secure=True).status_code == 200
    return len(queries)


@pytest.fixture
def lead(settings) -> User:
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.user()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_records_asks_as_often_for_three_programmes_as_for_one(name, lead):
    of_the_house = LISTS[name] in (User, ConsentText)
    reader = factories.user(is_superuser=True) if of_the_house else lead
    address = reverse(f"admin:{name}_changelist")
    one, three = (queries_with(number, lead, reader, address) for number in (1, 3))
    assert one == three
    assert LISTS[name]._default_manager.count() >= 3


@pytest.mark.parametrize("address", ["/", "/search/?q=person", "/admin/"])
def test_home_search_and_shelves_ask_as_often_for_three_programmes_as_for_one(address, lead):
    one, three = (queries_with(number, lead, lead, address) for number in (1, 3))
    assert one == three
