"""Forms move with the days they belong to, until they open."""

import io
from datetime import date, time, timedelta

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from django.db.models import RestrictedError
from django.test import Client
from django.urls import reverse

from evaluations import actions, workbook
from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.moments import slots
from programmes.models import CafeConversation, Programme, Session, SiteVisit
from tests import factories

pytestmark = pytest.mark.django_db
TODAY, FIRST = date(2027, 3, 1), date(2027, 5, 3)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(
        slug="aldermouth", starts_on=FIRST, ends_on=FIRST + timedelta(days=1)
    )
    factories.objective(programme)
    factories.session(programme, title="Welcome")
    factories.visit(programme)
    factories.cafe(programme)
    EvaluationPlan.objects.create(programme=programme)
    moments = [slot.slug for slot in slots(programme)]
    actions.add_questionnaires(programme=programme, moments=moments)
    return programme


def opens(programme, moment: str):
    return programme.questionnaires.filter(moment=moment).first().opens_at


def moves(programme, moment: str, change) -> timedelta:
    before = opens(programme, moment)
    change()
    return opens(programme, moment) - before


def test_forms_follow_the_programme(programme):
    def a_week_later():
        programme.starts_on += timedelta(days=7)
        programme.ends_on += timedelta(days=7)
        programme.save()

    assert moves(programme, "follow-up", a_week_later) == timedelta(days=7)


def test_a_form_follows_its_session(programme):
    session = Session.objects.get()
    session.ends = time(11)
    assert moves(programme, "session", session.save) == timedelta(hours=1)


def test_the_form_before_closes_when_the_first_session_begins(programme):
    session = Session.objects.get()
    session.starts = time(8, 15)
    session.save()
    closes = programme.questionnaires.get(moment="before").closes_at
    assert closes == programme.at(FIRST, time(8, 15))


def test_a_form_follows_the_visits(programme):
    visit = SiteVisit.objects.get()
    visit.ends = time(12, 30)
    assert moves(programme, "visits", visit.save) == timedelta(hours=1)


def test_a_form_follows_its_café(programme):
    cafe = CafeConversation.objects.get()
    cafe.minutes += 10
    assert moves(programme, "café", cafe.save) == timedelta(minutes=30)


def test_the_follow_up_follows_its_day_in_the_plan(programme):
    plan = EvaluationPlan.objects.get()
    plan.follow_up_day = 150
    assert moves(programme, "follow-up", plan.save) == timedelta(days=30)


def test_a_session_of_another_name_names_its_form(programme):
    session = Session.objects.get()
    session.title = "A warm welcome"
    session.save()
    assert programme.questionnaires.get(moment="session").title == "About “A warm welcome”"


def test_an_own_title_stays(programme):
    programme.questionnaires.filter(moment="session").update(title="Tell us about the start")
    Session.objects.get().save()
    assert programme.questionnaires.get(moment="session").title == "Tell us about the start"


def test_a_form_that_has_opened_stays_where_it_is(programme):
    form = programme.questionnaires.get(moment="before")
    with time_machine.travel(form.opens_at + timedelta(hours=1)):
        programme.starts_on += timedelta(days=7)
        programme.ends_on += timedelta(days=7)
        programme.save()
    assert opens(programme, "before") == form.opens_at


def test_a_form_set_by_hand_stays_where_it_is(programme):
    programme.questionnaires.filter(moment="end").update(follows_dates=False)

    def later():
        programme.ends_on += timedelta(days=1)
        programme.save()

    assert moves(programme, "end", later) == timedelta(0)


def test_following_twice_moves_nothing(programme):
    assert actions.follow_dates(programme=programme) == 0


def test_forms_follow_a_workbook(programme):
    file = io.BytesIO()
    workbook.export(programme, file)
    book = openpyxl.load_workbook(file)
    sheet = next(one for one in book if one.title == "Programme")
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, type(sheet["A1"].value)):
                continue
            if str(cell.value).startswith("2027-05-0"):
                cell.value += timedelta(days=7)
    changed = io.BytesIO()
    book.save(changed)

    def bring_in():
        outcome = workbook.bring_in(workbook.read(io.BytesIO(changed.getvalue())))
        assert outcome.saved

    assert moves(programme, "follow-up", bring_in) == timedelta(days=7)


def test_the_worker_moves_what_moved_while_nobody_told_us(programme):
    later = {"ends_on": programme.ends_on + timedelta(days=2)}
    Programme.objects.filter(pk=programme.pk).update(**later)
    call_command("work", once=True)
    assert opens(programme, "follow-up").date() == later["ends_on"] + timedelta(days=120)


def test_hours_changed_in_the_records_are_kept(programme):
    form = programme.questionnaires.get(moment="end")
    staff = Client()
    staff.force_login(factories.member(programme))
    address = reverse("admin:evaluations_questionnaire_change", args=[form.pk])
    data = {
        "programme": programme.pk,
        "title": form.title,
        "moment": form.moment,
        "slug": form.slug,
        "introduction": form.introduction,
        "opens_at_0": "2027-05-04",
        "opens_at_1": "12:00",
        "closes_at_0": "2027-05-20",
        "closes_at_1": "18:00",
        "follows_dates": "on",
    }
    answer = staff.post(address, data, secure=True, follow=True)
    assert "no longer moves" in answer.text
    form.refresh_from_db()
    assert (form.opens_at, form.follows_dates) == (programme.at(date(2027, 5, 4), time(12)), False)


def test_a_session_with_a_form_is_not_removed_unnoticed(programme):
    with pytest.raises(RestrictedError):
        Session.objects.get().delete()
    assert Questionnaire.objects.filter(moment="session").exists()
