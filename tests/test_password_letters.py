import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_the_letter_for_a_new_password_says_what_to_do(client, mailoutbox):
    user = factories.user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    [letter] = mailoutbox
    assert letter.subject.endswith("Choose your password")
    assert letter.body.startswith("Good day,")
    assert "http://testserver/accounts/password/reset/key/" in letter.body
    assert "Hello from" not in letter.body


def test_the_letter_to_an_unknown_address_offers_no_signing_up(client, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    [letter] = mailoutbox
    assert letter.subject.endswith("No account with this address")
    assert "there is no account" in letter.body
    assert "http" not in letter.body
    assert "sign" not in letter.body
