"""Letters with their values in them, for every step and whoever gets it."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.correspondence.composing import compose
from evaluations.correspondence.house import HOUSE
from evaluations.correspondence.placeholders import ALL, BY_NAME, placeholders_of
from evaluations.correspondence.wording import house_wording, wordings_of
from participants.consents import Purpose, say, texts_today
from participants.models import Step, Template, VisitChoice
from participants.outbox.filling import names_in
from programmes.models import Challenge, Programme
from tests import factories as make
from tests import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return letters.programme()


def one(programme, step, owner=None, **changes):
    owner = owner or letters.owners(programme, step, 1)[0]
    about = {owner.pk: letters.about(programme, step, owner)}
    wording = replace(house_wording(step), **changes)
    return compose(programme, step, [owner], about, wording)[owner.pk]


def test_every_step_has_its_words():
    assert set(HOUSE) == set(Step)


@pytest.mark.parametrize("step", Step)
def test_the_house_names_nothing_that_does_not_fit_its_step(step):
    house = HOUSE[step]
    allowed = {each.name for each in placeholders_of(step)}
    assert set(names_in(f"{house.subject}\n{house.text}")) <= allowed


@pytest.mark.parametrize("step", Step)
def test_the_house_words_say_everything_of_somebody_whose_places_are_known(programme, step):
    letter = one(programme, step)
    assert letter.missing == ()
    assert "{" not in letter.text.replace("{link}", "")
    assert "{" not in letter.subject
    assert "\n\n\n" not in letter.text


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("kind", ["participant", "contribution", "observer", "application"])
def test_the_house_words_fit_every_kind_of_recipient_of_their_step(programme, step, kind):
    guest = letters.participant(programme)
    owner = {
        "participant": guest,
        "contribution": letters.giver(programme, (HOUSE[step].kinds or ("speaker",))[0]),
        "observer": letters.observer(guest),
        "application": letters.application(programme),
    }[kind]
    assert kind not in HOUSE[step].owners or one(programme, step, owner).missing == ()


def queries(programme, step, number, wording=None) -> int:
    owners = letters.owners(programme, step, number)
    about = {owner.pk: letters.about(programme, step, owner) for owner in owners}
    fresh = Programme.objects.get(pk=programme.pk)
    with CaptureQueriesContext(connection) as asked:
        assert len(compose(fresh, step, owners, about, wording)) == number
    return len(asked)


@pytest.mark.parametrize("step", Step)
def test_a_step_asks_as_often_for_one_as_for_three(programme, step):
    assert queries(programme, step, 1) == queries(programme, step, 3)


@pytest.mark.parametrize("placeholder", ALL, ids=lambda each: each.name)
@pytest.mark.parametrize("is_bare", [False, True])
def test_a_placeholder_asks_as_often_for_one_as_for_three(programme, placeholder, is_bare):
    """Also where nothing is there that it could name."""
    if is_bare:
        VisitChoice.objects.all().delete()
        Challenge.objects.all().delete()
    step = next(step for step in Step if placeholder.fits(step))
    wording = replace(house_wording(step), subject="S", text=f"{{{placeholder.name}}}")
    assert queries(programme, step, 1, wording) == queries(programme, step, 3, wording)


def test_joining_instructions_say_where_and_when(programme):
    guest = letters.participant(programme, person=make.person(name="Bea Marsh"))
    letter = one(programme, Step.JOINING, guest)
    assert letter.text.startswith("Dear Bea,")
    assert "It begins: Friday 20 November, 13:00" in letter.text
    assert "13:00–14:00 The challenge is set" in letter.text
    assert "Your visit: Open Data Mill\nWhen: Friday 20 November, 09:30–11:30" in letter.text
    assert "Meet: North door" in letter.text
    assert "Round 1, 12:00: Table 1" in letter.text
    assert "Wear:" not in letter.text
    assert "With you" not in letter.text


def test_the_facts_are_the_programme_s_and_never_the_person_s(programme):
    letter = one(programme, Step.INVITATION)
    assert letter.facts["programme"] == "Leading Across Aldermouth"
    assert letter.facts["dates"] == "20–21 November 2026"
    assert {"first_name", "link"}.isdisjoint(letter.facts)


def test_the_link_stays_and_nobody_can_bring_in_another(programme):
    programme.venue = "{link}"
    letter = one(programme, Step.INVITATION)
    assert letter.text.count("{link}") == 1
    assert "Where: (link), Aldermouth" in letter.text


def test_what_has_no_value_or_is_unknown_is_missing(programme):
    programme.contact_name = programme.contact_email = ""
    letter = one(programme, Step.INVITATION, subject="{firstname}", text="{contact} {{place}}")
    assert letter.missing == ("firstname", "contact", "{place}")


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Bea Marsh", "Bea"),
        ("Dr Khan", "Dr Khan"),
        ("Dame Ines Calder", "Dame Ines Calder"),
        ("Station Officer Kay Dunmore", "Station Officer Kay Dunmore"),
        ("Björk", "Björk"),
    ],
)
def test_nobody_is_greeted_by_their_title_alone(programme, name, greeting):
    guest = letters.participant(programme, person=make.person(name=name))
    assert one(programme, Step.BY_HAND, guest, text="{first_name}").text == greeting


def test_the_evening_before_tells_of_that_day_alone(programme):
    guest = letters.participant(programme)
    make.session(programme, title="Answers", day=date(2026, 11, 21), starts=time(10), ends=time(11))
    about = {guest.pk: date(2026, 11, 21)}
    text = compose(programme, Step.EVE, [guest], about)[guest.pk].text
    assert "Answers" in text
    assert "The challenge is set" not in text
    assert "Open Data Mill" not in text
    assert "Round 1" not in text


def test_hosts_read_who_comes_as_far_as_they_agreed_and_leaders_how_many(programme):
    shown = letters.participant(programme, person=make.person(name="Bea Marsh"))
    letters.participant(programme, person=make.person(name="Colm Reid"))
    agree = {texts_today()[Purpose.LIST].pk: True}
    say(programme=programme, person=shown.person, answers=agree)
    host, leader = letters.giver(programme, "host"), letters.giver(programme, "leader")
    text = one(programme, Step.BRIEF_HOST, host).text
    assert "Who comes:\n2 people\nBy name, as they agreed: Bea Marsh\n" in text
    assert "Colm Reid" not in text
    assert "Round 1, 12:00: 2 guests" in one(programme, Step.BRIEF_LEADER, leader).text


def test_whoever_was_put_forward_reads_by_whom(programme):
    put = letters.application(programme, nominated_by="Colm Reid")
    by_themselves = letters.application(programme)
    assert "put forward by: Colm Reid" in one(programme, Step.RECEIVED, put).text
    assert "put forward" not in one(programme, Step.RECEIVED, by_themselves).text


def test_a_host_whose_visitors_are_not_known_yet_reads_no_empty_list(programme):
    text = one(programme, Step.BRIEF_HOST).text
    assert "Who comes" not in text


def test_people_of_another_programme_get_no_letter(programme):
    stranger = make.participant(make.programme())
    assert compose(programme, Step.INVITATION, [stranger]) == {}


def test_a_programme_s_own_words_take_the_place_of_the_house_s(programme):
    Template.objects.create(
        programme=programme, step=Step.EVE, subject="Soon", text="X", clock=time(18), days=-2
    )
    found = wordings_of(programme)
    assert list(found) == list(HOUSE)
    assert (found[Step.EVE].subject, found[Step.EVE].days) == ("Soon", -2)
    assert found[Step.JOINING] == house_wording(Step.JOINING)


def test_what_goes_by_a_day_goes_by_the_clock_at_the_venue_also_in_summer(programme):
    joining = house_wording(Step.JOINING)
    first = programme.at(date(2026, 4, 1), time(10))
    assert joining.due_at(programme, first).isoformat() == "2026-03-18T09:00:00+00:00"
    summer = programme.at(date(2026, 7, 1), time(10))
    assert joining.due_at(programme, summer).isoformat() == "2026-06-17T09:00:00+01:00"


def test_what_happens_is_told_at_once(programme):
    moment = programme.at(date(2026, 11, 30), time(16))
    assert house_wording(Step.FEEDBACK).due_at(programme, moment) == moment


def test_every_name_is_short_enough_to_be_typed():
    assert all(name.islower() and len(name) < 20 for name in BY_NAME)
