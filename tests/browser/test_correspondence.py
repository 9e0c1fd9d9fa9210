"""A programme's whole correspondence, from the invitation to the reminder of a pledge: prepared by
its rules, approved in the browser, sent by the worker to a real mail server while the clock is
moved on, and read by its recipients on a phone."""

import re
from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from evaluations.actions import add_end_questionnaire
from immersion.clock import move_clock
from participants.models import Message, Participant
from programmes.models import Challenge, Contribution
from tests import factories
from tests.letterbox import open_letterbox

LINK = re.compile(r"http://\S+/me/[^/\s]+/")
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.fixture
def programme(settings, live_server):
    settings.REQUIRE_SECOND_FACTOR = False
    settings.SITE_URL = live_server.url
    first = timezone.localdate() + timedelta(days=30)
    programme = factories.programme(
        title="Leading Across Aldermouth",
        starts_on=first,
        ends_on=first,
        directions="Five minutes on foot from the station.",
        contact_name="Nora Quill",
        contact_email="nora@example.org",
    )
    Challenge.objects.create(programme=programme, question="Who waits, and why?")
    factories.session(programme, title="Welcome", starts=time(9), ends=time(10), room="Hall")
    visit = factories.visit(programme, title="Open Data Mill", meeting_point="North door")
    host = factories.person(name="Ruth Vane", email="ruth@example.org")
    Contribution.objects.create(
        programme=programme, person=host, kind="host", visit=visit, status="yes"
    )
    guest = factories.person(name="Jo Okafor", email="jo@example.org")
    factories.participant(programme, person=guest, visit=visit, status="invited")
    opens, closes = (
        programme.at(first, time(16)),
        programme.at(first + timedelta(days=10), time(18)),
    )
    add_end_questionnaire(programme=programme, opens_at=opens, closes_at=closes)
    return programme


@pytest.fixture
def letterbox(settings):
    with open_letterbox() as letterbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", letterbox.port
        yield letterbox


@pytest.fixture
def clock(monkeypatch):
    """Moved as the setting CLOCK_AHEAD moves it."""
    now = timezone.now

    def clock(day: date, at: time, programme) -> None:
        monkeypatch.setattr(timezone, "now", now)
        move_clock(programme.at(day, at) - now())

    return clock


class Correspondence:
    def __init__(self, programme, letterbox, wide_page, page, live_server):
        self.programme, self.letterbox, self.live_server = programme, letterbox, live_server
        self.wide_page, self.page = wide_page, page
        self.lead = factories.member(programme, name="Asha Kerr")

    def approve_and_send(self) -> dict[str, str]:
        """By recipient, the text of what arrived: what the organiser finds waiting goes."""
        before = len(self.letterbox.received)
        call_command("work", once=True)
        self._log_in()
        self._approve()
        call_command("work", once=True)
        return {one.to[0]: self._checked(one) for one in self.letterbox.received[before:]}

    def _log_in(self) -> None:
        client = Client()
        client.force_login(self.lead)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        self.wide_page.context.add_cookies([{**cookie, "url": self.live_server.url}])

    def _approve(self) -> None:
        waiting = self.programme.messages.filter(state=Message.State.WAITING, by_itself=False)
        while waiting.exists():
            self.wide_page.goto(f"/programmes/{self.programme.slug}/messages/")
            self.wide_page.get_by_role("button", name=re.compile("^Approve")).first.click()
            self.wide_page.wait_for_load_state("networkidle")

    def _checked(self, received) -> str:
        words = f"{received.letter['Subject']}\n{received.text}"
        assert not PLACEHOLDER.search(words), words
        return words

    def open(self, letter: str):
        """As its recipient does, on a phone."""
        self.page.goto(LINK.search(letter)[0])
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
        return self.page


@pytest.fixture
def post(programme, letterbox, wide_page, page, live_server):
    return Correspondence(programme, letterbox, wide_page, page, live_server)


def test_from_the_invitation_to_the_reminder_of_a_pledge(post, programme, clock, assert_accessible):
    first, today = programme.starts_on, timezone.localdate()
    clock(today, time(12), programme)
    letter = post.approve_and_send()["jo@example.org"]
    assert "a place for you" in letter
    page = post.open(letter)
    assert_accessible(page)
    page.get_by_role("button", name="Yes, I come").click()
    page.wait_for_load_state("networkidle")
    assert Participant.objects.get().status == "accepted"

    clock(first - timedelta(days=13), time(12), programme)
    letters = post.approve_and_send()
    assert "It begins:" in letters["jo@example.org"]
    assert "Open Data Mill" in letters["ruth@example.org"]
    assert_accessible(post.open(letters["ruth@example.org"]))

    clock(first - timedelta(days=1), time(18), programme)
    letter = post.approve_and_send()["jo@example.org"]
    assert letter.startswith("Tomorrow")
    assert "North door" in letter
    assert_accessible(post.open(letter))

    clock(first, time(17), programme)
    letter = post.approve_and_send()["jo@example.org"]
    page = post.open(letter)
    page.get_by_role("link", name="Give your feedback").first.click()
    assert_accessible(page)

    clock(first + timedelta(days=3), time(12), programme)
    letter = post.approve_and_send()["jo@example.org"]
    assert "Thank you" in letter
    page = post.open(letter)
    page.get_by_role("link", name="Make a pledge").click()
    due = first + timedelta(days=40)
    page.get_by_label("What I will do").fill("Ask two service users to chair our board.")
    page.get_by_label("By when").fill(due.isoformat())
    page.get_by_role("button", name="Keep this pledge").click()
    page.wait_for_load_state("networkidle")

    clock(first + timedelta(days=14), time(12), programme)
    assert "Thank you" in post.approve_and_send()["ruth@example.org"]

    clock(due - timedelta(days=6), time(12), programme)
    letter = post.approve_and_send()["jo@example.org"]
    assert "Ask two service users to chair our board." in letter
    assert_accessible(post.open(letter))
    assert not programme.messages.filter(state__in=["failed", "unsure", "sending"]).exists()
