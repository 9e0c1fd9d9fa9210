"""Notes between team-mates: written while they are open, read once all are released together."""

from datetime import date, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluations.actions import clone_programme, follow_all_dates
from participants import notes
from participants.models import PeerNote, PeerRound
from participants.notes import CannotDrop, NotOpen, NotYet, Times, Words
from participants.reports.peer_notes import Stage, notes_page_of
from programmes.models import Trail
from programmes.trail import trail_of_programme
from tests import factories
from tests.peer_notes import closed, note, opened, released, team, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def staff(programme):
    return factories.member(programme)


@pytest.fixture
def three(programme):
    return team(programme, "Ada", "Bo", "Cy")


def kept() -> dict[tuple[str, str], tuple[str, str]]:
    rows = PeerNote.objects.select_related("author__person", "receiver__person")
    return {(str(r.author), str(r.receiver)): (r.valued, r.suggestion) for r in rows}


# Writing


def test_notes_are_kept_as_a_whole_and_changed_until_they_close(programme, three):
    opened(programme)
    ada, bo, cy = three
    first = {bo.pk: words("Your calm."), cy.pk: words("", "Ask sooner.")}
    assert notes.write(author=ada, words=first) == set()
    assert kept() == {("Ada", "Bo"): ("Your calm.", ""), ("Ada", "Cy"): ("", "Ask sooner.")}
    notes.write(author=ada, words={bo.pk: words("Your wit.", before=first[bo.pk])})
    assert kept()["Ada", "Bo"] == ("Your wit.", "")


def test_a_note_that_is_emptied_was_never_there(programme, three):
    opened(programme)
    ada, bo, _cy = three
    first = words("Your calm.")
    notes.write(author=ada, words={bo.pk: first})
    notes.write(author=ada, words={bo.pk: words("", "", before=first)})
    assert kept() == {}


def test_the_same_sent_twice_is_kept_once(programme, three):
    opened(programme)
    ada, bo, _cy = three
    for _click in range(2):
        assert notes.write(author=ada, words={bo.pk: words("Your calm.")}) == set()
    assert kept() == {("Ada", "Bo"): ("Your calm.", "")}


def test_an_old_page_does_not_undo_what_was_written_on_another(programme, three):
    """It leaves alone what nobody touched there, and asks about what was changed in both places."""
    opened(programme)
    ada, bo, _cy = three
    notes.write(author=ada, words={bo.pk: words("On my phone.")})
    untouched, changed = words(""), words("On my laptop.")
    assert notes.write(author=ada, words={bo.pk: untouched}) == set()
    assert notes.write(author=ada, words={bo.pk: changed}) == {bo.pk}
    assert kept() == {("Ada", "Bo"): ("On my phone.", "")}


@pytest.mark.parametrize("when", ["never", "ahead", "closed", "released"])
def test_nobody_writes_too_early_or_too_late(programme, three, when):
    ahead = timezone.now() + timedelta(days=1)
    if when == "ahead":
        opened(programme, opens_at=ahead, closes_at=ahead + timedelta(days=1))
    elif when != "never":
        {"closed": closed, "released": released}[when](programme)
    ada, bo, _cy = three
    with pytest.raises(NotOpen):
        notes.write(author=ada, words={bo.pk: words("Your calm.")})
    assert kept() == {}


def test_only_team_mates_are_written_to(programme, three):
    opened(programme)
    [other] = team(programme, "Dee", team="Wren")
    [stranger] = team(factories.programme(), "Eve")
    missing = factories.participant(programme, team=three[0].team, absent=True)
    sent = {one.pk: words("Hello.") for one in (other, stranger, missing, three[0])}
    notes.write(author=three[0], words=sent)
    assert kept() == {}


def test_who_joins_the_team_can_be_written_to_and_who_left_keeps_what_was_written(programme, three):
    opened(programme)
    ada, bo, _cy = three
    first = words("Your calm.")
    notes.write(author=ada, words={bo.pk: first})
    [dee] = team(programme, "Dee")
    bo.team = None
    bo.save()
    mates = {mate.name: mate.is_former for mate in notes.mates_of(ada)}
    assert mates == {"Cy": False, "Dee": False, "Bo": True}
    again = {dee.pk: words("Welcome."), bo.pk: words("Your wit.", before=first)}
    assert notes.write(author=ada, words=again) == set()
    assert kept() == {("Ada", "Bo"): ("Your wit.", ""), ("Ada", "Dee"): ("Welcome.", "")}


def test_who_withdrew_writes_to_nobody_new(programme, three):
    opened(programme)
    ada, bo, _cy = three
    ada.status = "withdrawn"
    ada.save()
    notes.write(author=ada, words={bo.pk: words("Your calm.")})
    assert kept() == {}


def test_the_database_keeps_no_empty_note_and_no_note_to_oneself(three):
    for bad in (
        {"receiver": three[1], "valued": "", "suggestion": ""},
        {"receiver": three[0], "valued": "Me."},
        {"receiver": three[1], "valued": "Well.", "withheld_at": timezone.now()},
        {"receiver": three[1], "valued": "Well.", "settled_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PeerNote.objects.create(author=three[0], **bad)


def test_marks_tell_apart_what_stands_in_which_place():
    assert Words("a", "").mark != Words("", "a").mark
    assert Words("a", "b").mark == Words("a", "b", "seen").mark


# When


def test_they_open_when_the_last_teamwork_ends_for_three_days(programme):
    for day in (programme.starts_on, programme.ends_on):
        factories.session(programme, kind="teamwork", day=day, starts=time(14), ends=time(15, 30))
    times = notes.times_by_the_agenda(programme)
    assert times.opens_at == programme.at(programme.ends_on, time(15, 30))
    assert times.closes_at == programme.at(programme.ends_on + timedelta(days=3), time(15, 30))


def test_over_the_change_to_winter_time_they_close_at_the_same_clock():
    programme = factories.programme(starts_on=date(2026, 10, 23), ends_on=date(2026, 10, 24))
    times = notes.times_by_the_agenda(programme)
    hours = (times.closes_at.timestamp() - times.opens_at.timestamp()) / 3600
    assert hours == 3 * 24 + 1


def test_without_teamwork_they_open_on_the_last_afternoon(programme):
    times = notes.times_by_the_agenda(programme)
    assert times.opens_at == programme.at(programme.ends_on, time(16))


def ahead_of_time(**fields):
    """A programme that is far ahead, with its teamwork."""
    day = timezone.localdate() + timedelta(days=30)
    programme = factories.programme(starts_on=day, ends_on=day, **fields)
    factories.session(programme, kind="teamwork", day=day, starts=time(14), ends=time(15))
    return programme


def test_they_move_with_the_agenda_until_somebody_chooses_their_times():
    programme = ahead_of_time()
    staff = factories.member(programme)
    notes.open_round(programme=programme, times=notes.times_by_the_agenda(programme), actor=staff)
    session = programme.sessions.get()
    session.ends = time(17)
    session.save()
    moved = PeerRound.objects.get()
    assert moved.opens_at == programme.at(session.day, time(17))
    chosen = Times(moved.opens_at + timedelta(hours=1), moved.closes_at)
    notes.change_times(programme=programme, times=chosen, actor=staff)
    session.ends = time(18)
    session.save()
    follow_all_dates()
    assert PeerRound.objects.get().opens_at == chosen.opens_at


def test_once_open_they_do_not_move(programme):
    factories.session(programme, kind="teamwork")
    before = opened(programme)
    assert not notes.follow_teamwork(programme)
    assert PeerRound.objects.get().closes_at == before.closes_at


def test_inviting_twice_keeps_the_first_times(programme, staff):
    times = notes.times_by_the_agenda(programme)
    later = Times(times.opens_at + timedelta(days=1), times.closes_at + timedelta(days=1))
    first = notes.open_round(programme=programme, times=times, actor=staff)
    assert notes.open_round(programme=programme, times=later, actor=staff) == first
    assert Trail.objects.filter(deed="opened notes").count() == 1


def test_an_invitation_is_taken_back_while_nobody_has_written(programme, staff, three):
    opened(programme)
    notes.drop_round(programme=programme, actor=staff)
    assert not PeerRound.objects.exists()
    notes.drop_round(programme=programme, actor=staff)
    opened(programme)
    note(three[0], three[1])
    with pytest.raises(CannotDrop):
        notes.drop_round(programme=programme, actor=staff)


def test_a_clone_asks_anew_and_takes_no_note_along(programme, staff, three):
    released(programme)
    note(three[0], three[1])
    clone = clone_programme(
        programme=programme, title="Next", slug="next", starts_on=date(2027, 5, 1), leader=staff
    )
    assert notes.round_of(clone) is None
    assert PeerNote.objects.count() == 1


# Releasing


def test_nothing_is_released_while_somebody_may_still_write(programme, staff, three):
    opened(programme)
    note(three[0], three[1])
    with pytest.raises(NotYet):
        notes.release(programme=programme, actor=staff)
    assert list(notes.received_by(three[1])) == []


def test_what_has_closed_is_released_once_for_everybody(programme, staff, three):
    closed(programme)
    ada, bo, cy = three
    mine, theirs = note(ada, bo), note(bo, cy)
    assert notes.release(programme=programme, actor=staff)
    assert not notes.release(programme=programme, actor=staff)
    assert list(notes.received_by(bo)) == [mine]
    assert list(notes.received_by(cy)) == [theirs]
    assert Trail.objects.filter(deed="released notes").count() == 1


def test_when_everybody_has_written_to_all_they_may_be_released_early(programme, staff, three):
    opened(programme)
    pairs = [(one, other) for one in three for other in three if one != other]
    for author, receiver in pairs[:-1]:
        note(author, receiver)
    assert not notes_page_of(programme).may_release
    note(*pairs[-1])
    assert notes_page_of(programme).may_release
    assert notes.release(programme=programme, actor=staff)
    with pytest.raises(NotOpen):
        notes.write(author=three[0], words={three[1].pk: words("Too late.")})


def test_a_note_arrives_although_its_receiver_has_left_the_team(programme, staff, three):
    closed(programme)
    note(three[0], three[1])
    three[1].team = None
    three[1].save()
    notes.release(programme=programme, actor=staff)
    assert notes.received_by(three[1]).count() == 1


# What organisers see


def test_organisers_see_numbers_and_who_would_receive_nothing(programme, three):
    opened(programme)
    ada, bo, cy = three
    [alone] = team(programme, "Dee", team="Wren")
    teamless = factories.participant(programme, person=factories.person(name="Eve"))
    note(ada, bo)
    note(cy, bo)
    note(bo, ada)
    page = notes_page_of(programme)
    [heron] = page.teams
    counts = {one.name: (one.written_to, one.written_by, one.mates) for one in heron.people}
    assert counts == {"Ada": (1, 1, 2), "Bo": (1, 2, 2), "Cy": (1, 0, 2)}
    assert {one.name for one in page.nothing} == {"Cy", str(alone), str(teamless)}
    assert (page.written, page.possible, page.stage) == (3, 6, Stage.OPEN)


def test_only_what_was_reported_is_read_by_organisers(programme, three):
    released(programme)
    ada, bo, cy = three
    hurts = note(ada, bo, "Finally you listened.")
    note(ada, cy, "A secret kindness.")
    assert notes_page_of(programme).reported == ()
    assert notes.report(receiver=bo, key=hurts.pk)
    page = notes_page_of(programme)
    [one] = page.reported
    assert (one.author, one.receiver, one.valued) == ("Ada", "Bo", "Finally you listened.")
    assert "A secret kindness." not in repr(page)


def test_nobody_reports_what_is_not_theirs_or_not_yet_released(programme, three):
    closed(programme)
    ada, bo, cy = three
    hurts = note(ada, bo)
    assert not notes.report(receiver=bo, key=hurts.pk)
    PeerRound.objects.update(released_at=timezone.now())
    assert not notes.report(receiver=cy, key=hurts.pk)
    assert notes_page_of(programme).reported == ()


def test_a_report_is_taken_back_until_the_organisers_have_acted(programme, staff, three):
    released(programme)
    hurts = note(three[0], three[1])
    where = {"programme": programme, "key": hurts.pk, "actor": staff}
    notes.report(receiver=three[1], key=hurts.pk)
    notes.settle(**where)
    assert notes.take_report_back(receiver=three[1], key=hurts.pk)
    assert notes_page_of(programme).reported == ()
    notes.report(receiver=three[1], key=hurts.pk)
    notes.withhold(**where)
    assert not notes.take_report_back(receiver=three[1], key=hurts.pk)
    assert notes.give_back(**where)
    assert notes_page_of(programme).unsettled == 1


def test_organisers_do_not_touch_a_note_that_nobody_reported(programme, staff, three):
    released(programme)
    hurts = note(three[0], three[1])
    assert not notes.withhold(programme=programme, key=hurts.pk, actor=staff)
    notes.report(receiver=three[1], key=hurts.pk)
    elsewhere = factories.programme()
    assert not notes.withhold(programme=elsewhere, key=hurts.pk, actor=staff)


def test_the_history_names_neither_writer_nor_words(programme, staff, three):
    closed(programme)
    hurts = note(three[0], three[1], "Finally you listened.")
    notes.release(programme=programme, actor=staff)
    notes.report(receiver=three[1], key=hurts.pk)
    for deed in (notes.withhold, notes.withhold, notes.give_back, notes.settle):
        deed(programme=programme, key=hurts.pk, actor=staff)
    told = [entry.sentence for entry in trail_of_programme(programme)]
    assert len(told) == 4
    assert not any(name in " ".join(told) for name in ("Ada", "Bo", "Finally"))


def test_no_record_of_the_admin_and_no_workbook_knows_a_note(programme, settings, three, client):
    settings.REQUIRE_SECOND_FACTOR = False
    note(three[0], three[1], "A secret kindness.")
    assert PeerNote not in admin.site._registry
    client.force_login(factories.user(is_superuser=True))
    file = client.get(f"/programmes/{programme.slug}/workbook.xlsx", secure=True)
    workbook = openpyxl.load_workbook(BytesIO(file.content))
    cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert any("Ada" in cell for cell in cells)
    assert not any("kindness" in cell for cell in cells)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_many_as_for_few(programme, django_assert_num_queries, number):
    released(programme)
    for at in range(number):
        ada, bo = team(programme, f"Ada {at}", f"Bo {at}", team=f"Team {at}")
        note(ada, bo, reported_at=timezone.now())
    with django_assert_num_queries(4):
        notes_page_of(programme)
