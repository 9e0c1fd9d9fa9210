"""An organiser works on the questions of a form."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from evaluations import actions, bank
from evaluations.actions import editing
from evaluations.effort import minutes
from evaluations.items import same_item
from evaluations.models import Question
from evaluations.reports.editor import form_page
from evaluations.scales import Kind
from evaluations.sheet import Said
from evaluations.wording import Doubt, doubts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(slug="aldermouth")
    for number in (1, 2):
        factories.objective(programme, number)
    return factories.end_questionnaire(programme)


@pytest.fixture
def staff(form):
    client = Client()
    client.force_login(factories.member(form.programme))
    return client


def at(name: str, *more) -> str:
    return reverse(name, args=["aldermouth", "end", *more])


def codes(form) -> list[str]:
    return [row[0].code for row in editing.rows_of(form)]


def question(form, code: str) -> Question:
    return form.questions.get(code=code, current=True)


def answer(form) -> None:
    someone = factories.participant(form.programme)
    said = [Said(question(form, "R1").pk, value=5)]
    actions.submit(participant=someone, questionnaire=form, said=said)


OWN = {"wording": "I slept well.", "kind": "agree6", "section": "The house", "asked_of": "everyone"}


def test_the_page_shows_each_question_and_the_form_as_the_phone_does(staff, form):
    page = staff.get(at("form_page")).text
    assert "19 questions" in page
    assert "T1 + O1" in page
    assert "before and now" in page
    assert 'class="glass" inert' in page


def test_a_question_of_ones_own_stands_at_the_end_of_its_section(staff, form):
    section = question(form, "R1").section
    staff.post(at("add_question"), {**OWN, "section": section})
    assert codes(form)[codes(form).index("R8") + 1] == "A1"


def test_a_question_without_words_is_refused_and_the_rest_kept(staff, form):
    refused = staff.post(at("add_question"), {**OWN, "wording": ""})
    assert refused.status_code == 422
    assert 'value="The house"' in refused.text


def test_choices_are_asked_for_where_a_scale_needs_them(staff, form):
    refused = staff.post(at("add_question"), {**OWN, "kind": "option"})
    assert "Give at least two choices" in refused.text
    staff.post(at("add_question"), {**OWN, "kind": "option", "options": "Bed\nFloor"})
    assert question(form, "A1").options == ["Bed", "Floor"]


def test_a_standard_question_is_added_in_its_own_words(staff, form):
    staff.post(at("add_standard"), {"code": "S1"})
    assert question(form, "S1").wording == "This was relevant to the work I do."
    again = staff.post(at("add_standard"), {"code": "S1"}, follow=True)
    assert "The form asks this already." in again.text


def test_no_form_grows_beyond_26_rows(staff, form):
    while len(codes(form)) < bank.MAX_ROWS:
        editing.add_question(questionnaire=form, **OWN)
    assert "A form has at most 26 questions" in staff.get(at("form_page")).text
    refused = staff.post(at("add_question"), OWN)
    assert "Remove one first." in refused.text
    assert len(codes(form)) == bank.MAX_ROWS


def test_moving_up_and_down_keeps_pairs_together(staff, form):
    staff.post(at("move_question", question(form, "O2").pk), {"up": "1"})
    assert codes(form)[:2] == ["O2", "O1"]
    rows = editing.rows_of(form)
    assert [one.code for one in rows[0]] == ["O2", "T2"]
    staff.post(at("move_question", question(form, "O2").pk), {"down": "1"})
    assert codes(form)[:2] == ["O1", "O2"]


def test_at_the_edge_of_its_section_a_question_goes_over_to_the_next(form):
    first, other = question(form, "R1"), question(form, "C2")
    editing.move_question(question=first, up=True)
    first.refresh_from_db()
    assert first.section == other.section
    sections = [group.title for group in form_page(form).groups]
    assert len(sections) == len(set(sections))


@pytest.mark.parametrize(("code", "up"), [("O1", True), ("Q2", False)])
def test_beyond_the_ends_nothing_moves(form, code, up):
    before = codes(form)
    editing.move_question(question=question(form, code), up=up)
    assert codes(form) == before


def test_a_question_nobody_answered_is_changed_in_place(staff, form):
    asked = question(form, "R3")
    data = {**OWN, "wording": "I said what I think.", "seen": asked.wording}
    staff.post(at("edit_question", asked.pk), data)
    asked.refresh_from_db()
    assert (asked.wording, asked.version) == ("I said what I think.", 1)


def test_two_who_change_the_same_question_are_told(staff, form):
    asked = question(form, "R3")
    data = {**OWN, "wording": "Second.", "seen": asked.wording}
    staff.post(at("edit_question", asked.pk), {**data, "wording": "First."})
    refused = staff.post(at("edit_question", asked.pk), data)
    assert "It now reads: First." in refused.text
    assert question(form, "R3").wording == "First."


def test_what_was_answered_gets_a_new_version(staff, form):
    answer(form)
    asked = question(form, "R3")
    staff.post(at("edit_question", asked.pk), {"wording": "I spoke my mind."})
    revised = question(form, "R3")
    assert (revised.version, revised.wording) == (2, "I spoke my mind.")
    assert not same_item(asked, revised)


def test_a_slip_of_the_pen_is_the_same_question(staff, form):
    answer(form)
    asked = question(form, "R3")
    staff.post(at("edit_question", asked.pk), {"wording": "I could speak.", "same_meaning": "on"})
    assert same_item(asked, question(form, "R3"))


def test_a_later_change_of_meaning_is_not_carried_over(form):
    answer(form)
    first = question(form, "R3")
    second = actions.revise_question(question=first, wording="Speek openly.", same_meaning=True)
    third = actions.revise_question(question=second, wording="I was heard.")
    assert not same_item(first, third)


def test_other_choices_are_no_slip_of_the_pen(form):
    answer(form)
    with pytest.raises(ValidationError, match="not a slip of the pen"):
        actions.revise_question(
            question=question(form, "R7"), wording="Pace:", options=["a", "b"], same_meaning=True
        )


def test_nothing_is_added_once_people_have_answered(staff, form):
    answer(form)
    assert "Write a question of your own" not in staff.get(at("form_page")).text
    refused = staff.post(at("add_question"), OWN)
    assert "no question can be added" in refused.text


@pytest.mark.parametrize("code", ["O1", "O2"])
def test_what_the_evaluation_is_judged_by_stays(staff, form, code):
    asked = question(form, code)
    assert "the form keeps asking it" in staff.get(at("remove_question", asked.pk)).text
    staff.post(at("remove_question", asked.pk))
    assert question(form, code) == asked
    record = reverse("admin:evaluations_question_delete", args=[asked.pk])
    assert staff.post(record, {"post": "yes"}, secure=True).status_code == 403


def test_a_question_is_removed_after_a_second_look(staff, form):
    asked = question(form, "R3")
    assert "Nobody has answered it" in staff.get(at("remove_question", asked.pk)).text
    staff.post(at("remove_question", asked.pk))
    assert "R3" not in codes(form)
    again = staff.post(at("remove_question", asked.pk))
    assert again.status_code == 404


def test_a_removed_question_keeps_the_answers_it_has(staff, form):
    answer(form)
    staff.post(at("remove_question", question(form, "R1").pk))
    assert "R1" not in codes(form)
    assert form.questions.filter(code="R1", current=False).exists()


def test_choices_are_marked_good_enough_before_anybody_answers(staff, form):
    asked = question(form, "R7")
    data = {
        "wording": asked.wording,
        "seen": asked.wording,
        "kind": "option",
        "options": "\n".join(asked.options),
        "section": asked.section,
        "asked_of": "everyone",
        "mark2": "acceptable",
        "mark3": "superior",
    }
    staff.post(at("edit_question", asked.pk), data)
    asked.refresh_from_db()
    assert asked.marks == ["", "", "acceptable", "superior"]


def test_a_doubt_is_said_and_does_not_stop_anybody(staff, form):
    page = staff.post(
        at("add_question"),
        {**OWN, "wording": "The excellent speakers and rooms helped."},
        follow=True,
    ).text
    assert "may join two things" in page
    assert "praises or judges before people do" in page
    assert question(form, "A1")


def test_the_banks_own_words_raise_no_doubt(form):
    assert [row.code for group in form_page(form).groups for row in group.rows if row.doubts] == []


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("The room and the food were good.", [Doubt.TWO_IN_ONE]),
        ("An inspiring day.", [Doubt.LEADING]),
        ("The greatest gain was time.", []),
        ("Sand castles stand.", []),
    ],
)
def test_doubts_know_whole_words_only(wording, found):
    assert [one.doubt for one in doubts(wording)] == found


def test_two_things_may_be_asked_where_people_write():
    assert doubts("What, and by whom?", is_rated=False) == ()


@given(st.lists(st.sampled_from(Kind), max_size=26), st.sampled_from(Kind))
def test_one_more_question_never_takes_less_time(kinds, more):
    assert 1 <= minutes(kinds) <= minutes([*kinds, more])


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_questions_as_for_one(number, django_assert_num_queries):
    form = factories.questionnaire(factories.programme())
    for _unused in range(number):
        factories.question(form)
    with django_assert_num_queries(5):
        form_page(form)


def test_setters_are_asked_nothing_that_has_no_room_under_their_name(form):
    [setters] = actions.add_questionnaires(programme=form.programme, moments=["setters"])
    fields = {**OWN, "kind": "options", "options": ["a", "b"]}
    with pytest.raises(ValidationError, match="in their own name"):
        editing.add_question(questionnaire=setters, **fields)
