import pytest
from django.test import Client

from evaluations.models import Questionnaire
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(time_zone="America/New_York")
    factories.objective(programme)
    return programme


@pytest.fixture
def plan(programme):
    """Post the planning page with two moments."""
    client = Client()
    client.force_login(factories.member(programme))

    def plan(opens: str, closes: str):
        data = {}
        for name, moment in (("opens_at", opens), ("closes_at", closes)):
            data[f"{name}_0"], data[f"{name}_1"] = moment.split()
        return client.post(f"/programmes/{programme.slug}/forms/plan/", data, secure=True)

    return plan


def test_the_standard_form_is_planned_by_the_clock_at_the_venue(plan):
    response = plan("2026-11-21 16:00", "2026-12-03 12:00")
    assert response.status_code == 302
    form = Questionnaire.objects.get()
    assert form.opens_at.isoformat() == "2026-11-21T21:00:00+00:00"
    assert form.questions.filter(code__in=["O1", "T1"]).count() == 2


def test_a_form_that_closes_before_it_opens_is_refused(plan):
    response = plan("2026-11-21 16:00", "2026-11-21 12:00")
    assert "The form closes before it opens." in response.content.decode()
    assert not Questionnaire.objects.exists()


def test_a_second_form_for_the_end_is_refused_in_a_sentence(plan):
    plan("2026-11-21 16:00", "2026-12-03 12:00")
    response = plan("2026-11-21 16:00", "2026-12-03 12:00")
    assert "The programme has a questionnaire of this short name." in response.content.decode()
    assert Questionnaire.objects.count() == 1
