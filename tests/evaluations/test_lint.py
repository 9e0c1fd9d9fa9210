"""Numbers typed by hand stop a report; claims that its figures do not carry are pointed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.lint import CLAIMS, claims_of_cause, findings

FIGURES = {"O2.agree": "15 of 22 (68%)", "O3.n": "fewer than 5 answers"}


def stopped(text: str) -> list[str]:
    return [each.words for each in findings(text, FIGURES, {"O3.n"}) if each.stops]


def warned(text: str, **more) -> list[str]:
    return [each.words for each in findings(text, FIGURES, **more) if not each.stops]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("68% agreed", "68%"),
        ("68 % agreed", "68 %"),
        ("Sixty-eight per cent agreed", "Sixty-eight per cent"),
        ("up by 12 percentage points", "12 percentage points"),
        ("15 of 22 agreed", "15 of 22"),
        ("nineteen out of 22 agreed", "nineteen out of 22"),
        ("15 of the people agreed", "15 of"),
        ("fifteen of twenty-two agreed", "fifteen of twenty-two"),
        ("three out of four agreed", "three out of four"),
        ("15 people of the group agreed", "15 people of"),
        ("one of our 24 people", "of our 24"),
        ("{{O2.agree}}% agreed", "}}%"),
        ("{{O9.agree}} agreed", "{{O9.agree}}"),
        ("{{O3.n}} wrote", "{{O3.n}}"),
        ("{O2.agree} agreed", "{O2.agree}"),
        ("{{O2.agree agreed", "{{O2.agree agreed"),
    ],
)
def test_numbers_typed_by_hand_and_figures_there_are_not_stop_the_report(text, words):
    assert stopped(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "{{O2.agree}} agreed, as one of the hosts had hoped.",
        "We met on 17 January 2017 at 9.30, and again in the autumn of 2026.",
        "A café of 3 rounds, a day of eight hours.",
        "See section 4 of the report; objective 2 of the programme.",
        "It was the 14th of October.",
        "Half of the visits were full.",
        "One of the four teams asked two of three hosts.",
    ],
)
def test_other_numbers_are_nobodys_business(text):
    assert stopped(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The impact was large.", "impact"),
        ("It had an effect on us.", "effect"),
        ("The programme caused this.", "caused"),
        ("It led to a joint rota.", "led to"),
        ("Confidence improved by a third.", "improved by"),
        ("a {{O2.agree}} improvement", "}} improvement"),
        ("Significantly more people agreed.", "Significantly"),
        ("They are representative of the city.", "representative"),
        ("This proves it.", "proves"),
        ("It was worth £400 each.", "£4"),
        ("It was good value for money.", "value for money"),
        ("Almost everyone agreed.", "everyone"),
    ],
)
def test_a_claim_is_pointed_out_with_what_to_write_instead(text, words):
    [finding] = findings(text, FIGURES)
    assert (finding.words, finding.stops) == (words, False)
    assert finding.instead.endswith((".", "”."))


def test_a_claim_that_is_denied_in_the_same_sentence_may_stand():
    assert warned("They do not show that the programme caused a change. It caused joy.") == [
        "caused"
    ]


def test_ratings_of_a_session_say_nothing_of_learning():
    assert warned("People learned a lot.", rated_sessions=True) == ["learned"]
    assert warned("People learned a lot.") == []


def test_a_finding_stands_in_its_sentence():
    [finding] = findings(
        "In the first of the two visits the impact of what was said grew and grew again.", {}
    )
    assert finding.before == "In the first of the two visits the "
    assert finding.after == " of what was said grew and grew…"
    [finding] = findings(f"{'Much was said. ' * 9}The impact", {})
    assert finding.before == "…Much was said. Much was said. The "


def test_an_adjusted_p_stands_behind_significant_so_the_words_say_where():
    [finding] = findings("A significant change.", {})
    assert "adjusted p" in finding.instead


anything = st.text(alphabet=st.sampled_from("abc .,%{}0123456789\nof"), max_size=60)


@given(anything, st.integers(0, 10**6))
def test_a_number_with_a_per_cent_sign_never_gets_through(around, number):
    assert any("%" in words for words in stopped(f"x {number}% {around}"))


@given(st.lists(st.sampled_from(["{{O2.agree}}", "agreed", "in", "the", "visits", "."])))
def test_words_and_known_figures_alone_never_stop_a_report(pieces):
    assert stopped(" ".join(pieces)) == []


@given(anything)
def test_what_is_found_stands_in_the_text_and_no_two_findings_overlap(text):
    at = 0
    for finding in findings(text, FIGURES, {"O3.n"}, rated_sessions=True):
        place = text.find(finding.words, at)
        assert place >= at
        assert finding.before.lstrip("…") in text
        assert finding.after.rstrip("…") in text
        at = place + len(finding.words)


def test_every_claim_on_the_list_has_its_words_instead():
    kinds = {kind for _pattern, kind in CLAIMS}
    assert len(kinds) == 11


def test_what_denies_a_cause_claims_none():
    assert claims_of_cause("The rota came. This does not show that the programme caused it.") == ()
    assert [each.words for each in claims_of_cause("It caused the rota.")] == ["caused"]
