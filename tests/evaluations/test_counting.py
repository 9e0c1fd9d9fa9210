import uuid

import pytest
import time_machine
from django.core.management import call_command

from evaluations import actions
from evaluations.actions import words
from evaluations.models import Answer, Ballot, Coding, Comment, Draft, Response, Theme
from evaluations.sheet import Said
from participants.actions import issue_links
from participants.models import PersonalLink
from tests import envelopes, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    form = factories.questionnaire(factories.programme())
    factories.question(form, code="A1")
    factories.question(form, code="K3", kind="options", options=["Time", "Money"])
    factories.question(form, code="Q1", kind="quote")
    return form


def codes(form):
    return {one.code: one.pk for one in form.questions.all()}


def answered(form, people, **fields):
    """Each of the people gives the answers of `fields`, or those of their own number."""
    keys = codes(form)
    for number, someone in enumerate(people):
        said = [
            Said(keys["A1"], value=number % 6 + 1),
            Said(keys["K3"], chosen=(1, 2)),
            Said(keys["Q1"], text=f"Words {number}", consent=fields.get("consent", "anonymous")),
        ]
        actions.submit(participant=someone, questionnaire=form, said=said)


def test_counting_writes_ratings_and_words_apart(form):
    answered(form, factories.participants(form.programme, 6))
    assert actions.count_ballots(questionnaire=form) == 6
    assert sorted(Answer.objects.exclude(value=None).values_list("value", flat=True)) == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    assert set(Comment.objects.values_list("text", flat=True)) == {f"Words {n}" for n in range(6)}
    assert Answer.objects.filter(chosen=[1, 2]).count() == 6


def test_counting_closes_the_form_and_destroys_envelopes_and_drafts(form):
    people = factories.participants(form.programme, 6)
    answered(form, people[:5])
    [issued] = issue_links(participants=people[5:])
    link = PersonalLink.objects.get()
    actions.save_draft(link=link, token=issued.token, questionnaire=form, fields={"q": ["1"]})
    actions.count_ballots(questionnaire=form)
    form.refresh_from_db()
    assert form.counted_on
    assert not form.is_open()
    assert not Ballot.objects.exists()
    assert not Draft.objects.exists()


def test_counting_twice_counts_once(form):
    answered(form, factories.participants(form.programme, 5))
    assert actions.count_ballots(questionnaire=form) == 5
    assert actions.count_ballots(questionnaire=form) == 5
    assert Response.objects.count() == 5


def test_four_answers_are_never_opened(form):
    answered(form, factories.participants(form.programme, 4))
    with pytest.raises(actions.TooFewToOpen, match="There are 4 answers"):
        actions.count_ballots(questionnaire=form)
    form.refresh_from_db()
    assert form.counted_on is None
    assert Ballot.objects.count() == 4
    assert not Response.objects.exists()


def test_answers_sealed_with_a_lost_key_stay_sealed_and_stop_nobody(form, settings):
    people = factories.participants(form.programme, 5)
    answered(form, people)
    settings.SECRET_KEY = "another secret key"
    with pytest.raises(actions.CannotOpen, match="SECRET_KEY_FALLBACKS"):
        actions.count_ballots(questionnaire=form)
    with time_machine.travel(form.closes_at):
        call_command("work", once=True)
    assert Ballot.objects.count() == 5
    assert envelopes.submitted(participant=people[0], questionnaire=form) == ()


def test_a_form_that_nobody_answered_closes_empty(form):
    assert actions.count_ballots(questionnaire=form) == 0
    form.refresh_from_db()
    assert form.counted_on


def test_paper_typed_after_the_opening_is_shuffled_in(form):
    answered(form, factories.participants(form.programme, 5))
    actions.count_ballots(questionnaire=form)
    before = set(Response.objects.values_list("pk", flat=True))
    said = [Said(codes(form)["A1"], value=1)]
    for number in range(5):
        form_id = f"00000000-0000-4000-8000-00000000000{number}"
        actions.submit_paper(questionnaire=form, said=said, form_id=form_id)
    assert actions.count_ballots(questionnaire=form) == 10
    assert not before & set(Response.objects.values_list("pk", flat=True))


def test_what_staff_made_of_comments_survives_late_paper(form):
    answered(form, factories.participants(form.programme, 5))
    actions.count_ballots(questionnaire=form)
    theme = Theme.objects.create(programme=form.programme, name="Time")
    comment = Comment.objects.get(text="Words 3")
    Coding.objects.create(comment=comment, theme=theme)
    words.hide_words(comment=comment, words="words")
    actions.approve(comment=comment)
    said = [Said(codes(form)["A1"], value=1)]
    for _typed in range(5):
        actions.submit_paper(questionnaire=form, said=said, form_id=uuid.uuid4())
    actions.count_ballots(questionnaire=form)
    [kept] = Comment.objects.filter(text="[…] 3")
    assert kept.pk != comment.pk
    assert (kept.state, kept.original, kept.cuts) == ("approved", "Words 3", [[0, 5, "[…]"]])
    assert kept.codings.get().theme == theme


def test_a_late_answer_is_not_opened_alone_for_its_figures_would_be_the_difference(form):
    answered(form, factories.participants(form.programme, 5))
    actions.count_ballots(questionnaire=form)
    said = [Said(codes(form)["A1"], value=1)]
    actions.submit_paper(questionnaire=form, said=said, form_id=uuid.uuid4())
    with pytest.raises(actions.TooFewToOpen, match="There is one answer"):
        actions.count_ballots(questionnaire=form)
    assert (Response.objects.count(), Ballot.objects.count()) == (5, 1)


def test_a_paper_form_sent_twice_counts_once(form):
    said = [Said(codes(form)["A1"], value=1)]
    form_id = "00000000-0000-4000-8000-000000000001"
    assert actions.submit_paper(questionnaire=form, said=said, form_id=form_id) is True
    assert actions.submit_paper(questionnaire=form, said=said, form_id=form_id) is False
    assert Ballot.objects.count() == 1


def lines(form, consent, **fields):
    people = factories.participants(form.programme, 5, **fields)
    answered(form, people, consent=consent)
    actions.count_ballots(questionnaire=form)
    return people, set(Comment.objects.values_list("attribution", flat=True))


def test_a_quote_without_consent_has_no_line(form):
    assert lines(form, "none")[1] == {""}


def test_a_quote_names_the_sector_when_five_share_it(form):
    assert lines(form, "sector", role="GP")[1] == {"Participant, Health"}


def test_a_quote_names_role_and_sector_when_five_share_both(form):
    assert lines(form, "role", role="GP")[1] == {"GP, Health"}


def test_a_rare_sector_is_not_named(form):
    scouts = factories.organisation(sector="forces")
    answered(form, [factories.participant(form.programme, organisation=scouts)], consent="sector")
    answered(form, factories.participants(form.programme, 4), consent="none")
    actions.count_ballots(questionnaire=form)
    assert Comment.objects.get(consent="sector").attribution == "Participant"


def test_a_quote_with_a_name_has_name_and_organisation(form):
    people, found = lines(form, "named")
    assert found == {f"{one.person.name}, {one.organisation.name}" for one in people}


def test_words_on_paper_are_never_named(form):
    said = [Said(codes(form)["Q1"], text="Good.", consent="named")]
    for number in range(5):
        form_id = f"00000000-0000-4000-8000-00000000000{number}"
        actions.submit_paper(questionnaire=form, said=said, form_id=form_id)
    actions.count_ballots(questionnaire=form)
    assert set(Comment.objects.values_list("attribution", flat=True)) == {"Participant"}


def test_the_clock_opens_what_has_closed_and_nothing_else(form, capsys):
    answered(form, factories.participants(form.programme, 5))
    call_command("work", once=True)
    assert not Response.objects.exists()
    with time_machine.travel(form.closes_at):
        call_command("work", once=True)
    assert Response.objects.count() == 5
    assert "5 answers opened" in capsys.readouterr().out


def test_the_clock_leaves_too_few_answers_sealed(form):
    answered(form, factories.participants(form.programme, 3))
    with time_machine.travel(form.closes_at):
        call_command("work", once=True)
    assert Ballot.objects.count() == 3


@pytest.mark.parametrize("people", [5, 30])
def test_counting_asks_as_little_of_the_database_however_many_answered(
    form, people, django_assert_max_num_queries
):
    answered(form, factories.participants(form.programme, people))
    with django_assert_max_num_queries(30):
        actions.count_ballots(questionnaire=form)
