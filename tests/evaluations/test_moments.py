"""Which forms a programme can have, and by which clock they open and close."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from evaluations import actions, bank
from evaluations.bank import later
from evaluations.items import same_item
from evaluations.models import Question
from evaluations.moments import slots, slots_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """Two days in March; summer time begins in the night after the second."""
    programme = factories.programme(starts_on=date(2027, 3, 26), ends_on=date(2027, 3, 27))
    for number in range(1, 7):
        factories.objective(programme, number)
    factories.session(programme, title="Welcome", starts=time(9, 15), ends=time(10))
    factories.session(programme, title="Lunch", kind="break", starts=time(12), ends=time(13))
    factories.session(programme, day=date(2027, 3, 27), starts=time(15), ends=time(16, 30))
    factories.visit(programme, starts=time(10), ends=time(11, 30))
    factories.visit(programme, starts=time(10), ends=time(12))
    factories.visit(programme, starts=time(7), ends=time(8), called_off=True)
    factories.cafe(programme, day=date(2027, 3, 27), starts=time(12), rounds=3, minutes=25)
    return programme


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('Europe/London')):%-d %b %H:%M}"


def times(programme) -> dict[str, tuple[str, str]]:
    return {
        slot.slug.split("-")[0] if slot.session or slot.cafe else slot.slug: (
            clock(slot.opens_at),
            clock(slot.closes_at),
        )
        for slot in slots(programme)
    }


def test_forms_open_and_close_by_the_days_of_the_programme(programme):
    found = times(programme)
    assert found["before"] == ("12 Mar 09:00", "26 Mar 09:15")
    assert found["visit"] == ("26 Mar 11:30", "28 Mar 12:00")
    assert found["end"] == ("27 Mar 16:00", "6 Apr 18:00")
    assert found["contributors"] == ("28 Mar 09:00", "10 Apr 18:00")
    assert found["setters"] == ("3 Apr 09:00", "24 Apr 18:00")
    assert found["follow-up"] == found["observers"] == ("25 Jul 09:00", "15 Aug 18:00")
    assert found["setters-later"] == found["follow-up"]


def test_two_days_after_a_café_are_two_days_by_the_clock_though_summer_time_begins(programme):
    assert times(programme)["cafe"] == ("27 Mar 13:15", "29 Mar 13:15")


def test_breaks_are_not_asked_about(programme):
    asked = [slot.title for slot in slots(programme) if slot.session]
    assert len(asked) == 2
    assert "About “Welcome”" in asked


def test_a_programme_without_an_agenda_has_its_forms_all_the_same():
    programme = factories.programme(starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    found = times(programme)
    assert found["before"] == ("18 May 09:00", "1 Jun 09:00")
    assert found["end"] == ("2 Jun 16:00", "12 Jun 18:00")
    assert "visit" not in found


def test_the_follow_up_comes_on_the_day_that_the_plan_says(programme):
    late = {slot.slug: slot for slot in slots_of(programme, 180)}
    assert clock(late["follow-up"].opens_at) == "23 Sep 09:00"


def every(programme) -> dict[str, list[str]]:
    every_slot = [slot.slug for slot in slots(programme)]
    made = actions.add_questionnaires(programme=programme, moments=every_slot)
    return {
        form.slug.split("-")[0] if form.session_id or form.cafe_id else form.slug: [
            question.code for question in form.questions.order_by("position")
        ]
        for form in made
    }


def test_every_form_asks_the_standard_questions_of_its_moment(programme):
    asked = every(programme)
    objectives = [f"O{number}" for number in range(1, 7)]
    assert asked["before"] == [*objectives, "B2", "B1"]
    assert asked["session"] == ["S1", "S2", "S3", "S4"]
    assert asked["visit"] == ["V1", "V2", "S3", "S4"]
    assert asked["cafe"] == ["C1", "C2", "S3", "S4"]
    assert asked["follow-up"][:6] == objectives
    assert asked["contributors"] == ["H1", "H2"]
    assert asked["setters"] == ["G1"]
    assert asked["setters-later"][0] == "G2"
    assert asked["observers"] == ["X1", "X1a"]


def test_the_end_does_not_ask_again_what_visits_and_cafés_have_asked(programme):
    asked = every(programme)["end"]
    assert len(asked) == 25
    assert {"V1", "V2", "C1", "C2"}.isdisjoint(asked)


def test_the_end_asks_about_visits_where_nothing_else_does(programme):
    [end] = actions.add_questionnaires(programme=programme, moments=["end"])
    assert end.questions.filter(code__in=["V1", "V2", "C1", "C2"]).count() == 4


def test_asking_for_the_same_forms_again_makes_none(programme):
    every(programme)
    assert every(programme) == {}


def test_the_bank_has_all_of_its_items():
    asked = {standard.code for standards in bank.FORMS.values() for standard in standards}
    asked |= {f"O{number}" for number in range(1, 7)}
    extra = {"F7a", "F9a", "F10a", "G2a", "X1a"}  # the words beside a choice
    participants = {code for code in asked - extra if code[0] not in "GHX"}
    assert len(participants) == 41 - 1  # whether we may talk is asked apart from the answers
    assert {code for code in asked - extra if code[0] in "GHX"} == {"G1", "G2", "H1", "H2", "X1"}


@pytest.mark.parametrize("form", bank.FORMS, ids=str)
def test_choices_are_marked_one_by_one_or_not_at_all(form):
    for standard in bank.FORMS[form]:
        assert standard.kind.takes_options == bool(standard.options)
        assert len(standard.marks) in (0, len(standard.options))


def test_no_standard_form_is_longer_than_a_form_may_be():
    for standards in bank.FORMS.values():
        assert len(standards) + 6 <= bank.MAX_ROWS


def test_how_often_is_asked_in_six_steps():
    assert len(later.OFTEN) == 6


def twins(**changes) -> tuple[Question, Question]:
    first = factories.question(factories.questionnaire(factories.programme()), code="R1")
    same = {"code": "R1", "wording": first.wording, **changes}
    return first, factories.question(factories.questionnaire(factories.programme()), **same)


def test_the_same_words_in_two_programmes_are_one_item():
    assert same_item(*twins())


@pytest.mark.parametrize(
    "change", [{"wording": "Other words."}, {"kind": "agree5"}, {"code": "R2"}], ids=str
)
def test_other_words_or_another_scale_are_another_item(change):
    assert not same_item(*twins(**change))


def test_a_slip_of_the_pen_that_its_author_marked_is_the_same_item():
    first, second = twins(wording="Statment.")
    second.equivalent_to = first
    second.save()
    assert same_item(first, second)
    assert same_item(second, first)
