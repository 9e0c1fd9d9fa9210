"""The organisers' pages about who comes: choosing, looking first, undoing, places and mix."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.models import Participant
from programmes.models import Admission, Person
from tests import factories as make

pytestmark = pytest.mark.django_db
Status = Participant.Status


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    ahead = timezone.localdate() + timedelta(days=60)
    return make.programme(starts_on=ahead, ends_on=ahead)


@pytest.fixture
def staff(programme):
    client = Client(headers={"host": "testserver"})
    client.force_login(make.member(programme))
    return client


def coming(programme, more=""):
    return f"/programmes/{programme.slug}/coming/{more}"


def decide(staff, programme, deed, **fields):
    data = {"do": deed, **fields}
    return staff.post(coming(programme, "decide/"), data, secure=True, follow=True)


def look(staff, programme):
    return staff.get(coming(programme), secure=True).text


def wait(programme, days=1, **fields):
    since = timezone.now() - timedelta(days=days)
    return make.participant(programme, status=Status.WAITING, waiting_since=since, **fields)


def statuses(*people):
    return [Participant.objects.get(pk=each.pk).status for each in people]


def test_an_empty_page_says_where_to_begin(staff, programme):
    words = look(staff, programme)
    assert "Nobody has applied, and nobody is invited yet." in words
    assert "Say how many places there are" in words


def test_the_page_shows_places_and_gaps_of_those_who_hold_a_place(staff, programme):
    make.admission(programme, places=24)
    council = make.organisation(sector="council")
    programme.mix_targets.create(by="sector", value="council", wanted=6)
    for status in ("accepted", "invited", "declined"):
        make.participant(programme, organisation=council, status=status)
    words = look(staff, programme)
    assert "2 of 24 places given, 22 free" in words
    assert "2 of 6, 4 missing" in words


def test_it_is_shown_what_the_ticked_would_make_without_doing_it(staff, programme):
    make.admission(programme, places=1)
    programme.mix_targets.create(by="role", value="GP", wanted=2)
    wishes = [make.application(programme, role="GP") for _each in range(3)]
    answer = decide(staff, programme, "show", application=[each.pk for each in wishes])
    assert "3 of 1 places given, 2 more than there are" in answer.text
    assert "→ 3 of 2, 1 more than wanted" in answer.text
    assert answer.text.count(" checked") == 3
    assert not programme.participants.exists()


def test_a_deed_is_looked_at_before_it_is_done(staff, programme):
    wish = make.application(programme, name="Ann Bell")
    asked = decide(staff, programme, "offer", application=wish.pk)
    assert "Offer these people a place?" in asked.text
    assert "Ann Bell" in asked.text
    assert not programme.participants.exists()
    done = decide(staff, programme, "offer", application=wish.pk, sure="yes")
    assert "1 person is invited." in done.text
    assert programme.participants.get().status == Status.INVITED


def test_more_people_than_places_have_to_be_meant(staff, programme):
    make.admission(programme, places=1)
    keys = [make.application(programme).pk for _each in range(2)]
    asked = decide(staff, programme, "offer", application=keys)
    assert "I mean it: more people than places" in asked.text
    refused = decide(staff, programme, "offer", application=keys, sure="yes")
    assert refused.status_code == 409
    assert "Nothing was done: 1 place is free." in refused.text
    assert not programme.participants.exists()
    decide(staff, programme, "offer", application=keys, sure="yes", more="yes")
    assert programme.participants.count() == 2


def test_the_last_deed_is_undone_from_the_page(staff, programme):
    wish = make.application(programme)
    decide(staff, programme, "decline", application=wish.pk, sure="yes")
    assert "Undo" in look(staff, programme)
    answer = staff.post(coming(programme, "undo/"), secure=True, follow=True)
    assert "Undone." in answer.text
    wish.refresh_from_db()
    assert wish.state == "received"
    again = staff.post(coming(programme, "undo/"), secure=True, follow=True)
    assert "There is nothing to undo any more." in again.text


def test_what_was_decided_about_a_message_is_not_undone_among_those_who_come(staff, programme):
    waiting = make.message(make.participant(programme))
    decided = {"deed": "approve", "seen": f"{waiting.pk}.{waiting.version}"}
    staff.post(f"/programmes/{programme.slug}/messages/decide/", decided, secure=True)
    waiting.refresh_from_db()
    assert waiting.state == "approved"
    assert "Undo" not in look(staff, programme)


def test_an_answer_by_phone_says_who_follows_before_and_after(staff, programme):
    make.admission(programme, places=1, rule="in order")
    row, line = make.participant(programme), wait(programme)
    asked = decide(staff, programme, "no", person=row.pk)
    assert "By your rule these people are then invited" in asked.text
    assert str(line) in asked.text
    done = decide(staff, programme, "no", person=row.pk, sure="yes")
    assert f"{line} is invited from the waiting list" in done.text
    assert "followed by the rule: waiting since" in look(staff, programme)
    staff.post(coming(programme, "undo/"), secure=True)
    assert statuses(row, line) == [Status.ACCEPTED, Status.WAITING]


@pytest.mark.parametrize("keys", [{}, {"application": "x"}, {"do": "dance"}])
def test_what_is_not_understood_does_nothing_and_says_so(staff, programme, keys):
    answer = decide(staff, programme, **{"deed": keys.pop("do", "offer"), **keys})
    assert "Nothing was done:" in answer.text


def test_people_of_another_programme_are_not_touched(staff, programme):
    other = make.participant(make.programme(), status=Status.INVITED)
    wish = make.application(other.programme)
    answer = decide(staff, programme, "yes", person=other.pk, sure="yes")
    assert "Nothing was done" in answer.text
    decide(staff, programme, "offer", application=wish.pk, sure="yes")
    wish.refresh_from_db()
    assert (statuses(other), wish.state) == ([Status.INVITED], "received")
    page = staff.get(coming(programme, f"{other.pk}/substitute/"), secure=True)
    assert page.status_code == 404


def test_people_without_email_are_marked_and_named_before_a_deed(staff, programme):
    row = wait(programme, person=make.person(name="Otis Verney", email=None))
    assert "no e-mail: call or write" in look(staff, programme)
    asked = decide(staff, programme, "offer", person=row.pk)
    assert "they need a call or a letter: Otis Verney." in asked.text


def test_each_list_leads_to_writing_to_its_people(staff, programme):
    for status in ("waiting", "invited", "accepted"):
        make.participant(programme, status=status)
    words = look(staff, programme)
    for name in ("waiting", "invited", "participants"):
        assert f"/programmes/{programme.slug}/messages/write/?to={name}" in words


def test_the_waiting_list_stands_in_its_order(staff, programme):
    late, early = wait(programme, 1), wait(programme, 9)
    words = look(staff, programme)
    assert words.index(str(early)) < words.index(str(late))


def test_the_page_asks_as_often_for_three_of_each_as_for_one(staff, programme):
    make.admission(programme)
    programme.mix_targets.create(by="sector", value="health", wanted=3)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            look(staff, programme)
        return len(asked)

    def one_of_each():
        make.application(programme)
        old = make.participant(programme, status=Status.WITHDRAWN)
        for status in Status.values:
            make.participant(programme, status=status)
        make.participant(programme, stands_in_for=old)

    one_of_each()
    before = queries()
    for _each in range(2):
        one_of_each()
    assert queries() == before == 9


# places and mix


def settings_of(programme, **fields):
    data = {"places": 5, "rule": "by hand", "introduction": "Come.", "mix-roles": "GP: 2"}
    return {**data, "mix-sector-health": 3, "mix-organisations": "", **fields}


def test_places_mix_and_public_page_are_set_changed_and_removed(staff, programme):
    address = coming(programme, "settings/")
    assert "There is no public page" in staff.get(address, secure=True).text
    data = settings_of(programme, opens_at="2026-01-01T09:00", closes_at="2026-01-02T09:00")
    staff.post(address, data, secure=True)
    assert Admission.objects.get(programme=programme).places == 5
    targets = programme.mix_targets.values_list("by", "value", "wanted")
    assert set(targets) == {("role", "GP", 2), ("sector", "health", 3)}
    assert "GP: 2" in staff.get(address, secure=True).text
    changed = settings_of(programme, **{"mix-roles": "", "mix-sector-health": 4})
    staff.post(address, changed | {"mix-organisations": "Harbour Arts: 1"}, secure=True)
    assert set(targets.all()) == {("sector", "health", 4), ("organisation", "Harbour Arts", 1)}


def test_times_are_typed_by_the_clock_at_the_venue(staff, programme):
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    data = settings_of(programme, opens_at="2026-07-01T09:00")
    staff.post(coming(programme, "settings/"), data, secure=True)
    assert Admission.objects.get().opens_at.isoformat() == "2026-07-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mix-roles": "GP four"}, "is not understood"),
        ({"mix-roles": "GP: 1\ngp: 2"}, "is there twice"),
        ({"places": 0}, "places"),
        ({"opens_at": "2026-02-01T09:00", "closes_at": "2026-01-01T09:00"}, "close before they"),
        ({"mix-sector-health": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_set_stays_on_the_page_and_changes_nothing(staff, programme, wrong, words):
    answer = staff.post(
        coming(programme, "settings/"), settings_of(programme, **wrong), secure=True
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert "Come." in answer.text
    assert not Admission.objects.exists()


def test_more_places_are_given_by_the_rule_at_once(staff, programme):
    make.admission(programme, places=1, rule="in order")
    make.participant(programme)
    line = wait(programme)
    data = settings_of(programme, rule="in order", places=2)
    answer = staff.post(coming(programme, "settings/"), data, secure=True, follow=True)
    assert f"By your rule these people are invited now: {line}." in answer.text
    assert statuses(line) == [Status.INVITED]


# somebody comes instead


def test_a_substitute_is_named_on_the_page_and_taken_back_there(staff, programme):
    visit = make.visit(programme, title="The Foundry")
    row = make.participant(programme, visit=visit)
    address = coming(programme, f"{row.pk}/substitute/")
    assert "the visit to The Foundry" in staff.get(address, secure=True).text
    data = {"name": "Ann Bell", "organisation": "Trust", "sector": "arts", "accepted": "yes"}
    answer = staff.post(address, data, secure=True, follow=True)
    assert f"Ann Bell comes instead of {row}" in answer.text
    new = Participant.objects.get(stands_in_for=row)
    assert (new.visit, new.person.email, statuses(row)) == (visit, None, [Status.WITHDRAWN])
    words = look(staff, programme)
    assert f"stands in for {row}" in words
    assert "Ann Bell stands in" in words
    page = staff.get(coming(programme, f"{new.pk}/substitute/"), secure=True)
    assert f"Undo: {row} comes after all" in page.text
    staff.post(coming(programme, f"{new.pk}/substitute/undo/"), secure=True)
    assert statuses(row) == [Status.ACCEPTED]


def test_a_substitute_without_a_name_is_asked_for_and_nobody_is_made(staff, programme):
    row = make.participant(programme)
    data = {"email": "ann@example.org", "organisation": "Trust", "sector": "arts"}
    answer = staff.post(coming(programme, f"{row.pk}/substitute/"), data, secure=True)
    assert answer.status_code == 422
    assert "ann@example.org" in answer.text
    assert "Name whoever comes instead." in answer.text
    assert Person.objects.count() == 1


def test_nobody_is_made_where_somebody_known_has_a_place_already(staff, programme):
    row, mate = make.participants(programme, 2)
    data = {"name": str(mate), "email": mate.person.email, "organisation": "New", "sector": "arts"}
    address = coming(programme, f"{row.pk}/substitute/")
    answer = staff.post(address, data | {"accepted": "no"}, secure=True)
    assert "has a place already" in answer.text
    assert not Person.objects.filter(organisation__name="New").exists()


# in the records


def test_a_status_written_into_the_record_frees_the_place_too(staff, programme):
    make.admission(programme, places=1, rule="in order")
    visit = make.visit(programme)
    row, line = make.participant(programme, visit=visit), wait(programme)
    inlines = {
        f"{name}-{part}": 0
        for name in ("needs", "preferences", "refusals", "seats")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    person = {"person": row.person_id, "organisation": row.organisation_id}
    data = {**person, "status": "withdrawn", "visit": visit.pk}
    address = f"/admin/participants/participant/{row.pk}/change/"
    answer = staff.post(address, data | inlines, secure=True)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.visit, statuses(line)) == ("withdrawn", None, [Status.INVITED])
