"""Which approved words are printed, and under which line: laws."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evaluations.quotes import Candidate, choose, lines_today, names_nobody, plain

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        question=st.integers(1, 3),
        text=st.sampled_from(["Good.", "good. ", "Too long.", "Rushed.", "We met.", "Again."]),
        owner=st.sampled_from([None, "a", "b"]),
        themes=st.lists(st.integers(1, 3), max_size=2, unique=True).map(tuple),
        is_critical=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda candidate: candidate.key,
)
MOST = st.integers(1, 5)


@given(CANDIDATES, MOST)
def test_only_what_was_approved_is_chosen_and_nothing_twice(candidates, most):
    chosen = choose(candidates, most)
    assert set(chosen) <= set(candidates)
    assert len({plain(quote.text) for quote in chosen}) == len(chosen)


@given(CANDIDATES, MOST)
def test_one_critical_quote_stands_for_three_others_at_the_most(candidates, most):
    chosen = choose(candidates, most)
    critical = sum(quote.is_critical for quote in chosen)
    assert bool(critical) is any(quote.is_critical for quote in candidates)
    assert not critical or len(chosen) - critical <= 3 * critical


@given(CANDIDATES, MOST)
def test_no_more_than_two_come_from_one_person(candidates, most):
    owners = Counter(quote.owner for quote in choose(candidates, most) if quote.owner)
    assert all(number <= 2 for number in owners.values())


@given(CANDIDATES, MOST)
def test_no_question_has_more_than_its_share(candidates, most):
    questions = Counter(quote.question for quote in choose(candidates, most))
    assert all(number <= most for number in questions.values())


@given(CANDIDATES, MOST, st.randoms())
def test_the_choice_does_not_depend_on_the_order(candidates, most, random):
    chosen = choose(candidates, most)
    random.shuffle(candidates)
    assert choose(candidates, most) == chosen


@given(CANDIDATES, MOST)
def test_who_is_left_out_would_break_a_rule(candidates, most):
    """Nothing is withheld for taste."""
    chosen = choose(candidates, most)
    critical = sum(quote.is_critical for quote in chosen)
    for quote in set(candidates) - set(chosen):
        twice = plain(quote.text) in {plain(other.text) for other in chosen}
        of_one = sum(other.owner == quote.owner for other in chosen if quote.owner)
        full = sum(other.question == quote.question for other in chosen) >= most
        unbalanced = not quote.is_critical and len(chosen) - critical >= 3 * critical > 0
        assert twice or of_one >= 2 or full or unbalanced


def test_everybody_said_the_same_is_one_quote():
    candidates = [Candidate(str(n), 1, "It was good.") for n in range(20)]
    assert [quote.key for quote in choose(candidates, 40)] == ["0"]


def test_of_many_each_theme_is_heard_before_one_is_heard_twice():
    candidates = [Candidate(f"{n}", 1, f"A {n}", themes=(1,)) for n in range(6)]
    candidates += [Candidate(f"9{n}", 1, f"B {n}", themes=(2,)) for n in range(2)]
    themes = [quote.themes[0] for quote in choose(candidates, 4)]
    assert Counter(themes) == {1: 2, 2: 2}


# The line beneath

PEOPLE = [("Health", "Nurse")] * 5 + [("Health", "Doctor")] + [("Council", "Clerk")] * 4


def test_a_line_says_no_more_than_five_people_share_today():
    assert lines_today(PEOPLE) == {
        "Nurse, Health": "Nurse, Health",
        "Doctor, Health": "Participant, Health",
        "Participant, Health": "Participant, Health",
        "Clerk, Council": "Participant",
        "Participant, Council": "Participant",
    }


def test_a_line_with_a_role_or_a_name_names_somebody():
    assert names_nobody("Participant", "Participant")
    assert names_nobody("Participant, Health", "Participant")
    assert names_nobody("A host", "A host")
    assert not names_nobody("Nurse, Health", "Participant")
    assert not names_nobody("Asha Kerr, The Foundry", "A host")
