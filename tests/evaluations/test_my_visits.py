"""Saying which visits one wants, or taking a place, on one's own page."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Questionnaire
from participants.models import Participant, PersonalNeeds, VisitChoice, VisitRefusal
from participants.placing.visits import (
    draft_visits,
    pin_to_visit,
    publish_visits,
    rank_visits,
)
from programmes.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def choice(programme):
    return factories.visit_choice(programme)


@pytest.fixture
def first_come(programme):
    return factories.visit_choice(programme, first_come=True)


@pytest.fixture
def visits(programme):
    names = ("Canal Trust", "Fire Station", "Open Data Mill")
    return [factories.visit(programme, title=name, step_free=True) for name in names]


@pytest.fixture
def someone(programme):
    return factories.participant(programme)


@pytest.fixture
def address(someone):
    return reverse("my_visits", args=[factories.token(someone)])


def says(*pairs):
    """The fields as the page sends them."""
    return {f"v{visit.pk}": value for visit, value in pairs}


def ranking_of(participant):
    return [each.visit.title for each in participant.preferences.all()]


def refusals_of(participant):
    return {each.visit.title: each.reason for each in participant.refusals.all()}


def offer(response, visit):
    return next(each for each in response.context["page"].offers if each.key == visit.pk)


def test_each_visit_tells_what_it_is_who_hosts_it_and_what_to_wear(client, choice, address):
    host = factories.organisation(name="Aldermouth Water")
    visit = factories.visit(
        choice.programme,
        host=host,
        theme="Who decides in a flood?",
        description="A walk along the weir.",
        dress="boots",
        capacity=7,
    )
    person = factories.person(name="Ines Vale")
    Contribution.objects.create(
        programme=choice.programme, person=person, kind="host", status="yes", visit=visit
    )
    text = client.get(address).text
    said = ("Aldermouth Water: Ines Vale", "Who decides in a flood?", "A walk along the weir.")
    for part in (*said, "boots", "there are steps", "09:30–11:30", "<dd>7</dd>"):
        assert part in text


def test_a_ranking_and_a_refusal_are_saved_with_thanks_and_a_date(
    client, choice, visits, someone, address
):
    canal, fire, mill = visits
    sent = says((canal, "2"), (fire, "conflict"), (mill, "1"))
    response = client.post(address, sent, follow=True)
    assert ranking_of(someone) == ["Open Data Mill", "Canal Trust"]
    assert refusals_of(someone) == {"Fire Station": "conflict"}
    assert "Thank you." in response.text
    assert "You can change this until" in response.text
    assert response.context["page"].said == (
        ("Open Data Mill", "First choice"),
        ("Canal Trust", "Second choice"),
        ("Fire Station", "Not for me: a conflict of interest"),
    )


def test_what_is_sent_again_replaces_what_was_sent_before(client, choice, visits, someone, address):
    canal, fire, mill = visits
    client.post(address, says((canal, "1"), (fire, "access")))
    client.post(address, says((mill, "1"), (canal, "2")))
    assert ranking_of(someone) == ["Open Data Mill", "Canal Trust"]
    assert refusals_of(someone) == {}


def test_a_ranking_with_a_gap_is_closed_up(client, choice, visits, someone, address):
    canal, _fire, mill = visits
    response = client.post(address, says((canal, "3"), (mill, "1")), follow=True)
    assert ranking_of(someone) == ["Open Data Mill", "Canal Trust"]
    assert [each.value for each in offer(response, canal).ranks if each.selected] == ["2"]


def test_two_visits_of_one_rank_are_told_beside_both_and_nothing_is_lost(
    client, choice, visits, someone, address
):
    canal, fire, mill = visits
    rank_visits(participant=someone, ranking=[mill])
    sent = says((canal, "1"), (fire, "1"), (mill, "access"))
    response = client.post(address, sent)
    assert response.status_code == 422
    assert offer(response, canal).error == (
        "“First choice” also stands beside Fire Station. Change one of them."
    )
    assert "beside Canal Trust" in offer(response, fire).error
    assert offer(response, mill).error == ""
    chosen = {
        f"v{each.key}": option.value
        for each in response.context["page"].offers
        for option in (*each.ranks, *each.reasons)
        if option.selected
    }
    assert chosen == sent
    assert ranking_of(someone) == ["Open Data Mill"]


@pytest.mark.parametrize("value", ["4", "0", "-1", "perhaps", "²"])
def test_what_is_not_in_the_list_is_refused(client, choice, visits, someone, address, value):
    response = client.post(address, says((visits[0], value)))
    assert response.status_code == 422
    assert offer(response, visits[0]).error == "Choose from the list."
    assert ranking_of(someone) == []


def test_a_visit_of_another_programme_cannot_be_ranked(client, choice, visits, someone, address):
    theirs = factories.visit(factories.programme())
    client.post(address, says((theirs, "1"), (visits[0], "2")))
    assert ranking_of(someone) == ["Canal Trust"]


def test_nothing_chosen_is_an_answer_too(client, choice, visits, someone, address):
    rank_visits(participant=someone, ranking=visits)
    response = client.post(address, says(*((visit, "") for visit in visits)), follow=True)
    assert "any visit suits you" in response.text
    assert ranking_of(someone) == []


def test_ones_own_organisation_is_shown_as_not_possible_and_not_ranked(
    client, choice, visits, someone, address
):
    own = factories.visit(choice.programme, host=someone.organisation, step_free=True)
    response = client.get(address)
    assert "your own organisation" in offer(response, own).why_not
    assert f'name="v{own.pk}"' not in response.text
    assert len(offer(response, visits[0]).ranks) == 3
    client.post(address, says((own, "1"), (visits[0], "2")))
    assert ranking_of(someone) == ["Canal Trust"]


def test_steps_and_visits_called_off_are_named_as_reasons(client, choice, visits, someone, address):
    PersonalNeeds.objects.create(participant=someone, step_free=True)
    steps = factories.visit(choice.programme, step_free=False)
    off = factories.visit(choice.programme, called_off=True)
    response = client.get(address)
    assert "steps" in offer(response, steps).why_not
    assert "called off" in offer(response, off).why_not


def test_a_refusal_an_organiser_noted_of_a_visit_not_offered_stays(
    client, choice, visits, someone, address
):
    own = factories.visit(choice.programme, title="Own", host=someone.organisation)
    VisitRefusal.objects.create(participant=someone, visit=own, reason="employer")
    client.post(address, says((visits[0], "1")))
    assert refusals_of(someone) == {"Own": "employer"}


def test_what_an_organiser_entered_stands_chosen_on_the_page(
    client, choice, visits, someone, address
):
    rank_visits(participant=someone, ranking=[visits[2]], refusals={visits[0]: "access"})
    page = client.get(address).context["page"]
    assert page.said == (
        ("Open Data Mill", "First choice"),
        ("Canal Trust", "Not for me: I could not get there or take part"),
    )


def test_before_it_opens_the_page_says_when_and_takes_nothing(
    client, choice, visits, someone, address
):
    with time_machine.travel(choice.opens_at - timedelta(days=1)):
        text = client.get(address).text
        late = client.post(address, says((visits[0], "1")))
    assert "You can choose from" in text
    assert "Canal Trust" in text
    assert "<select" not in text
    assert late.status_code == 403
    assert ranking_of(someone) == []


def test_after_it_closed_the_page_says_so_and_gives_back_what_came_too_late(
    client, choice, visits, someone, address
):
    rank_visits(participant=someone, ranking=[visits[1]])
    with time_machine.travel(choice.closes_at):
        text = client.get(address).text
        late = client.post(address, says((visits[0], "1")))
    assert "The choice closed on" in text
    assert "Fire Station" in text
    assert late.status_code == 403
    assert late.context["page"].said == (("Canal Trust", "First choice"),)
    assert ranking_of(someone) == ["Fire Station"]


def test_times_are_told_by_the_clock_at_the_venue(client, programme, someone, address):
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    closes = timezone.now().replace(hour=12, minute=0) + timedelta(days=2)
    VisitChoice.objects.create(
        programme=programme, opens_at=closes - timedelta(days=3), closes_at=closes
    )
    assert "21:00" in client.get(address).text


def test_without_a_choice_there_is_nothing_to_choose(client, visits, someone, address):
    assert "nothing to choose yet" in client.get(address).text
    assert client.post(address, says((visits[0], "1"))).status_code == 403


@pytest.mark.parametrize("status", ["invited", "waiting", "declined", "withdrawn"])
def test_only_those_who_have_a_place_in_the_programme_choose(client, choice, visits, status):
    someone = factories.participant(choice.programme, status=status)
    address = reverse("my_visits", args=[factories.token(someone)])
    assert "Only those who have a place" in client.get(address).text
    assert client.post(address, says((visits[0], "1"))).status_code == 403
    assert ranking_of(someone) == []


def test_after_publication_the_page_shows_the_place_and_what_it_was_among_the_wishes(
    client, choice, visits, someone, address
):
    rank_visits(participant=someone, ranking=visits)
    draft_visits(programme=choice.programme, places={someone.pk: visits[1].pk})
    assert "Your visit to Fire Station" not in client.get(address).text
    publish_visits(programme=choice.programme)
    text = client.get(address).text
    assert "Your visit to Fire Station" in text
    assert "Second choice" in text
    assert client.post(address, says((visits[0], "1"))).status_code == 403
    assert len(ranking_of(someone)) == 3


def test_places_that_were_published_end_a_choice_before_it_opens(
    client, choice, visits, someone, address
):
    draft_visits(programme=choice.programme, places={someone.pk: visits[1].pk})
    publish_visits(programme=choice.programme)
    with time_machine.travel(choice.opens_at - timedelta(days=1)):
        text = client.get(address).text
    assert "Places have been given." in text
    assert "You can choose from" not in text


def test_a_place_given_without_a_choice_is_shown(client, visits, someone, address):
    someone.visit = visits[0]
    someone.save()
    text = client.get(address).text
    assert "The organisers have given you a place." in text
    assert "Your visit to Canal Trust" in text


def test_my_page_leads_to_the_choice_while_it_is_open(client, choice, visits, someone, address):
    mine = address.removesuffix("visits/")
    assert f'href="{address}"' in client.get(mine).text
    client.post(address, says((visits[0], "1")))
    assert "You have chosen." in client.get(mine).text
    with time_machine.travel(choice.closes_at):
        assert address not in client.get(mine).text


def test_a_place_is_taken_with_one_press_and_the_page_says_how_many_are_left(
    client, first_come, someone, address
):
    visit = factories.visit(first_come.programme, capacity=3)
    factories.participant(first_come.programme, visit=visit)
    factories.participant(first_come.programme, visit=visit, status="withdrawn")
    assert "2 of 3 left" in client.get(address).text
    response = client.post(address, {"visit": visit.pk}, follow=True)
    someone.refresh_from_db()
    assert someone.visit == visit
    assert "The place is yours." in response.text
    assert "1 of 3 left" in response.text


def test_who_comes_too_late_for_the_last_place_is_told_beside_the_visit(
    client, first_come, someone, address
):
    full = factories.visit(first_come.programme, title="Weir", capacity=1)
    factories.participant(first_come.programme, visit=full)
    assert "All places are taken." in client.get(address).text
    response = client.post(address, {"visit": full.pk})
    assert response.status_code == 409
    assert offer(response, full).error == "Weir has no place for you any more."
    assert Participant.objects.get(pk=someone.pk).visit is None


@pytest.mark.parametrize("key", ["", "x", "999999"])
def test_a_place_on_a_visit_that_is_not_there_is_not_taken(client, first_come, address, key):
    assert client.post(address, {"visit": key}).status_code == 422


def test_nobody_takes_a_place_where_places_are_given(client, choice, visits, someone, address):
    client.post(address, {"visit": visits[0].pk})
    assert Participant.objects.get(pk=someone.pk).visit is None


def test_nobody_takes_a_place_after_closing_or_on_a_visit_of_another_programme(
    client, first_come, visits, someone, address
):
    theirs = factories.visit(factories.programme())
    assert client.post(address, {"visit": theirs.pk}).status_code == 422
    with time_machine.travel(first_come.closes_at):
        assert client.post(address, {"visit": visits[0].pk}).status_code == 403
    assert Participant.objects.get(pk=someone.pk).visit is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_visits_as_for_one(
    client, choice, someone, address, rows, django_assert_num_queries
):
    made = [factories.visit(choice.programme) for _unused in range(rows)]
    rank_visits(participant=someone, ranking=made)
    with django_assert_num_queries(12):
        client.get(address)


def test_no_form_takes_the_address_of_the_choice(programme):
    form = factories.questionnaire(programme)
    form.slug = "visits"
    with pytest.raises(ValidationError, match="taken by another page"):
        Questionnaire.full_clean(form)


def test_the_admin_takes_opening_and_closing_as_the_clock_at_the_venue_shows_them(
    client, settings, programme
):
    settings.REQUIRE_SECOND_FACTOR = False
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    client.force_login(factories.member(programme))
    data = {"programme": programme.pk, "opens_at_0": "2026-11-01", "opens_at_1": "09:00"}
    client.post(reverse("admin:participants_visitchoice_add"), data)
    assert programme.visit_choice.opens_at.isoformat() == "2026-11-01T00:00:00+00:00"


def test_organisers_enter_wishes_and_refusals_on_the_record_of_a_participant(
    client, settings, programme, visits, someone
):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(factories.member(programme))
    address = reverse("admin:participants_participant_change", args=[someone.pk])
    lines = {
        "needs": {},
        "seats": {},
        "preferences": {"rank": 1, "visit": visits[1].pk},
        "refusals": {"visit": visits[2].pk, "reason": "employer"},
    }
    data = {
        "person": someone.person_id,
        "organisation": someone.organisation_id,
        "status": someone.status,
    }
    for line, values in lines.items():
        data |= {f"{line}-TOTAL_FORMS": int(bool(values)), f"{line}-INITIAL_FORMS": 0}
        data |= {f"{line}-0-{name}": value for name, value in values.items()}
    assert client.post(address, data).status_code == 302
    assert ranking_of(someone) == ["Fire Station"]
    assert refusals_of(someone) == {"Open Data Mill": "employer"}


def test_a_place_is_given_up_and_free_for_somebody_else(
    client, first_come, visits, someone, address
):
    client.post(address, {"visit": visits[0].pk})
    page = client.post(address, {"give_up": "yes"}, follow=True)
    assert "Your place is free for somebody else." in page.content.decode()
    assert Participant.objects.get(pk=someone.pk).visit is None
    assert "Take a place" in page.content.decode()
    client.post(address, {"visit": visits[0].pk})
    assert Participant.objects.get(pk=someone.pk).visit == visits[0]


def test_a_place_the_organisers_gave_is_not_given_up_here(client, choice, visits, someone, address):
    publish_visits_for(someone, visits[0])
    client.post(address, {"give_up": "yes"})
    assert Participant.objects.get(pk=someone.pk).visit == visits[0]


def publish_visits_for(person, visit):
    draft_visits(programme=person.programme, places={person.pk: visit.pk})
    publish_visits(programme=person.programme)


def why_on(client, address) -> list[str]:
    """What the personal page and the page of visits say of the place."""
    pages = [client.get(address.removesuffix("visits/")), client.get(address)]
    return [page.context["page"].visit.why for page in pages]


def test_why_it_is_not_the_first_choice_is_said_once_it_is_published(
    client, choice, visits, someone, address
):
    first, second, _third = visits
    first.capacity = 1
    first.save()
    rival = factories.participant(choice.programme)
    for person in (someone, rival):
        rank_visits(participant=person, ranking=[first, second])
    draft_visits(programme=choice.programme, places={someone.pk: second.pk, rival.pk: first.pk})
    someone.visit = second
    someone.save()
    assert why_on(client, address) == ["", ""]
    publish_visits(programme=choice.programme)
    words = "Your second choice. Your first, Canal Trust, was full: 2 asked for its one place."
    assert why_on(client, address) == [words, words]


def test_why_speaks_of_what_was_published_and_not_of_the_draft(
    client, choice, visits, someone, address
):
    first, second, _third = visits
    rank_visits(participant=someone, ranking=[first, second])
    publish_visits_for(someone, first)
    draft_visits(programme=choice.programme, places={someone.pk: second.pk})
    pin_to_visit(participant=someone)
    assert why_on(client, address)[0] == "Your first choice."


def test_whoever_is_left_without_a_place_reads_why_on_their_page(
    client, choice, visits, someone, address
):
    rank_visits(participant=someone, ranking=visits[:1])
    visits[0].called_off = True
    visits[0].save()
    publish_visits(programme=choice.programme)
    page = client.get(address.removesuffix("visits/")).context["page"]
    words = "You have no place yet. Your first, Canal Trust, is called off."
    assert page.without_visit == words


def test_a_visit_called_off_is_not_shown_as_if_it_took_place(
    client, choice, visits, someone, address
):
    publish_visits_for(someone, visits[0])
    visits[0].called_off = True
    visits[0].save()
    with time_machine.travel(datetime.combine(visits[0].day, time(8), UTC)):
        text = client.get(address.removesuffix("visits/")).content.decode()
    assert "Your visit to Canal Trust is called off" in text
    assert "The organisers are looking for another place for you" in text
