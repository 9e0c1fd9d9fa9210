import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return factories.member(factories.programme(), password="a quiet harbour")


@pytest.fixture
def client_of_lead(lead) -> Client:
    client = Client()
    data = {"login": lead.email, "password": "a quiet harbour"}
    client.post("/accounts/login/", data, secure=True)
    return client


def test_a_password_alone_leads_to_the_setting_up_of_a_second_factor(client_of_lead, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    for address in ("/", "/admin/", "/search/", "/accounts/password/change/"):
        response = client_of_lead.get(address, secure=True)
        assert response["Location"] == "/accounts/2fa/totp/activate/"


def test_without_the_requirement_a_password_is_enough(client_of_lead, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    assert client_of_lead.get("/", secure=True).status_code == 200


def test_the_second_factor_is_set_up_without_anything_inline(client_of_lead, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    confirm = "/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/"
    data = {"password": "a quiet harbour"}
    page = client_of_lead.post(confirm, data, secure=True, follow=True)
    text = page.content.decode()
    assert "<svg" in text
    assert not re.search(r"data:|style=|<script", text)


def test_somebody_with_a_second_factor_is_asked_for_it_and_comes_in(lead, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    TOTP.activate(lead, "JBSWY3DPEHPK3PXP")
    client = Client()
    data = {"login": lead.email, "password": "a quiet harbour"}
    response = client.post("/accounts/login/", data, secure=True)
    assert response["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/", secure=True).status_code == 302
    client.force_login(lead)
    assert client.get("/", secure=True).status_code == 200


def test_personal_pages_ask_nobody_for_a_second_factor(client_of_lead, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    token = factories.token(factories.participant(factories.programme()))
    assert client_of_lead.get(f"/me/{token}/", secure=True).status_code == 200


def test_nobody_signs_up(client):
    new = {"password1": "a quiet harbour", "password2": "a quiet harbour"}
    data = {"email": "new@example.org", **new}
    assert client.post("/accounts/signup/", data, secure=True).status_code == 404


def test_an_account_without_a_password_gets_one_by_mail(client):
    staff = factories.member(factories.programme())
    client.post("/accounts/password/reset/", {"email": staff.email}, secure=True)
    [link] = re.findall(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)
    page = client.get(link, secure=True, follow=True)
    address = page.redirect_chain[-1][0]
    new = {"password1": "a quiet harbour", "password2": "a quiet harbour"}
    client.post(address, new, secure=True)
    staff.refresh_from_db()
    assert staff.check_password("a quiet harbour")
