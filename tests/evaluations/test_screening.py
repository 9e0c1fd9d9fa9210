"""What may give somebody away is shown to the reader."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.screening import Kind, hints

PEOPLE = ["Asha Kerr", "Rose O’Dell", "Jo Lind"]
ORGANISATIONS = ["The Foundry", "Open Data Mill"]
HEALTH = ["depress", "cancer"]


def found(text: str) -> list[tuple[str, Kind]]:
    return [
        (text[hint.start : hint.end], hint.kind)
        for hint in hints(text, PEOPLE, ORGANISATIONS, HEALTH)
    ]


def test_a_person_is_found_by_full_name_and_by_each_part():
    assert found("asha kerr and Rose, but not rose or Jo") == [
        ("asha kerr", Kind.PERSON),
        ("Rose", Kind.PERSON),
    ]


def test_an_organisation_is_found_across_a_line_break():
    assert found("at the open data\nmill") == [("open data\nmill", Kind.ORGANISATION)]


def test_addresses_and_numbers_are_found_and_years_and_sums_are_not():
    text = "Write to a.kerr@example.org or 0117 496 0123; it cost £1200000 in 2017."
    assert found(text) == [("a.kerr@example.org", Kind.ADDRESS), ("0117 496 0123", Kind.ADDRESS)]


def test_health_is_found_in_every_form_of_the_word():
    assert found("My depression; a cancerous lump") == [
        ("depression", Kind.HEALTH),
        ("cancerous", Kind.HEALTH),
    ]


def test_part_of_a_word_is_no_name():
    assert found("Kerrs and foundryman") == []


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_hints_lie_in_the_text_and_never_meet(text, names):
    spans = [(hint.start, hint.end) for hint in hints(text, names, names, names)]
    flat = [at for span in spans for at in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)
