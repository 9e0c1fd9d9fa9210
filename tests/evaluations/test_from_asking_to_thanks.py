"""One host's whole way, through the pages, the outbox and a real mail server."""

import re
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from participants.models import Message
from participants.outbox.deeds import approve
from programmes.models import Contribution, Trail
from tests import factories
from tests.letterbox import open_letterbox

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 9)


@pytest.fixture
def letterbox(settings):
    with open_letterbox() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.SITE_URL = "https://immersion.example.org"
        yield found


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(
        starts_on=FIRST,
        ends_on=FIRST,
        contact_name="Nora Quill",
        contact_email="nora@example.org",
        directions="Tram 2.",
    )
    return programme


@contextmanager
def at(when: datetime):
    """As the setting CLOCK_AHEAD does it: the clocks of machines go on as they are."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(timezone, "now", lambda: when)
        yield


def work(programme, when: datetime) -> None:
    """Organisers approve whatever waits, and the worker does what is due."""
    with at(when):
        call_command("work", "--once", verbosity=0)
        waiting = programme.messages.filter(state__in=Message.PENDING, missing=[])
        pairs = list(waiting.values_list("pk", "version"))
        approve(programme=programme, pairs=pairs, at_once=True)
        call_command("work", "--once", verbosity=0)
        call_command("work", "--once", verbosity=0)


def test_a_host_is_asked_says_yes_is_briefed_takes_part_and_is_thanked(programme, letterbox):
    staff, visit = Client(), factories.visit(programme, title="The Foundry", meeting_point="Gate")
    staff.force_login(factories.member(programme))
    person = factories.person(name="Moira Lind", email="moira@example.org")
    host = Contribution.objects.create(programme=programme, person=person, kind="host", visit=visit)

    def stands() -> str:
        host.refresh_from_db()
        return host.status

    with at(programme.at(date(2026, 11, 2), time(9))):
        address = f"/programmes/{programme.slug}/contributors/{host.pk}/move/"
        staff.post(address, {"deed": "ask", "seen": "considered"}, secure=True)
    work(programme, programme.at(date(2026, 11, 2), time(12)))
    [asked] = letterbox.received
    assert asked.to == ("moira@example.org",)
    [token] = re.findall(r"https://immersion.example.org/me/([^/\s]+)/", asked.text)

    with at(programme.at(date(2026, 11, 3), time(9))):
        assert "The Foundry" in Client().get(f"/me/{token}/").text
        assert stands() == "asked"
        Client().post(f"/me/{token}/part/{host.pk}/", {"said": "yes"})
    assert stands() == "yes"

    work(programme, programme.at(FIRST - timedelta(days=1), time(12)))
    assert len(letterbox.received) == 2
    assert "Gate" in letterbox.received[-1].text
    assert stands() == "briefed"

    work(programme, programme.at(FIRST + timedelta(days=14), time(12)))
    assert len(letterbox.received) == 3
    assert stands() == "thanked"
    assert "Thank you for taking part as visit host." in Client().get(f"/me/{token}/").text
    deeds = Trail.objects.filter(record=f"programmes.contribution {host.pk}").order_by("pk")
    assert list(deeds.values_list("deed", flat=True)) == [
        "asked",
        "said yes",
        "got the brief",
        "took part",
        "thanked",
    ]
