import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations import sealing

KEY = sealing.ballot_key("a secret of this installation")
OTHER = sealing.ballot_key("another secret")


@given(st.binary(max_size=10_000))
def test_what_was_sealed_comes_out_again(content):
    assert sealing.unseal(sealing.seal(content, KEY, "form 1"), [KEY], "form 1") == content


def test_an_older_key_still_opens_what_it_sealed():
    assert sealing.unseal(sealing.seal(b"5", OTHER, "form 1"), [KEY, OTHER], "form 1") == b"5"


def test_no_other_key_opens_an_envelope():
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealing.seal(b"5", OTHER, "form 1"), [KEY], "form 1")


def test_an_envelope_does_not_serve_for_another_form():
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealing.seal(b"5", KEY, "form 1"), [KEY], "form 2")


def test_a_changed_envelope_is_refused():
    sealed = bytearray(sealing.seal(b"5", KEY, "form 1"))
    sealed[-1] ^= 1
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), [KEY], "form 1")


@pytest.mark.parametrize("nonsense", [b"", b"short", b"\0" * 40])
def test_nonsense_is_refused_without_a_crash(nonsense):
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(nonsense, [KEY], "form 1")


def test_one_word_and_three_hundred_make_envelopes_of_one_length():
    lengths = {len(sealing.seal(b"word " * words, KEY, "form 1")) for words in (0, 1, 300)}
    assert len(lengths) == 1


def test_the_same_answer_never_looks_the_same_twice():
    assert sealing.seal(b"5", KEY, "form 1") != sealing.seal(b"5", KEY, "form 1")


def test_drafts_and_ballots_have_different_keys():
    assert sealing.draft_key("a secret of this installation") != KEY
