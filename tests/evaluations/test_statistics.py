from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations import statistics as figures
from evaluations.statistics import (
    AGREE5,
    AGREE6,
    CANT_SAY,
    FREQUENCY6,
    RECOMMEND,
    YES_NO,
    Movement,
)

SEED = "20170117"

steps = st.integers(1, 6)
answers = st.lists(st.one_of(steps, st.none(), st.just(CANT_SAY)), max_size=60)
pairs = st.lists(st.tuples(steps, steps), min_size=1, max_size=40)
shares = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_36_of_85_is_42_percent():
    answered = figures.from_counts({1: 4, 2: 8, 3: 37, 4: 16, 5: 20}, AGREE5, missing=2)
    assert (answered.agreeing, answered.n, answered.agree.percent_text) == (36, 85, "42%")


def test_49_promoters_and_8_detractors_of_87_give_47():
    answered = figures.from_counts({9: 15, 10: 34, 8: 19, 7: 11, 6: 4, 5: 2, 3: 1, 1: 1}, RECOMMEND)
    found = figures.recommendation(answered)
    assert (found.promoters, found.passives, found.detractors, found.shown) == (49, 30, 8, 47)


def test_a_rounded_percentage_never_claims_all_or_nobody():
    assert figures.percent_text(199, 200) == ">99%"
    assert figures.percent_text(1, 300) == "<1%"
    assert figures.percent_text(200, 200) == "100%"
    assert figures.percent_text(0, 200) == "0%"


def test_no_answers_are_neither_zero_nor_a_share():
    nobody = figures.distribution([None, CANT_SAY], AGREE6)
    assert (nobody.n, nobody.missing, nobody.cant_say) == (0, 1, 1)
    assert nobody.agree is nobody.mean is nobody.median is nobody.quartiles is None
    assert figures.distribution([1] * 12, AGREE6).agree == figures.Share(0, 12)
    with pytest.raises(ValueError, match="not a share"):
        figures.Share(0, 0)


def test_cant_say_is_counted_but_is_no_answer():
    found = figures.distribution([6, CANT_SAY, 2, None, CANT_SAY], AGREE6)
    assert (found.n, found.cant_say, found.missing, found.agree.percent) == (2, 2, 1, 50)


def test_agreeing_starts_where_the_scale_says():
    assert figures.distribution([3, 4, 5, 6], AGREE6).agreeing == 3
    assert figures.distribution([3, 4, 5], AGREE5).agreeing == 2
    assert figures.distribution([1, 6], FREQUENCY6).agree is None
    assert figures.distribution([3, 4, 5, 6], AGREE6).clearly_agree == figures.Share(2, 4)


def test_only_an_odd_scale_has_a_neutral_middle():
    assert (AGREE5.neutral, AGREE6.neutral, FREQUENCY6.neutral) == (3, None, None)


@pytest.mark.parametrize("value", [0, 7, 99])
def test_an_answer_outside_the_scale_is_refused(value):
    with pytest.raises(ValueError, match="not on the scale"):
        figures.distribution([4, value], AGREE6)


def test_more_answers_than_people_asked_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        figures.distributions([("O1", 4), ("O1", 5)], {"O1": AGREE6}, {"O1": 1})


def test_many_questions_are_counted_in_one_pass_like_each_alone():
    rows = [("O1", 4), ("R6", 9), ("O1", CANT_SAY), ("R6", None), ("O1", 6)]
    scales, asked = {"O1": AGREE6, "R6": RECOMMEND, "R7": YES_NO}, {"O1": 5, "R6": 5, "R7": 2}
    found = figures.distributions(iter(rows), scales, asked)
    assert found["O1"] == figures.distribution([4, 6, CANT_SAY, None, None], AGREE6)
    assert found["R6"] == figures.distribution([9, None, None, None, None], RECOMMEND)
    assert (found["R7"].n, found["R7"].missing) == (0, 2)


def test_several_choices_count_people_and_not_ticks():
    found = figures.choices([[1, 3], [3], None, []], (1, 2, 3))
    assert (found.counts, found.n, found.missing) == ((1, 0, 2), 2, 2)
    with pytest.raises(ValueError, match="not offered"):
        figures.choices([[4]], (1, 2, 3))


def test_before_and_after_of_any_ordered_scale_give_up_same_down():
    found = figures.paired([1, 2, 3, None, 6, 4], [4, 2, 1, 5, CANT_SAY, 6], FREQUENCY6)
    assert found.movement == Movement(up=2, same=1, down=1)


def test_sequences_of_different_people_cannot_be_paired():
    with pytest.raises(ValueError, match="shorter"):
        figures.paired([1, 2], [3], AGREE6)


def test_five_changed_answers_are_too_few_to_test_and_six_are_not():
    assert not Movement(5, 20, 0).is_testable
    assert Movement(5, 20, 1).is_testable


def test_an_untestable_objective_still_counts_in_the_family():
    assert figures.holm([0.01, None, 0.04]) == (0.03, None, 0.08)


def test_more_responses_than_people_are_refused():
    with pytest.raises(ValueError, match="responses"):
        figures.ResponseRate(25, 24)
    with pytest.raises(ValueError, match="answers"):
        figures.cohort_bounds(5, 25, 24)


def test_a_response_rate_of_just_under_sixty_percent_is_not_rounded_up():
    assert figures.response_band(599, 1000) is figures.ResponseBand.CAUTION
    assert figures.response_band(3, 5) is figures.ResponseBand.NOTE


def test_a_large_cohort_is_figured_without_counting_every_pattern():
    exact = figures.wilcoxon({1: 90, -1: 70, 2: 20, -2: 20})
    beyond = figures.wilcoxon({1: 91, -1: 70, 2: 20, -2: 20})
    assert exact.p == pytest.approx(beyond.p, rel=0.2)


@given(shares)
def test_an_interval_contains_its_share(counts):
    k, n = counts
    found = figures.wilson(k, n)
    assert 0 <= found.low <= k / n <= found.high <= 1


@given(pairs)
def test_swapping_before_and_after_turns_the_change_round(people):
    before, after = zip(*people, strict=True)
    there, back = figures.paired(before, after, AGREE6), figures.paired(after, before, AGREE6)
    assert there.movement.net == -back.movement.net
    assert isclose(there.movement.interval.low, -back.movement.interval.high, abs_tol=1e-12)
    assert there.movement.sign_p == back.movement.sign_p
    assert isclose(there.mean_change, -back.mean_change)
    if there.wilcoxon:
        assert there.wilcoxon.rank_biserial == -back.wilcoxon.rank_biserial
        assert there.wilcoxon.p == back.wilcoxon.p


@given(answers, st.randoms())
def test_figures_do_not_depend_on_the_order_of_rows(values, random):
    shuffled = random.sample(values, len(values))
    assert figures.distribution(values, AGREE6) == figures.distribution(shuffled, AGREE6)


@given(pairs, st.randoms())
def test_change_does_not_depend_on_the_order_of_rows(people, random):
    shuffled = random.sample(people, len(people))
    first = figures.paired(*zip(*people, strict=True), AGREE6)
    second = figures.paired(*zip(*shuffled, strict=True), AGREE6)
    assert first == second
    assert first.bootstrap(SEED, draws=40) == second.bootstrap(SEED, draws=40)


@given(answers)
def test_nobody_asked_gets_lost(values):
    found = figures.distribution(values, AGREE6)
    assert found.n + found.missing + found.cant_say == len(values)


@given(st.lists(steps, min_size=1, max_size=9), st.lists(steps, min_size=1, max_size=9))
def test_dominance_of_two_groups_turns_round_with_them(first, second):
    there, back = figures.cliffs_delta(first, second), figures.cliffs_delta(second, first)
    assert isclose(there.delta, -back.delta, abs_tol=1e-12)
    if there.interval:
        assert isclose(there.interval.low, -back.interval.high, abs_tol=1e-9)


@given(shares, shares)
def test_a_difference_of_shares_lies_in_its_interval(first, second):
    found = figures.newcombe(*first, *second)
    assert found.interval.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.interval.high
