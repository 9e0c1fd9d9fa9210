import pytest

from participants import links


def test_the_code_on_the_badge_and_the_link_are_one_secret():
    key = links.new_key()
    assert links.token_of(key.code) == key.token


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{}\n"])
def test_spaces_around_a_code_do_not_matter(spelling):
    key = links.new_key()
    assert links.token_of(spelling.format(key.code)) == key.token


def test_a_code_may_be_typed_in_small_letters_without_dashes():
    key = links.new_key()
    assert links.token_of(key.code.lower().replace("-", "")) == key.token


def test_letters_that_look_like_digits_count_as_digits():
    assert links.token_of("OOOO-IIII-LLLL") == links.token_of("0000-1111-1111")


@pytest.mark.parametrize(
    "typed", ["", "K7QM", "K7QM-2F9T-XW3U", "K7QM-2F9T-XW3D-1", "Ünïcode-XXXX"]
)
def test_what_cannot_be_a_code_has_no_token(typed):
    assert links.token_of(typed) is None


def test_a_token_has_256_bits_and_travels_in_an_address():
    token = links.new_key().token
    assert len(token) == 43
    assert token.replace("-", "").replace("_", "").isalnum()


def test_no_two_keys_are_alike():
    keys = {links.new_key().code for _unused in range(20)}
    assert len(keys) == 20


def test_the_digest_does_not_contain_the_token():
    assert (
        links.digest("token") == "3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0"
    )
