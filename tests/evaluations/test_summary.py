import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.disclosure import NotShown, Reason
from evaluations.statistics import (
    AGREE6,
    Movement,
    Recommendation,
    ResponseRate,
    Share,
    distribution,
    holm,
    paired,
)
from evaluations.summary import (
    ObjectiveResult,
    change_words,
    executive_summary,
    in_sentence,
    not_shown_text,
    quantifier,
    recommendation_text,
    response_note,
    share_text,
)

COHORT = json.loads((Path(__file__).parent / "vectors.json").read_text())["worked_example"]
LABELS = (
    "understanding how leaders influence change",
    "leading beyond authority",
    "ownership of the leadership role",
    "confidence as a leader",
    "insight into cross-sector collaboration",
    "working on a real challenge",
)
PARAGRAPH = (
    "24 people took part and 22 answered at the end (92%). The strongest result was understanding "
    "how leaders influence change: most people (19 of 22) agreed. The weakest was leading beyond "
    "authority: more than half (15 of 22). Among the 20 to 21 people who answered both times, more "
    "moved up than down on 6 of 6 objectives. 3 answers went down. These are people's own ratings, "
    "with no comparison group: they do not show that the programme caused the change."
)
CLAIMS = (
    ("everyone", 100),
    ("almost everyone", 90),
    ("most people", 75),
    ("more than half", 50),
    ("half", 50),
    ("fewer than half", 0),
    ("fewer than a quarter", 0),
    ("nobody", 0),
)
CLEAR_UP = {"movement": Movement(15, 6, 0), "holm_p": 0.0003}


def column(moment: str, number: int) -> list[int | None]:
    return [row[number] for row in COHORT["raw"][moment]]


def worked_cohort() -> list[ObjectiveResult]:
    changes = [paired(column("before", i), column("after", i), AGREE6) for i in range(6)]
    adjusted = holm([change.movement.sign_p for change in changes])
    return [
        ObjectiveResult(
            LABELS[i], distribution(column("after", i), AGREE6).agree, change.movement, p
        )
        for i, (change, p) in enumerate(zip(changes, adjusted, strict=True))
    ]


def rated(label: str, k: int, n: int, **change) -> ObjectiveResult:
    return ObjectiveResult(label, Share(k, n), **change)


def said(*objectives: ObjectiveResult, n: int = 22, eligible: int = 24, **kwargs) -> str:
    return " ".join(executive_summary(ResponseRate(n, eligible), objectives, **kwargs))


def test_the_worked_cohort_reads_as_agreed():
    assert said(*worked_cohort()) == PARAGRAPH


def test_36_of_85_can_not_be_called_most_or_a_majority():
    assert quantifier(36, 85) == "fewer than half (36 of 85)"


@given(st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_quantifier_never_overclaims(counts):
    k, n = counts
    words, base = quantifier(k, n).split(" (")
    assert base == f"{k} of {n})"
    assert 100 * k >= dict(CLAIMS)[words] * n
    if words.startswith("fewer than"):
        assert 2 * k < n
    if words == "fewer than a quarter":
        assert 4 * k < n
    assert (words == "half") == (2 * k == n)
    assert (words == "nobody") == (k == 0)


@given(st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_below_ten_answers_there_are_only_counts(counts):
    k, n = counts
    assert quantifier(k, n) == f"{k} of {n} people"
    assert "%" not in share_text(Share(k, n))


def test_a_percentage_never_stands_without_its_counts():
    assert share_text(Share(19, 22)) == "19 of 22 (86%)"
    assert share_text(Share(36, 85)) == "42% (36 of 85)"
    assert share_text(Share(199, 200)) == ">99% (199 of 200)"
    assert share_text(Share(7, 9)) == "7 of 9"


def test_four_answers_are_withheld_in_words_too():
    assert share_text(Share(3, 4)) == "fewer than 5 answers"
    assert share_text(Share(6, 7), m=8) == "fewer than 8 answers"


def test_a_tie_for_the_strongest_is_not_hidden():
    text = said(rated("a", 20, 22), rated("b", 20, 22), rated("c", 10, 22))
    assert "Among the strongest results was a: almost everyone (20 of 22) agreed." in text
    assert "The weakest was c: fewer than half (10 of 22)." in text


def test_a_tie_for_the_weakest_is_not_hidden():
    text = said(rated("a", 20, 22), rated("b", 10, 22), rated("c", 10, 22))
    assert "Among the weakest was b: fewer than half (10 of 22)." in text


def test_equal_agreement_names_neither_strongest_nor_weakest():
    text = said(rated("a", 20, 20), rated("b", 22, 22))
    assert "Agreement was the same on all 2 objectives; on a, everyone (20 of 20) agreed." in text
    assert "strongest" not in text


def test_a_single_objective_is_not_ranked():
    assert "On a, most people (17 of 22) agreed." in said(rated("a", 17, 22))


def test_the_weakest_objective_can_not_be_left_out():
    text = said(rated("a", 22, 22), rated("b", 21, 22))
    assert "The weakest was b: almost everyone (21 of 22)." in text


def test_an_objective_with_four_answers_is_not_mentioned():
    text = said(rated("a", 20, 22), rated("hidden", 0, 4), rated("c", 12, 22))
    assert "hidden" not in text
    assert "The weakest was c" in text


def test_movement_without_an_adjusted_p_below_five_percent_gets_no_direction():
    text = said(rated("a", 17, 22, movement=Movement(9, 10, 2), holm_p=0.13))
    assert "Among the 21 people who answered both times, no objective shows a clear" in text
    assert "2 answers went down." in text


def test_going_down_is_said_as_plainly_as_going_up():
    down = {"movement": Movement(1, 6, 14), "holm_p": 0.002}
    both = said(rated("a", 17, 22, **CLEAR_UP), rated("b", 12, 22, **down))
    assert (
        "more moved up than down on 1 of 2 objectives. More moved down than up on 1 of 2." in both
    )
    alone = said(rated("b", 12, 22, **down))
    assert "more moved down than up on 1 of 1 objectives. 14 answers went down." in alone


@pytest.mark.parametrize(("down", "words"), [(0, "No answer went down."), (1, "1 answer went")])
def test_one_answer_and_no_answer_are_counted_in_words(down, words):
    assert words in said(rated("a", 17, 22, movement=Movement(15, 5, down), holm_p=0.001))


def test_fewer_than_five_pairs_give_no_sentence_on_change():
    text = said(rated("a", 17, 22, movement=Movement(4, 0, 0), holm_p=0.125))
    assert "both times" not in text
    assert "the change" not in text


def test_a_baseline_given_afterwards_is_called_one():
    text = said(rated("a", 17, 22, **CLEAR_UP), looking_back=True)
    assert "who rated themselves now and, looking back, before, more moved up" in text
    assert "The ratings for before were given at the end, looking back." in text
    assert "both times" not in text


def test_a_low_response_brings_no_percentage_and_says_so():
    text = said(rated("a", 8, 9), n=9, eligible=24)
    assert "%" not in text
    assert "Only 9 of 24 people answered: these figures speak for them alone." in text


def test_a_middling_response_brings_a_caution():
    text = said(rated("a", 10, 13), n=13, eligible=24)
    assert "(54%)" in text
    assert "11 of 24 people did not answer: take these figures with caution." in text


def test_four_responses_say_nothing_of_what_was_answered():
    text = said(rated("a", 3, 4), n=4, eligible=24)
    assert "With fewer than 5 answers, none are shown." in text
    assert "agreed" not in text


def test_nobody_eligible_is_no_division_by_zero():
    assert said(n=0, eligible=0).startswith("Nobody has taken part yet.")
    assert response_note(ResponseRate(0, 0)) is None


def test_a_complete_response_is_said_to_be_one():
    assert response_note(ResponseRate(24, 24)) == "Everyone who took part answered."


def test_no_sentence_claims_an_effect():
    text = said(*worked_cohort()).lower()
    assert not [word for word in ("impact", "effect", "led to", "significant") if word in text]


def test_a_recommendation_comes_with_its_three_counts():
    assert recommendation_text(Recommendation(49, 30, 8)) == (
        "+47: promoters 49, passives 30, detractors 8 (87 answers)"
    )
    assert recommendation_text(Recommendation(1, 5, 6)).startswith("\N{MINUS SIGN}42: ")
    assert recommendation_text(Recommendation(0, 0, 0)) is None


def test_few_recommendations_have_counts_only():
    text = recommendation_text(Recommendation(2, 5, 1))
    assert text == "promoters 2, passives 5, detractors 1 (8 answers)"


def test_an_unadjusted_change_has_no_direction():
    assert change_words(Movement(15, 6, 0), None) == "no clear direction of change (15 up, 0 down)"


def test_a_withheld_figure_does_not_say_why_it_alone_was_hidden():
    words = not_shown_text(NotShown(Reason.PROTECTED))
    assert words == "not shown, so that nobody can be picked out"


def test_a_title_is_lowered_within_a_sentence_but_an_abbreviation_is_not():
    assert in_sentence("Leading beyond authority") == "leading beyond authority"
    assert in_sentence("NHS leadership") == "NHS leadership"
    assert in_sentence("I can lead") == "I can lead"
    assert in_sentence("") == ""


def test_every_sentence_is_translated_before_it_is_filled():
    text = said(*worked_cohort(), _=marked)
    assert text.count("[") == text.count("]") > 6
    assert "{" not in text


def marked(text: str) -> str:
    return f"[{text}]"
