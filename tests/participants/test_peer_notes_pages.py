"""The organisers' pages about notes between team-mates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants import notes
from participants.models import PeerNote, PeerRound
from tests import factories
from tests.peer_notes import closed, note, opened, released, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.programme()


@pytest.fixture
def three(programme):
    return team(programme, "Ada", "Bo", "Cy")


@pytest.fixture
def staff(programme):
    client = Client()
    client.force_login(factories.member(programme))
    return client


@pytest.fixture
def page(programme):
    return reverse("peer_notes", args=[programme.slug])


@pytest.fixture
def release(programme):
    return reverse("release_peer_notes", args=[programme.slug])


def times(opens: str, closes: str) -> dict[str, str]:
    (day, clock), (last, end) = opens.split(), closes.split()
    return {
        "opens_at_0": day,
        "opens_at_1": clock,
        "closes_at_0": last,
        "closes_at_1": end,
    }


def test_the_proposed_times_are_taken_with_one_click_and_follow_the_agenda(staff, programme, page):
    day = timezone.localdate() + timedelta(days=30)
    programme.starts_on = programme.ends_on = day
    programme.save()
    form = staff.get(page).context["form"]
    sent = {
        f"{name}_{at}": value
        for name in ("opens_at", "closes_at")
        for at, value in enumerate(form[name].field.widget.decompress(form.initial[name]))
    }
    assert staff.post(page, sent).status_code == 302
    peer_round = PeerRound.objects.get()
    assert peer_round.follows_dates
    assert peer_round.opens_at == notes.times_by_the_agenda(programme).opens_at


def test_times_are_what_the_clock_at_the_venue_shows(staff, programme, page):
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    staff.post(page, times("2026-12-01 15:00", "2026-12-04 15:00"))
    assert PeerRound.objects.get().opens_at.isoformat() == "2026-12-01T06:00:00+00:00"


@pytest.mark.parametrize(
    "sent", [{}, times("2026-12-04 15:00", "2026-12-01 15:00"), times("tomorrow noon", "x y")]
)
def test_times_that_cannot_be_are_refused_and_stay_on_the_page(staff, page, sent):
    response = staff.post(page, sent)
    assert response.status_code == 422
    assert all(value in response.content.decode() for value in sent.values())
    assert not PeerRound.objects.exists()


def test_times_are_changed_until_the_release(staff, programme, page):
    opened(programme)
    staff.post(page, times("2026-12-01 15:00", "2026-12-09 18:00"))
    assert PeerRound.objects.get().closes_at.isoformat() == "2026-12-09T18:00:00+00:00"
    PeerRound.objects.update(released_at=timezone.now())
    response = staff.post(page, times("2026-12-01 15:00", "2027-12-09 18:00"), follow=True)
    assert "The notes are released" in response.content.decode()
    assert PeerRound.objects.get().closes_at.year == 2026


def test_the_invitation_is_taken_back_only_while_nobody_has_written(staff, programme, page, three):
    opened(programme)
    note(three[0], three[1])
    text = staff.post(page, {"drop": "yes"}, follow=True).content.decode()
    assert "Somebody has written already." in text
    PeerNote.objects.all().delete()
    staff.post(page, {"drop": "yes"})
    assert not PeerRound.objects.exists()


def test_the_page_shows_who_is_left_out_and_never_a_word(staff, programme, page, three):
    opened(programme)
    note(three[0], three[1], "A secret kindness.")
    text = staff.get(page).content.decode()
    assert "1 of 6 notes are written." in text
    assert "nobody has written to them yet" in text
    assert "kindness" not in text


def test_whoever_receives_nothing_has_to_be_seen_before_the_release(
    staff, programme, release, three
):
    closed(programme)
    note(three[0], three[1])
    text = staff.get(release).content.decode()
    assert "2 people receive nothing:" in text
    response = staff.post(release)
    assert response.status_code == 422
    assert PeerRound.objects.get().released_at is None
    staff.post(release, {"sure": "yes"})
    assert PeerRound.objects.get().released_at


def test_with_something_for_everybody_one_click_releases_and_a_second_says_so(
    staff, programme, release, three
):
    closed(programme)
    for author, receiver in zip(three, (*three[1:], three[0]), strict=True):
        note(author, receiver)
    assert "Everybody receives something." in staff.get(release).content.decode()
    staff.post(release)
    before = PeerRound.objects.get().released_at
    text = staff.post(release, follow=True).content.decode()
    assert "The notes are released already." in text
    assert PeerRound.objects.get().released_at == before


@pytest.mark.parametrize("state", [opened, None])
def test_nothing_is_released_before_its_time(staff, programme, release, three, state):
    if state:
        state(programme)
    text = staff.post(release, {"sure": "yes"}, follow=True).content.decode()
    assert "Notes are released when they have closed" in text
    assert not PeerRound.objects.filter(released_at__isnull=False).exists()


def test_a_reported_note_is_read_taken_off_and_put_back(staff, programme, page, three):
    released(programme)
    hurts = note(three[0], three[1], "Finally you listened.")
    notes.report(receiver=three[1], key=hurts.pk)
    deal = reverse("reported_note", args=[programme.slug, hurts.pk])
    assert "Finally you listened." in staff.get(page).content.decode()
    assert (
        "off its receiver" in staff.post(deal, {"deed": "withhold"}, follow=True).content.decode()
    )
    assert PeerNote.objects.get().withheld_at
    staff.post(deal, {"deed": "back"})
    assert PeerNote.objects.get().withheld_at is None
    staff.post(deal, {"deed": "settle"})
    assert PeerNote.objects.get().settled_at


@pytest.mark.parametrize("deed", ["withhold", "nonsense", ""])
def test_a_note_that_nobody_reported_is_left_alone(staff, programme, three, deed):
    released(programme)
    hurts = note(three[0], three[1])
    deal = reverse("reported_note", args=[programme.slug, hurts.pk])
    text = staff.post(deal, {"deed": deed}, follow=True).content.decode()
    assert "Nothing was changed" in text
    assert PeerNote.objects.get().withheld_at is None


def test_without_teams_the_page_says_that_nobody_could_write(staff, page):
    assert "There is no team of two or more yet" in staff.get(page).content.decode()
