from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.disclosure import (
    Author,
    Breakdown,
    Consent,
    Display,
    NoData,
    NotShown,
    Reason,
    Shown,
    attribution,
    blocking,
    blocking_any,
    breakdown,
    checked_cell,
    disclose,
    display,
    may_quote,
    suppressed,
    tells_by_difference,
)
from evaluations.statistics import AGREE6, Distribution, distribution, from_counts

groups_of_answers = st.dictionaries(
    st.sampled_from("ABCDEFG"),
    st.lists(st.integers(1, 6), max_size=14).map(lambda values: distribution(values, AGREE6)),
    min_size=1,
)
cells = st.integers(5, 12)


def answers(*counts: int) -> Distribution:
    return Distribution(AGREE6, counts)


def of_size(n: int) -> Distribution:
    """n people who are not of one mind."""
    return from_counts({2: n // 2, 5: n - n // 2}, AGREE6)


def shown_groups(found: Breakdown) -> dict[str, Distribution]:
    rows = {group.key: group.result for group in found.groups}
    return {key: result.value for key, result in rows.items() if isinstance(result, Shown)}


@pytest.mark.parametrize("m", [4, 1, 0, -5])
def test_no_setting_may_lower_the_threshold_below_five(m):
    with pytest.raises(ValueError, match="below 5"):
        checked_cell(m)
    with pytest.raises(ValueError, match="below 5"):
        display(50, m)
    with pytest.raises(ValueError, match="below 5"):
        breakdown({"A": of_size(50)}, m)


def test_a_higher_threshold_hides_more():
    assert display(7) is Display.COUNTS
    assert display(7, m=8) is Display.NOTHING
    assert display(11, m=12) is Display.NOTHING


def test_percentages_begin_with_ten_answers():
    assert [display(n).has_percent for n in (4, 9, 10, 29, 30)] == [False, False, True, True, True]


def test_four_answers_are_hidden_and_none_are_no_data():
    assert disclose("figure", 4) == NotShown(Reason.TOO_FEW)
    assert disclose("figure", 0) == NoData()
    assert disclose("figure", 5) == Shown("figure")


def test_zero_agreeing_is_shown_for_it_is_not_no_data():
    assert disclose(0, 12) == Shown(0)


def test_one_small_visit_takes_the_next_smallest_with_it():
    found = breakdown({"Mill": of_size(8), "Foundry": of_size(3), "Library": of_size(6)})
    assert shown_groups(found).keys() == {"Mill"}
    assert found.hidden == ("Foundry", "Library")
    assert found.other.value.n == 9


def test_hidden_groups_all_give_the_same_reason():
    found = breakdown({"Mill": of_size(8), "Foundry": of_size(3), "Library": of_size(6)})
    reasons = {g.result.reason for g in found.groups if isinstance(g.result, NotShown)}
    assert reasons == {Reason.PROTECTED}


def test_six_visits_of_four_leave_the_total_only():
    found = breakdown({f"V{i}": of_size(4) for i in range(6)})
    assert found.is_total_only
    assert found.other == NotShown(Reason.PROTECTED)


def test_a_visit_nobody_made_is_no_data_and_hides_nothing():
    found = breakdown({"Mill": of_size(10), "Foundry": of_size(0), "Library": of_size(6)})
    assert found.hidden == ()
    assert found.groups[1].result == found.other == NoData()


def test_nothing_is_joined_when_nothing_is_hidden():
    assert breakdown({"Mill": of_size(5), "Library": of_size(5)}).other == NoData()


def test_a_group_that_disagrees_with_one_voice_is_hidden_beside_another():
    found = breakdown(
        {"Mill": answers(0, 7, 0, 0, 0, 0), "Library": of_size(9), "Lab": of_size(12)}
    )
    assert found.hidden == ("Library", "Mill")


def test_a_group_that_agrees_with_one_voice_is_shown():
    assert not breakdown({"Mill": answers(0, 0, 0, 0, 7, 0), "Library": of_size(9)}).hidden


def test_joined_groups_that_disagree_with_one_voice_take_another_in():
    two = answers(0, 2, 0, 0, 0, 0)
    found = breakdown({"A": two, "B": two + two, "C": of_size(7), "D": of_size(9)})
    assert found.hidden == ("A", "B", "C")


@given(groups_of_answers, cells)
def test_suppression_cannot_be_undone_by_subtraction(groups, m):
    found = breakdown(groups, m)
    shown = shown_groups(found)
    total = sum(group.n for group in groups.values())
    remainder = total - sum(group.n for group in shown.values())
    if found.hidden and shown:
        assert remainder == found.other.value.n >= m
        assert sum(groups[key].n > 0 for key in found.hidden) > 1
        assert not found.other.value.is_unanimous_disagreement
    else:
        assert remainder == 0 or not isinstance(found.other, Shown)


@given(groups_of_answers, cells)
def test_no_sum_of_what_is_printed_taken_from_the_total_leaves_a_few(groups, m):
    """Rows, the row of all others and the total, added and subtracted in every way."""
    found = breakdown(groups, m)
    printed = list(shown_groups(found).values())
    printed += [found.other.value] if isinstance(found.other, Shown) else []
    total = sum(groups.values(), of_size(0))
    for number in range(1, len(printed) + 1):
        for some in combinations(printed, number):
            taken = sum(some, of_size(0))
            rest = [a - b for a, b in zip(total.counts, taken.counts, strict=True)]
            assert sum(rest) == 0 or sum(rest) >= m
            assert sum(rest) == 0 or not answers(*rest).is_unanimous_disagreement


@given(groups_of_answers, cells, st.randoms())
def test_what_is_hidden_does_not_depend_on_who_reads_the_groups_first(groups, m, random):
    shuffled = dict(random.sample(list(groups.items()), len(groups)))
    first, second = breakdown(groups, m), breakdown(shuffled, m)
    assert (first.hidden, first.other) == (second.hidden, second.other)


@given(groups_of_answers, cells)
def test_a_group_that_is_shown_is_large_enough_and_of_more_than_one_mind(groups, m):
    for group in shown_groups(breakdown(groups, m)).values():
        assert group.n >= m
        assert not group.is_unanimous_disagreement


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30)), cells, st.randoms())
def test_what_is_hidden_does_not_depend_on_the_order_of_groups(sizes, m, random):
    shuffled = dict(random.sample(list(sizes.items()), len(sizes)))
    assert suppressed(sizes, m) == suppressed(shuffled, m)


def test_two_figures_a_few_answers_apart_tell_on_those_few():
    assert tells_by_difference(22, 20)
    assert not tells_by_difference(22, 22)
    assert not tells_by_difference(22, 17)


def test_a_figure_never_published_cannot_be_subtracted():
    assert not tells_by_difference(6, 3)


def test_a_new_version_is_refused_for_the_questions_that_moved_a_little():
    published = {"O1": 22, "O2": 22, "O3": 22, "O4": 12}
    proposed = {"O1": 21, "O2": 22, "O3": 17, "O5": 9}
    assert blocking(published, proposed) == ("O1",)
    assert blocking(published, proposed, withdrawn={"O1"}) == ()
    assert blocking(published, proposed, m=6) == ("O1", "O3")


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers(0, 40)), max_size=8), cells)
def test_no_two_versions_that_were_let_out_give_a_few_away(proposals, m):
    """All versions stay at their addresses, so a new one is held against each of them."""
    out = []
    for proposed in proposals:
        if not blocking_any(out, proposed, m):
            out.append(proposed)
    for first, second in combinations(out, 2):
        for question in first.keys() & second.keys():
            assert not tells_by_difference(first[question], second[question], m)


def test_a_version_is_held_against_the_first_as_well_as_against_the_last():
    """20, then 30, then 21: beside the last it would pass, beside the first one answer is plain."""
    first, last, proposed = {"O1": 20}, {"O1": 30}, {"O1": 21}
    assert blocking(last, proposed) == ()
    assert blocking_any([first, last], proposed) == ("O1",)
    assert blocking_any([first, last], proposed, withdrawn={"O1"}) == ()
    assert blocking_any([], proposed) == ()


def test_a_text_among_nine_is_quoted_only_if_its_author_agrees_again():
    assert not may_quote(9)
    assert may_quote(9, reapproved=True)
    assert may_quote(10)


def test_a_chatham_house_session_names_nobody():
    author = Author("Health", "GP", "Ada Example")
    alike = [("Health", "GP")] * 9
    for consent in (Consent.ROLE, Consent.NAMED):
        line = attribution(consent, author, alike, chatham_house=True)
        assert line == Shown("Participant")


def test_a_quote_without_consent_is_not_shown_at_all():
    author = Author("Health", "GP")
    assert attribution(Consent.NONE, author, []) == NotShown(Reason.NO_CONSENT)


def test_a_quote_to_be_named_needs_a_name():
    with pytest.raises(ValueError, match="no name"):
        attribution(Consent.NAMED, Author("Health", "GP"), [])


def test_an_empty_role_or_sector_shared_by_many_is_not_printed():
    nobody_said = [("", "")] * 9
    assert attribution(Consent.ROLE, Author(), nobody_said) == Shown("Participant")
    without_role = [("Health", "")] * 9
    line = attribution(Consent.ROLE, Author("Health"), without_role)
    assert line == Shown("Participant, Health")


def test_the_line_under_a_quote_can_be_translated():
    line = attribution(Consent.SECTOR, Author("Iechyd"), [("Iechyd", "")] * 5, _=welsh)
    assert line == Shown("Cyfranogwr, Iechyd")


def welsh(text: str) -> str:
    return text.replace("Participant", "Cyfranogwr")
