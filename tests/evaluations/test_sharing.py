"""Somebody without an account reads a report by a link, until it runs out or is stopped."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from evaluations.actions import sharing
from evaluations.models import Comment, PublicPage, ShareLink
from tests import factories

from . import published_case as cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    programme = factories.programme(title="Leading Across Aldermouth", slug="aldermouth")
    programme.starts_on = programme.ends_on = timezone.localdate() - timedelta(days=30)
    programme.save()
    return factories.report_version(programme)


@pytest.fixture
def staff(version, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.member(version.report.programme)


def a_link(version, staff, **more) -> str:
    shared = sharing.share(report=version.report, by=staff, **more)
    return reverse("shared_report", args=[shared.token])


def test_a_link_opens_the_page_and_the_file_and_tells_nobody_of_it(client, version, staff):
    address = a_link(version, staff)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Leading Across Aldermouth" in answer.content.decode()
    assert "/programmes/" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(f"{address}report.pdf").content == b"%PDF-1.7"


def test_only_the_fingerprint_of_a_link_is_kept(version, staff):
    shared = sharing.share(report=version.report, by=staff, password="quiet harbour")
    kept = str(ShareLink.objects.values().get(pk=shared.link.pk))
    assert shared.token not in kept
    assert "quiet harbour" not in kept


def test_unknown_expired_and_stopped_links_read_the_same(client, version, staff):
    yesterday = timezone.localdate() - timedelta(days=1)
    expired = a_link(version, staff, expires_on=yesterday)
    stopped = a_link(version, staff)
    sharing.stop_sharing(link=ShareLink.objects.latest("pk"))
    pages = [client.get(address) for address in (expired, stopped, "/s/nonsense/")]
    assert [page.status_code for page in pages] == [404] * 3
    assert len({page.content for page in pages}) == 1


def test_a_password_is_asked_for_once(client, version, staff):
    address = a_link(version, staff, password="quiet harbour")
    assert "a password" in client.get(address).content.decode()
    assert client.get(f"{address}report.pdf").status_code == 302
    assert client.post(address, {"password": "loud harbour"}).status_code == 422
    assert client.post(address, {"password": "quiet harbour"}).status_code == 302
    assert client.get(f"{address}report.pdf").content == b"%PDF-1.7"


def test_a_password_for_one_link_opens_no_other(client, version, staff):
    first = a_link(version, staff, password="quiet harbour")
    second = a_link(version, staff, password="quiet harbour")
    client.post(first, {"password": "quiet harbour"})
    assert client.get(f"{second}report.pdf").status_code == 302


def test_too_many_wrong_passwords_shut_the_door_for_a_while(client, version, staff):
    address = a_link(version, staff, password="quiet harbour")
    for _try in range(sharing.TRIES):
        client.post(address, {"password": "guess"})
    assert client.post(address, {"password": "quiet harbour"}).status_code == 429
    with time_machine.travel(timezone.now() + sharing.SHUT_FOR + timedelta(seconds=1)):
        assert client.post(address, {"password": "quiet harbour"}).status_code == 302


def test_staff_see_a_link_once_and_stop_it(client, version, staff):
    client.force_login(staff)
    where = ["aldermouth", "programme"]
    day = timezone.localdate() + timedelta(days=9)
    answer = client.post(reverse("share_report", args=where), {"note": "Board", "expires_on": day})
    address = answer.context["address"]
    assert address.split("/s/")[1] in answer.content.decode()
    desk = reverse("report_desk", args=where)
    assert address.split("/s/")[1] not in client.get(desk).content.decode()
    link = ShareLink.objects.get(note="Board")
    client.post(reverse("stop_sharing", args=[*where, link.pk]))
    client.logout()
    assert client.get(address).status_code == 404


def test_a_link_of_a_day_gone_by_is_refused_with_what_was_typed(client, version, staff):
    client.force_login(staff)
    address = reverse("share_report", args=["aldermouth", "programme"])
    answer = client.post(address, {"note": "The board", "expires_on": "2020-01-01"})
    assert answer.status_code == 422
    assert "This day is over." in answer.content.decode()
    assert "The board" in answer.content.decode()


# The public page


def show(programme, shown: bool = True) -> str:
    PublicPage.objects.update_or_create(programme=programme, defaults={"shown": shown})
    return reverse("public_page", args=[programme.slug])


def test_anybody_sees_a_programme_that_its_organiser_shows(client, version):
    page = client.get(show(version.report.programme))
    assert page.status_code == 200
    assert "X-Robots-Tag" not in page
    file = reverse("public_pdf", args=["aldermouth", "programme"])
    assert file in page.content.decode()
    assert client.get(file).content == b"%PDF-1.7"


def test_nobody_sees_one_that_is_not_shown_or_not_over(client, version):
    programme = version.report.programme
    file = reverse("public_pdf", args=["aldermouth", "programme"])
    assert client.get(show(programme, shown=False)).status_code == 404
    assert client.get(file).status_code == 404
    programme.ends_on = timezone.localdate() + timedelta(days=1)
    programme.save()
    assert client.get(show(programme)).status_code == 404


def test_an_organiser_looks_at_the_page_before_anybody_else_does(client, version, staff):
    client.force_login(staff)
    settings_page = reverse("public_settings", args=["aldermouth"])
    client.post(settings_page, {"introduction": "Two days, one question."})
    assert "Two days, one question." in client.get(settings_page).content.decode()
    assert client.get(reverse("public_page", args=["aldermouth"])).status_code == 404
    client.post(settings_page, {"introduction": "Two days, one question.", "show": ""})
    assert client.get(reverse("public_page", args=["aldermouth"])).status_code == 200
    client.post(settings_page, {"introduction": "", "hide": ""})
    assert client.get(reverse("public_page", args=["aldermouth"])).status_code == 404


def test_words_taken_back_leave_the_public_page_at_once(client):
    case, report = cases.a_report()
    cases.published(report)
    case.programme.starts_on = case.programme.ends_on = timezone.localdate() - timedelta(days=1)
    case.programme.save()
    words = "The visit turned mine round."
    assert words in client.get(show(case.programme)).content.decode()
    Comment.objects.filter(text=words).delete()
    assert words not in client.get(show(case.programme)).content.decode()
