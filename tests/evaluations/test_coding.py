"""What readers found in comments, and how far they agree: laws."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.coding import agreement, by_comment, is_disputed, is_read_twice, settled

ROWS = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from([1, 2, None]), st.sampled_from([7, 8, 9, None])
    ),
    max_size=20,
)


@given(ROWS)
def test_what_was_settled_is_what_counts(rows):
    for found in by_comment(rows).values():
        assert None not in found or settled(found) == found[None]


@given(ROWS)
def test_until_then_only_what_every_reader_found_counts(rows):
    for found in by_comment(rows).values():
        if None not in found:
            assert all(settled(found) <= themes for themes in found.values())


@given(ROWS, st.randoms())
def test_the_order_of_reading_changes_nothing(rows, random):
    before = by_comment(rows)
    random.shuffle(rows)
    assert by_comment(rows) == before


@given(ROWS)
def test_each_comment_read_by_two_is_agreed_on_or_was_not(rows):
    comments = by_comment(rows).values()
    counted = agreement(comments)
    assert 0 <= counted.agreed + counted.open <= counted.both <= len(comments)
    assert counted.open == sum(is_disputed(found) for found in comments)


def test_that_no_theme_fits_is_something_to_agree_on():
    found = by_comment([("a", 1, None), ("a", 2, None), ("b", 1, 7), ("b", 2, None)])
    assert agreement(found.values()).agreed == 1
    assert is_disputed(found["b"])


def test_only_the_questions_at_the_end_and_from_fifteen_comments_are_read_by_two():
    assert is_read_twice("end", "Q1", 15)
    assert not is_read_twice("end", "Q1", 14)
    assert not is_read_twice("end", "K1", 40)
    assert not is_read_twice("follow-up", "Q2", 40)
