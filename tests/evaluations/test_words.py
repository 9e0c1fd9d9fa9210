"""Staff read what people wrote; what may be printed of it, and what never."""

import pytest

from evaluations import actions
from evaluations.actions import words
from evaluations.models import Comment, Questionnaire
from evaluations.reports.quotes import coded_words, quotes_of, texts_of
from programmes.models import Session
from tests import factories

from . import report_case as cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, 24)
    return cases.the_standard_form(programme, objectives=1)


def comment(case: cases.Case, text: str = "It was good.", code: str = "Q1", **fields) -> Comment:
    made = {"consent": "anonymous", "attribution": "Participant", **fields}
    return Comment.objects.create(question=case.questions[code], text=text, **made)


def printed(case: cases.Case) -> list[tuple[str, str]]:
    forms = [case.questionnaire.pk]
    found = quotes_of(forms, texts_of(forms)).values()
    return [(quote.text, quote.attribution) for quotes in found for quote in quotes]


def eleven_more(case: cases.Case) -> None:
    """So that the question is quoted at all."""
    cases.say(case, "Q1", [f"Unread {n}." for n in range(11)], state=Comment.State.SUBMITTED)


# What is printed


@pytest.mark.parametrize("state", [s for s in Comment.State.values if s != "approved"])
def test_what_was_not_approved_is_not_printed(case, state):
    eleven_more(case)
    comment(case, state=state)
    assert printed(case) == []


def test_what_was_approved_is_printed_under_its_line(case):
    eleven_more(case)
    actions.approve(comment=comment(case, "It was\n good.", attribution="Participant"))
    assert printed(case) == [("It was good.", "Participant")]


def test_below_ten_comments_only_what_its_author_agreed_to_again_is_printed(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(8)])
    assert printed(case) == []
    cases.say(case, "Q1", ["Yes, print it."], confirmed=True)
    assert printed(case) == [("Yes, print it.", "Participant")]


def test_a_role_or_a_name_waits_for_its_author(case):
    eleven_more(case)
    waiting = comment(case, consent="named", attribution="Asha Kerr, The Foundry")
    actions.approve(comment=waiting)
    assert printed(case) == []
    Comment.objects.filter(pk=waiting.pk).update(confirmed=True)
    assert printed(case) == [("It was good.", "Asha Kerr, The Foundry")]


def test_printed_as_a_participant_it_waits_for_nobody(case):
    eleven_more(case)
    waiting = comment(case, consent="named", attribution="Asha Kerr, The Foundry")
    actions.approve(comment=waiting)
    words.quote_unnamed(comment=waiting, unnamed=True)
    assert printed(case) == [("It was good.", "Participant")]


def test_an_author_who_said_no_the_second_time_is_not_printed(case):
    eleven_more(case)
    actions.approve(comment=comment(case, confirmed=False))
    assert printed(case) == []


def test_the_line_is_checked_again_at_approval(case):
    """Whoever shared the role may have left since the answers were opened."""
    cases.Participant.objects.update(role="Nurse")
    kept = comment(case, consent="role", attribution="Nurse, Health")
    gone = comment(case, consent="role", attribution="Nurse, Business")
    lost = comment(case, consent="sector", attribution="Participant, Business")
    lines = [actions.approve(comment=each).attribution for each in (kept, gone, lost)]
    assert lines == ["Nurse, Health", "Participant", "Participant"]


def test_when_fewer_share_a_line_than_at_approval_it_says_less(case):
    eleven_more(case)
    actions.approve(comment=comment(case, consent="sector", attribution="Participant, Health"))
    assert printed(case) == [("It was good.", "Participant, Health")]
    cases.Participant.objects.filter(organisation__sector="health").update(status="declined")
    assert printed(case) == [("It was good.", "Participant")]


def test_what_was_said_under_the_chatham_house_rule_names_nobody(case):
    session = factories.session(case.programme, chatham_house=True)
    Questionnaire.objects.filter(pk=case.questionnaire.pk).update(moment="session", session=session)
    eleven_more(case)
    actions.approve(comment=comment(case, consent="named", attribution="Asha Kerr"))
    assert printed(case) == [("It was good.", "Participant")]


def test_the_rule_holds_for_what_was_approved_before_it_was_known(case):
    session = factories.session(case.programme)
    Questionnaire.objects.filter(pk=case.questionnaire.pk).update(moment="session", session=session)
    eleven_more(case)
    actions.approve(comment=comment(case, consent="sector", attribution="Participant, Health"))
    Session.objects.update(chatham_house=True)
    assert printed(case) == [("It was good.", "Participant")]


def test_a_host_is_quoted_as_far_as_the_host_agreed(case):
    Questionnaire.objects.filter(pk=case.questionnaire.pk).update(moment="contributors")
    eleven_more(case)
    host = "A host or café leader"
    actions.approve(comment=comment(case, "We learned.", consent="role", attribution=host))
    actions.approve(comment=comment(case, "So did I.", consent="named", attribution="Ann, Mill"))
    with pytest.raises(words.CannotApprove):
        actions.approve(comment=comment(case, "Not for print.", consent="none", attribution=""))
    assert printed(case) == [("We learned.", host)]
    words.quote_unnamed(comment=Comment.objects.get(text="So did I."), unnamed=True)
    assert sorted(printed(case)) == [("So did I.", host), ("We learned.", host)]


def test_one_critical_quote_lets_in_three_others(case):
    cases.say(case, "Q1", [f"Good {n}." for n in range(12)])
    assert len(printed(case)) == 12
    cases.say(case, "Q1", ["Too rushed."], is_critical=True)
    texts = {text for text, _line in printed(case)}
    assert len(texts) == 4
    assert "Too rushed." in texts


def test_a_theme_that_is_criticism_makes_a_quote_critical(case):
    cases.say(case, "Q1", [f"Good {n}." for n in range(12)])
    cases.find_theme(case, "Rushed", Comment.objects.all()[:2], valence="critical")
    assert len(printed(case)) == 8


# Approval


@pytest.mark.parametrize(
    ("text", "fields", "why"),
    [
        ("Fine.", {"consent": "none", "attribution": ""}, "did not agree"),
        ("Fine.", {"code": "Q2"}, "did not agree"),
        ("Great 😀", {}, "cannot print"),
        ("שלום לכולם", {}, "cannot print"),
        ("[…] […].", {}, "Nothing is left"),
    ],
)
def test_what_may_not_be_quoted_says_why(case, text, fields, why):
    row = comment(case, text, **fields)
    with pytest.raises(words.CannotApprove, match=why):
        actions.approve(comment=row)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_signs_are_named_in_brackets_or_taken_out(case):
    named, without = comment(case, "Great 😀😀!"), comment(case, "Great 😀😀!")
    words.say_signs(comment=named, named=True)
    words.say_signs(comment=without, named=False)
    texts = [actions.approve(comment=each).text for each in (named, without)]
    assert texts == ["Great [grinning face]!", "Great !"]


def test_a_comment_of_nothing_but_signs_is_not_emptied(case):
    row = comment(case, "😀")
    with pytest.raises(words.CannotApprove, match="Nothing would be left"):
        words.say_signs(comment=row, named=False)


def test_four_thousand_characters_are_approved(case):
    text = "word " * 800
    assert actions.approve(comment=comment(case, text.strip())).state == "approved"


# Blanking out


def test_a_selection_is_blanked_out_and_can_be_put_back(case):
    row = comment(case, "Ann\r\ntold us.")
    row = words.blank_out(comment=row, start=4, end=8, words="told")
    assert (row.text, row.original) == ("Ann\r\n[…] us.", "Ann\r\ntold us.")
    row = words.hide_words(comment=row, words="ann")
    assert row.text == "[…]\r\n[…] us."
    row = words.put_back(comment=row)
    assert (row.text, row.original, row.cuts) == ("Ann\r\ntold us.", "", [])


def test_a_selection_that_does_not_fit_the_text_changes_nothing(case):
    with pytest.raises(words.NothingToHide):
        words.blank_out(comment=comment(case, "Ann told us."), start=0, end=4, words="told")
    with pytest.raises(words.NothingToHide):
        words.hide_words(comment=comment(case, "Ann told us."), words="Ben")


def test_blanked_down_to_nothing_it_is_no_longer_approved(case):
    row = actions.approve(comment=comment(case, "Ann told."))
    row = words.hide_words(comment=row, words="Ann told")
    assert (row.text, row.state) == ("[…].", "screened")


def test_publishing_purges_what_was_blanked_out(case):
    row = words.hide_words(comment=comment(case, "Ann told us."), words="Ann")
    assert actions.purge_originals(programme=case.programme) == 1
    row.refresh_from_db()
    assert (row.text, row.original, row.cuts) == ("[…] told us.", "", [])
    row = words.hide_words(comment=row, words="told")
    assert (row.text, row.original) == ("[…] […] us.", "[…] told us.")


# Two at once


def test_who_read_an_older_state_overwrites_nothing(case):
    row = comment(case)
    as_seen = words.seen(row)
    words.set_state(comment=row, state="left out", as_seen=as_seen)
    with pytest.raises(words.Overtaken):
        actions.approve(comment=row, as_seen=as_seen)
    row.refresh_from_db()
    assert row.state == "left out"


def test_what_its_author_has_withdrawn_stays_withdrawn(case):
    row = comment(case, state="withdrawn")
    with pytest.raises(words.Overtaken):
        actions.approve(comment=row)


def test_a_deed_is_taken_back(case):
    row = comment(case, "Ann told us.")
    stood = words.standing(row)
    row = words.hide_words(comment=row, words="Ann")
    row = words.restore(comment=row, stood=stood, as_seen=words.seen(row))
    assert (row.text, row.state) == ("Ann told us.", "submitted")


@pytest.mark.parametrize(
    ("deed", "still"),
    [
        (lambda row: words.hide_words(comment=row, words="Ann"), None),
        (lambda row: words.quote_unnamed(comment=row, unnamed=True), True),
        (lambda row: words.mark_critical(comment=row, critical=True), True),
    ],
)
def test_an_author_agreed_to_that_text_and_to_that_line_or_less(case, deed, still):
    row = comment(case, "Ann told us.", consent="named", attribution="Ben", confirmed=True)
    assert deed(row).confirmed is still


def test_who_agreed_without_a_name_has_not_agreed_to_the_name(case):
    row = comment(case, consent="named", attribution="Ben", confirmed=True, unnamed=True)
    assert words.quote_unnamed(comment=row, unnamed=False).confirmed is None


# Themes


def table(case: cases.Case) -> dict[str, str]:
    return {line.name: line.spoken for line in coded_words([case.questionnaire.pk]).themes}


def test_a_theme_says_how_many_comments_and_people_and_no_percentage(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(6)])
    cases.find_theme(case, "Time", Comment.objects.all())
    assert table(case) == {"Time": "6 comments (6 people)"}


def test_a_theme_of_fewer_than_five_comments_is_named_without_a_number(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(12)])
    cases.find_theme(case, "Hearing loop", Comment.objects.all()[:4], valence="critical")
    [line] = coded_words([case.questionnaire.pk]).themes
    assert (line.name, line.spoken, line.is_critical) == (
        "Hearing loop",
        "fewer than 5 comments",
        True,
    )
    forms = [case.questionnaire.pk]
    quotes = quotes_of(forms, texts_of(forms))[case.questions["Q1"].pk]
    assert "1 of fewer than 5 comments in this theme" in {quote.among for quote in quotes}


def test_people_who_wrote_twice_count_once(case):
    for n in range(6):
        for code in ("Q1", "Q2"):
            comment(case, f"{code} {n}", code, owner_key=f"{n}")
    cases.find_theme(case, "Time", Comment.objects.all())
    assert table(case) == {"Time": "12 comments (6 people)"}


def test_fewer_than_five_people_have_no_number_and_unknown_ones_are_not_guessed(case):
    for n in range(3):
        for code in ("Q1", "Q2"):
            comment(case, f"{code} {n}", code, owner_key=f"{n}")
    cases.find_theme(case, "Time", Comment.objects.all())
    assert table(case) == {"Time": "6 comments (fewer than 5 people)"}
    Comment.objects.update(owner_key=None)
    assert table(case) == {"Time": "6 comments"}


def test_without_a_key_people_are_counted_as_far_as_is_known(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(6)])
    cases.say(case, "Q2", [f"More {n}." for n in range(3)])
    cases.find_theme(case, "Time", Comment.objects.all())
    assert table(case) == {"Time": "9 comments (at least 6 people)"}


def test_whoever_writes_in_two_forms_is_not_counted_as_two(case):
    """A key joins words within one form only."""
    later = cases.a_form(case.programme, slug="later")
    case.questions["W"] = cases.ask(later, "W", cases.Kind.TEXT, "And now?")
    for n in range(6):
        comment(case, f"Then {n}", "Q1", owner_key=f"then {n}")
        comment(case, f"Now {n}", "W", owner_key=f"now {n}")
    cases.find_theme(case, "Time", Comment.objects.all())
    forms = [case.questionnaire.pk, later.pk]
    assert coded_words(forms).themes[0].spoken == "12 comments (at least 6 people)"


def test_a_quote_shows_its_theme_and_of_how_many_it_is_one(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(11)])
    cases.find_theme(case, "Time", Comment.objects.all())
    forms = [case.questionnaire.pk]
    [quotes] = quotes_of(forms, texts_of(forms)).values()
    assert {(q.theme, q.among) for q in quotes} == {("Time", "1 of 11 comments in this theme")}


def test_what_was_left_out_counts_in_no_theme_and_is_told(case):
    cases.say(case, "Q1", [f"Text {n}." for n in range(6)])
    cases.say(case, "Q1", ["n/a"], state="left out")
    cases.find_theme(case, "Time", Comment.objects.all())
    assert table(case) == {"Time": "6 comments (6 people)"}
    assert coded_words([case.questionnaire.pk]).about == (
        "Comments left out as saying nothing: 1.",
    )


def test_two_readers_are_told_of_with_their_agreement_and_no_kappa(case):
    first, second = factories.user(), factories.user()
    cases.say(case, "Q1", [f"Text {n}." for n in range(16)])
    every = list(Comment.objects.all())
    cases.find_theme(case, "Time", every, coder=first)
    cases.find_theme(case, "Time", every[:14], coder=second)
    cases.find_theme(case, "Place", every[14:], coder=second)
    found = coded_words([case.questionnaire.pk])
    assert found.about[0] == "Two readers, each for themselves, agreed on 14 of 16 comments."
    assert "2 are not settled" in found.about[1]
    assert table(case) == {"Time": "14 comments (14 people)"}
