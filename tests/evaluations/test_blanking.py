"""Parts are blanked out of what somebody wrote: laws, and a few sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.blanking import (
    BLANK,
    Cut,
    cut,
    cut_all,
    places_of,
    says_something,
    stretches,
    with_cuts,
)

WORDS = st.text(alphabet="abc é🙂\n[]", min_size=1, max_size=40)


@st.composite
def cut_texts(draw) -> tuple[str, tuple[Cut, ...]]:
    """A text and cuts as several deeds leave them."""
    original, cuts = draw(WORDS), ()
    for _deed in range(draw(st.integers(0, 4))):
        cuts = cut(original, cuts, *draw(spans(with_cuts(original, cuts))))
    return original, cuts


@st.composite
def spans(draw, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


@given(cut_texts())
def test_cuts_stand_in_order_and_apart(given):
    original, cuts = given
    assert list(cuts) == sorted(cuts)
    assert all(one.end <= other.start for one, other in pairwise(cuts))
    assert all(0 <= one.start < one.end <= len(original) for one in cuts)


@given(cut_texts())
def test_the_original_can_be_put_together_again(given):
    original, cuts = given
    pieces = stretches(original, cuts)
    assert "".join(p.text if p.hidden is None else p.hidden for p in pieces) == original
    assert with_cuts(original, ()) == original


@given(cut_texts(), st.data())
def test_hiding_more_brings_nothing_back(given, data):
    original, cuts = given
    text = with_cuts(original, cuts)
    start, end = data.draw(spans(text))
    after = cut(original, cuts, start, end)
    hidden = {at for one in cuts for at in range(one.start, one.end)}
    still = {at for one in after for at in range(one.start, one.end)}
    assert hidden <= still


@given(WORDS, st.data())
def test_the_rest_of_the_text_stays_as_it_is(original, data):
    start, end = data.draw(spans(original))
    text = with_cuts(original, cut(original, (), start, end))
    assert text == (original if start == end else original[:start] + BLANK + original[end:])


def test_several_places_are_cut_at_once():
    original = "Ann told Ben that Ann was ill."
    places = [(*span, BLANK) for span in places_of(original, "ann")]
    assert with_cuts(original, cut_all(original, (), places)) == "[…] told Ben that […] was ill."


def test_words_are_found_across_a_line_break():
    assert places_of("from the Open\nData Mill", "open data  mill") == [(9, 23)]
    assert places_of("anything", "  ") == []


@pytest.mark.parametrize(
    ("text", "says"), [("[…]", False), ("[…]. – […]!", False), ("[…] no", True), ("7", True)]
)
def test_brackets_alone_say_nothing(text, says):
    assert says_something(text) is says
