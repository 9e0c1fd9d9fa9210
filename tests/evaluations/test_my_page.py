from datetime import time, timedelta

import pytest
import time_machine
from django.utils import timezone

from participants.models import Team
from programmes.models import Challenge, Contribution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """Its days are ahead, so that the page still says where to go."""
    first = timezone.localdate() + timedelta(days=8)
    return factories.programme(starts_on=first, ends_on=first + timedelta(days=1))


@pytest.fixture
def someone(programme):
    return factories.participant(programme)


def page(client, someone):
    return client.get(f"/me/{factories.token(someone)}/")


def test_my_page_tells_where_my_visit_is_and_what_to_bring(client, programme, someone):
    someone.visit = factories.visit(
        programme,
        title="Open Data Mill",
        meeting_point="Guildhall door at 09:10",
        dress="flat shoes",
        identification="photo card",
        step_free=True,
    )
    someone.save()
    text = page(client, someone).text
    for part in ("Open Data Mill", "Guildhall door at 09:10", "flat shoes", "photo card"):
        assert part in text
    assert "09:30–11:30" in text
    assert "step-free" in text


def test_a_host_who_said_no_is_not_named(client, programme, someone):
    someone.visit = factories.visit(programme)
    someone.save()
    for status in ("yes", "no"):
        Contribution.objects.create(
            programme=programme,
            person=factories.person(name=f"Host {status}"),
            kind="host",
            status=status,
            visit=someone.visit,
        )
    text = page(client, someone).text
    assert "Host yes" in text
    assert "Host no" not in text


def test_my_tables_stand_in_the_agenda_with_their_times(client, programme, someone):
    factories.session(programme, kind="café", title="Café", starts=time(12), ends=time(13))
    cafe = factories.cafe(programme, starts=time(12), minutes=20)
    factories.seat(someone, cafe, round=1)
    factories.seat(someone, cafe, round=2)
    text = page(client, someone).text
    assert "12:00 · table 1" in text
    assert "12:20 · table 1" in text


def test_my_tables_stand_there_without_a_session_for_the_cafe(client, programme, someone):
    factories.session(programme, title="Lunch", starts=time(13), ends=time(14))
    cafe = factories.cafe(programme, title="Evening café", starts=time(18), room="Long Room")
    factories.seat(someone, cafe)
    text = page(client, someone).text
    assert "18:00 · table 1" in text
    assert text.index("Lunch") < text.index("Evening café")


def test_two_cafes_of_one_day_stand_each_in_its_own_session(client, programme, someone):
    for hour in (12, 18):
        factories.session(programme, kind="café", starts=time(hour), ends=time(hour + 1))
        factories.seat(someone, factories.cafe(programme, starts=time(hour)))
    text = page(client, someone).text
    assert text.count("12:00 · table 1") == text.count("18:00 · table 1") == 1


def test_my_team_and_who_is_in_it(client, programme, someone):
    someone.team = Team.objects.create(programme=programme, name="Kestrel")
    someone.save()
    mate = factories.participant(programme, team=someone.team)
    text = page(client, someone).text
    assert "Team Kestrel" in text
    assert mate.person.name in text


def test_an_open_form_stands_first_and_later_ones_say_when(client, programme, someone):
    form = factories.questionnaire(programme, title="How was it?")
    text = page(client, someone).text
    assert "Give your feedback" in text
    with time_machine.travel(form.opens_at - timedelta(days=1)):
        text = page(client, someone).text
    assert "Give your feedback" not in text
    assert "opens on" in text


def test_the_challenge_and_its_papers_are_at_hand(client, programme, someone):
    challenge = Challenge.objects.create(programme=programme, question="Who waits, and why?")
    challenge.papers.create(title="Waiting lists", address="https://example.org/waiting.pdf")
    text = page(client, someone).text
    assert "Who waits, and why?" in text
    assert 'href="https://example.org/waiting.pdf"' in text


def test_nobody_sees_the_forms_of_another_programme(client, someone):
    factories.questionnaire(factories.programme(), title="Elsewhere")
    assert "Elsewhere" not in page(client, someone).text


def test_a_page_without_anything_yet_is_still_a_page(client, someone):
    assert page(client, someone).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_my_page_asks_the_same_of_the_database_for_one_row_and_three(
    client, programme, someone, rows, django_assert_num_queries
):
    cafe = factories.cafe(programme)
    challenge = Challenge.objects.create(programme=programme, question="Who waits, and why?")
    for round_ in range(1, rows + 1):
        challenge.papers.create(title=f"Paper {round_}")
        factories.session(programme)
        factories.questionnaire(programme, slug=f"form-{round_}")
        factories.seat(someone, cafe, round=round_)
    token = factories.token(someone)
    with django_assert_num_queries(12):
        client.get(f"/me/{token}/")
