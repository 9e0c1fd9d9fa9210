"""Laws of putting values into the places of a text."""

from hypothesis import given
from hypothesis import strategies as st

from participants.outbox.filling import doubled, fill, names_in, nearest

NAMES = ["first_name", "venue", "dress"]
words = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]))
holes = st.sampled_from([f"{{{name}}}" for name in NAMES])
texts = st.lists(st.one_of(words, holes)).map("".join)
filled = st.text(min_size=1).filter(str.strip)
values = st.fixed_dictionaries(dict.fromkeys(NAMES, filled))


@given(words)
def test_a_text_without_places_stays_as_it_is(text):
    assert fill(text, {}).text == text


@given(texts, st.fixed_dictionaries({name: words.filter(bool) for name in NAMES}))
def test_nothing_stays_in_braces_that_has_a_value(text, known):
    done = fill(text, known)
    assert "{" not in done.text
    assert done.missing == ()
    assert done.used == set(names_in(text))


@given(st.text(), values)
def test_the_braces_of_a_value_mean_nothing(value, known):
    hostile = {**known, "venue": "{first_name}" + value}
    assert fill("At {venue}.", hostile).text == "At {first_name}" + value + "."


@given(
    st.lists(
        st.one_of(
            words.map(lambda text: (text, None)), st.sampled_from(NAMES).map(lambda n: ("", n))
        )
    ),
    values,
)
def test_each_place_is_filled_with_its_own_value_wherever_it_stands(parts, known):
    text = "".join(f"{{{name}}}" if name else said for said, name in parts)
    expected = "".join(known[name] if name else said for said, name in parts)
    assert fill(text, known).text == expected


@given(texts)
def test_whatever_has_no_value_is_missing_and_stays_as_it_was_typed(text):
    done = fill(text, {})
    assert done.text == text
    assert set(done.missing) == set(names_in(text))


@given(st.text("{}ab_ \n", max_size=40))
def test_any_braces_are_read_the_same_way_twice(text):
    done = fill(text, {"a": "1"})
    assert set(done.missing) | done.used == set(names_in(text))


def test_a_doubled_brace_is_one_brace():
    assert fill("{{venue}} {{ }}", {"venue": "x"}).text == "{venue} { }"


def test_a_line_of_nothing_but_what_may_be_empty_is_left_out():
    text = "Meet: {place}\nWear: {dress}\n\nBye"
    assert fill(text, {"place": "here", "dress": ""}, {"dress"}).text == "Meet: here\n\nBye"
    assert fill(text, {"place": "", "dress": ""}, {"dress", "place"}).text == "Bye"
    assert fill("Hello\n\n" + text, {}, {"dress", "place"}).text == "Hello\n\nBye"


def test_a_line_that_only_leads_up_to_it_goes_as_well():
    text = "Where: {venue}\nHow:\n{way}\n{map}\n\nBring:\n{dress}\n\nBye"
    empty = {"way", "map", "dress"}
    assert fill(text, {"venue": "Hall"}, empty).text == "Where: Hall\n\nBye"
    assert fill(text, {"venue": "Hall", "map": "M"}, empty).text == "Where: Hall\nHow:\nM\n\nBye"


def test_what_may_be_empty_is_missing_beside_something_that_is_not():
    done = fill("Meet {place}, wear {dress}.", {"place": "here", "dress": ""}, {"dress"})
    assert done.missing == ("dress",)


def test_attributes_and_formats_are_no_places_for_values():
    done = fill("{first_name.__class__} {first_name!r:>9}", {"first_name": "Bea"})
    assert done.missing == ("first_name.__class__", "first_name!r:>9")


def test_what_was_meant_is_found_by_what_is_like_it():
    assert nearest("firstname", NAMES) == "first_name"
    assert nearest("First Name", NAMES) == "first_name"
    assert nearest("xyzzy", NAMES) == ""


def test_a_place_in_two_pairs_of_braces_is_noticed():
    assert doubled("Dear {{first_name}}, {{ other }}", NAMES) == ("first_name",)
