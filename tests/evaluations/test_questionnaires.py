from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluations import actions, bank
from evaluations.forms.asking import ON_PAPER, Respondent, asked, pairs, questions_of
from evaluations.models import Question
from evaluations.sheet import Said
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    programme = factories.programme()
    for number in range(1, 7):
        factories.objective(programme, number)
    return factories.end_questionnaire(programme)


def answer(form):
    someone = factories.participant(form.programme)
    said = [Said(form.questions.first().pk, value=5)]
    actions.submit(participant=someone, questionnaire=form, said=said)


def test_the_standard_form_takes_its_statements_from_the_objectives(form):
    first = form.programme.objectives.first()
    now = form.questions.get(code="O1")
    assert (now.wording, now.objective) == (first.statement, first)
    then = form.questions.get(code="T1")
    assert (then.wording, then.looks_back_on) == (first.statement_before, now)


def test_the_standard_form_has_every_code_of_the_bank(form):
    codes = set(form.questions.values_list("code", flat=True))
    pairs_of_six = {f"{letter}{number}" for letter in "OT" for number in range(1, 7)}
    assert codes == pairs_of_six | {standard.code for standard in bank.END}


def test_every_question_of_the_standard_form_is_valid(form):
    for question in form.questions.all():
        question.full_clean()


def test_the_standard_form_stays_within_26_rows(form):
    questions = asked(questions_of(form), ON_PAPER)
    assert len(questions) - len(pairs(questions)) == 23


def test_ten_objectives_are_too_many_for_one_form():
    programme = factories.programme()
    for number in range(1, 11):
        factories.objective(programme, number)
    with pytest.raises(ValidationError, match="26"):
        factories.end_questionnaire(programme)


def test_a_second_standard_form_is_refused(form):
    with pytest.raises(ValidationError, match="short name"):
        factories.end_questionnaire(form.programme)


def test_a_form_must_close_after_it_opens():
    now = timezone.now()
    with pytest.raises(ValidationError, match="closes before"):
        actions.add_end_questionnaire(
            programme=factories.programme(), opens_at=now, closes_at=now - timedelta(hours=1)
        )


def test_a_question_may_be_reworded_until_the_first_answer(form):
    question = form.questions.get(code="R1")
    question.wording = "It was worth my time."
    question.save()
    assert form.questions.get(code="R1").wording == "It was worth my time."


@pytest.mark.parametrize(
    "change", [{"wording": "Other words."}, {"kind": "agree5"}, {"code": "Z9"}]
)
def test_an_answered_question_is_not_rewritten(form, change):
    answer(form)
    question = form.questions.get(code="R1")
    for name, value in change.items():
        setattr(question, name, value)
    with pytest.raises(ValidationError, match="new version"):
        question.save()
    with pytest.raises(ValidationError, match="new version"):
        question.full_clean()


def test_an_answered_form_keeps_its_questions(form):
    answer(form)
    with pytest.raises(ValidationError, match="stay"):
        form.questions.get(code="R1").delete()


def test_the_place_of_an_answered_question_may_change(form):
    answer(form)
    question = form.questions.get(code="R1")
    question.position = 500
    question.save()
    assert form.questions.get(code="R1").position == 500


def test_a_new_version_leaves_the_old_words_to_their_answers(form):
    answer(form)
    old = form.questions.get(code="R1")
    new = actions.revise_question(question=old, wording="It was worth my time.")
    old.refresh_from_db()
    assert (old.current, old.wording) == (False, "The programme was a good use of my time.")
    assert (new.current, new.version, new.wording) == (True, 2, "It was worth my time.")


def test_before_and_now_stay_a_pair_in_their_new_versions(form):
    answer(form)
    new = actions.revise_question(question=form.questions.get(code="O2"), wording="I can lead.")
    then = form.questions.get(code="T2", current=True)
    assert (then.version, then.looks_back_on) == (2, new)


def test_only_visitors_are_asked_about_the_visit(form):
    codes = {one.code for one in asked(questions_of(form), Respondent(visit="Mill"))}
    assert {"V1", "V2"} <= codes
    assert not {"C1", "C2"} & codes


def test_only_guests_are_asked_about_the_cafe(form):
    codes = {one.code for one in asked(questions_of(form), Respondent(tables=(1,)))}
    assert {"C1", "C2"} <= codes
    assert not {"V1", "V2"} & codes


def test_whoever_read_the_old_words_goes_on_seeing_them(form):
    old = form.questions.get(code="R1")
    actions.revise_question(question=old, wording="It was worth my time.")
    shown = asked(questions_of(form), ON_PAPER, answered={old.pk})
    assert [one.wording for one in shown if one.code == "R1"] == [old.wording]
    shown = asked(questions_of(form), ON_PAPER)
    assert [one.wording for one in shown if one.code == "R1"] == ["It was worth my time."]


def test_one_question_is_current_for_each_code(form):
    for _again in range(2):
        question = form.questions.get(code="R1", current=True)
        actions.revise_question(question=question, wording=f"{question.wording}!")
    assert Question.objects.filter(questionnaire=form, code="R1", current=True).count() == 1
