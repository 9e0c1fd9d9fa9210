"""What people read about a café and about teams."""

from participants.rota import Cafe, Guest, Table, repair, seat
from participants.rota.words import (
    change_sentence,
    remedy_sentence,
    repair_sentence,
    rota_sentences,
)
from participants.teams import Case, Member, even_sizes, form
from participants.teams import words as team_words


def plain(guests, tables, rounds, **fields):
    people = tuple(Guest(key, f"Guest {key}", key, str(key), **fields) for key in range(guests))
    places = tuple(Table(key, f"Table {key}", step_free=key == 0) for key in range(tables))
    return Cafe(people, places, rounds)


def test_a_rota_without_repeats_says_so():
    assert "Nobody sits with the same person twice." in rota_sentences(seat(plain(24, 6, 3)))


def test_repeats_that_cannot_be_avoided_are_said_to_be_so():
    sentences = list(rota_sentences(seat(plain(36, 6, 3), mix=False)))
    assert "18 repeated meetings; nobody can do with fewer: proved." in sentences


def test_tables_at_rest_are_counted():
    assert "There are more tables than pairs: 4 times a table has no guests." in rota_sentences(
        seat(plain(5, 4, 2))
    )


def test_rounds_that_are_too_many_come_with_the_number_that_works():
    rota = seat(plain(7, 2, 3))
    assert [remedy_sentence(rota.cafe, remedy) for remedy in rota.remedies] == [
        "plan fewer rounds, 2 instead of 3"
    ]


def test_step_free_tables_that_are_too_few_are_named():
    rota = seat(plain(8, 3, 2, step_free=True))
    assert "make step-free: Table 1, Table 2" in [
        remedy_sentence(rota.cafe, remedy) for remedy in rota.remedies
    ]


def test_a_closed_table_sends_its_guests_elsewhere_and_lists_them():
    cafe = plain(12, 4, 2)
    planned = seat(cafe, mix=False)
    mended = repair(cafe, planned.seats, held=1, closed=[3])
    assert repair_sentence(mended) == "3 seats of 3 people change; fewer is impossible."
    assert all(
        change_sentence(cafe, change).endswith("instead of Table 3.") for change in mended.changes
    )


def test_teams_say_what_they_hold_and_what_would_help():
    members = tuple(Member(k, f"Person {k}", k % 2, "a", visit=k // 2) for k in range(4))
    formed = form(Case(members, even_sizes(4, [1, 2])))
    assert "Every team holds what was seen on every visit." in team_words.formed_sentences(formed)
    clash = form(Case(members, even_sizes(4, [1, 2]), (frozenset({0, 1}),), (frozenset({0, 1}),)))
    found = [
        team_words.remedy_sentence(clash.case, remedy, {1: "Owls", 2: "Larks"})
        for remedy in clash.remedies
    ]
    assert found == [
        "do not keep together Person 0, Person 1",
        "do not keep apart Person 0, Person 1",
    ]
