import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from evaluations import workbook
from participants.models import Participant
from programmes.models import Membership, Programme, SiteVisit
from tests import factories, workbooks

pytestmark = pytest.mark.django_db
IMPORT = "/programmes/import/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def keeper(client):
    """A member of staff who may bring in programmes, logged in."""
    user = factories.member(factories.programme())
    client.force_login(user)
    return user


def upload(client, rows=None, content: bytes | None = None):
    """Sends the file and follows to the preview."""
    content = (
        workbooks.file_of(rows or workbooks.small()).getvalue() if content is None else content
    )
    return client.post(IMPORT, {"file": SimpleUploadedFile("p.xlsx", content)}, follow=True)


def confirmation(page) -> dict[str, str]:
    """What the button of a preview sends."""
    html = page.content.decode()
    digest = re.search(r'name="digest" value="([^"]+)"', html)[1]
    return {"digest": digest, "confirm": re.search(r'name="confirm" value="([^"]+)"', html)[1]}


def test_a_workbook_is_looked_at_first_and_written_when_confirmed(client, keeper):
    page = upload(client)
    assert "22 new, 0 changed" in page.content.decode()
    assert not Programme.objects.filter(slug="harbour").exists()
    done = client.post(IMPORT, confirmation(page))
    assert done.url == reverse("desk", args=["harbour"])
    lead = Membership.objects.get(programme__slug="harbour")
    assert (lead.user, lead.role) == (keeper, Membership.Role.LEAD)


def test_a_second_click_finds_the_work_done(client, keeper):
    sent = confirmation(upload(client))
    client.post(IMPORT, sent)
    again = client.post(IMPORT, sent, follow=True)
    assert "has been brought in already" in again.content.decode()
    assert Participant.objects.filter(programme__slug="harbour").count() == 1


def test_what_changed_meanwhile_is_shown_before_it_is_written(client, keeper):
    client.post(IMPORT, confirmation(upload(client)))
    rows = workbooks.small()
    rows["Visits"][0]["Places"] = 8
    sent = confirmation(upload(client, rows))
    SiteVisit.objects.update(capacity=7)
    page = client.post(IMPORT, sent)
    assert "Something has changed meanwhile" in page.content.decode()
    assert SiteVisit.objects.get().capacity == 7
    client.post(IMPORT, confirmation(page))
    assert SiteVisit.objects.get().capacity == 8


def test_problems_are_listed_with_their_place_and_there_is_nothing_to_confirm(client, keeper):
    rows = workbooks.small()
    rows["Visits"][0]["Places"] = "about <8>"
    html = upload(client, rows).content.decode()
    assert "One thing has to be put right in the file first." in html
    assert "“about &lt;8&gt;” is not a whole number." in html
    assert 'name="confirm"' not in html


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file is empty."), (b"hello", "not a workbook"), (b"PK\x03\x04half", "damaged")],
)
def test_what_is_no_workbook_is_said_beside_the_field(client, keeper, content, words):
    page = upload(client, content=content)
    assert page.status_code == 200
    assert words in page.content.decode()


def test_no_file_is_a_request_for_one(client, keeper):
    assert "Choose the file first." in client.post(IMPORT).content.decode()


def test_a_file_belongs_to_whoever_sent_it(client, keeper):
    page = upload(client)
    address, sent = page.redirect_chain[-1][0], confirmation(page)
    client.force_login(factories.member(factories.programme()))
    assert "kept for an hour only" in client.get(address, follow=True).content.decode()
    client.post(IMPORT, sent)
    assert not Programme.objects.filter(slug="harbour").exists()


def test_a_file_is_kept_for_an_hour(client, keeper):
    sent = confirmation(upload(client))
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        client.force_login(keeper)
        page = client.post(IMPORT, sent, follow=True)
    assert "kept for an hour only" in page.content.decode()
    assert not Programme.objects.filter(slug="harbour").exists()


@pytest.mark.parametrize("key", ["x", "..", "a:b:c", "../../etc/passwd"])
def test_an_invented_key_opens_nothing(client, keeper, key):
    page = client.get(IMPORT, {"file": key}, follow=True)
    assert "kept for an hour only" in page.content.decode()
    client.post(IMPORT, {"confirm": key, "digest": "x"})


def test_the_same_file_again_has_nothing_to_confirm(client, keeper):
    client.post(IMPORT, confirmation(upload(client)))
    assert "There is nothing to do." in upload(client).content.decode()


def test_the_pages_hold_for_right_to_left_and_very_long_names(client, keeper):
    rows = workbooks.small()
    rows["Organisations"] += [{"Name": name, "Sector": "Media"} for name in ("شركة", "N" * 200)]
    html = upload(client, rows).content.decode()
    assert "<bdi>شركة</bdi>" in html


def test_the_export_comes_back_unchanged_and_carries_needs(client, keeper):
    client.post(IMPORT, confirmation(upload(client)))
    response = client.get("/programmes/harbour/workbook.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="harbour.xlsx"'
    book = workbook.read(io.BytesIO(response.content))
    assert book.rows["needs"][0].values["diet"] == "Vegetarian"
    assert workbook.preview(book, user=keeper).changes_nothing


def test_the_template_can_be_taken(client, keeper):
    response = client.get("/programmes/workbook-template.xlsx")
    assert workbook.read(io.BytesIO(response.content)).problems == []


@pytest.mark.parametrize("role", [Membership.Role.REPORT_READER, None])
def test_who_manages_nothing_brings_nothing_in(client, role):
    programme = factories.programme(slug="seen")
    client.force_login(factories.member(programme, role) if role else factories.user())
    assert client.get(IMPORT).status_code == 403
    assert upload(client).status_code == 403
    assert client.get("/programmes/workbook-template.xlsx").status_code == 403
    assert client.get("/programmes/seen/workbook.xlsx").status_code == 404
