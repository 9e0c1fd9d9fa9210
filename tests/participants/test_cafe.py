"""The pages of a café: seated, moved, pinned, undone, published, and who may overwrite whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participants.models import Message, Plan, Seat
from participants.placing.cafe import scene_of
from participants.placing.seats import pin_seat, publish_seats
from programmes.models import CafeTable
from tests import cafes
from tests import factories as make
from tests.cafes import NAMES, do, drafted, lead, look, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme()


@pytest.fixture
def staff(programme):
    return make.member(programme, name="Asha Kerr")


@pytest.fixture
def organiser(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def cafe(programme):
    return make.cafe(programme, title="Evening café", tables=3, rounds=2)


@pytest.fixture
def guests(programme):
    return cafes.guests(programme)


def tables_of(cafe, guest) -> list[int]:
    """The numbers of the draft's tables of a guest."""
    seats, numbers = scene_of(cafe).seats, dict(CafeTable.objects.values_list("pk", "number"))
    return [numbers[table] for (who, _turn), table in sorted(seats.items()) if who == guest.pk]


EVEN = ((1, 1, 2, 2, 3, 3), (2, 3, 1, 3, 1, 2))


def test_a_cafe_is_seated_as_a_draft_that_nobody_sees(organiser, cafe, guests):
    assert "Nobody is seated yet." in text(look(organiser, cafe))
    page = do(organiser, cafe, "seat", seen=0)
    board = page.context["board"]
    assert board.state == "Draft. Nobody has been told."
    assert board.verdict[0] == "As good as it can be: proved."
    assert "Nobody sits with the same person twice." in board.verdict
    assert (board.changed, board.publishable, board.broken) == (6, True, ())
    assert not Seat.objects.exists()


def test_the_page_says_who_sits_where_with_whom_and_what_is_known_of_the_table(
    organiser, cafe, guests
):
    table = cafe.tables.first()
    table.topic, table.step_free = "Being wrong in public", False
    table.save()
    lead(cafe, table, make.person(name="Mara Quist"))
    drafted(cafe, guests, *EVEN)
    board = look(organiser, cafe).context["board"]
    first, second = board.rounds
    assert (first.when, second.when) == ("12:00", "12:20")
    at = first.tables[0]
    assert (at.leaders, at.topic, at.step_free) == ("Mara Quist", "Being wrong in public", False)
    assert [sitter.name for sitter in at.sitters] == ["Ade Bello", "Bea Marsh"]
    assert at.sitters[0].about == str(guests[0].organisation)
    assert board.without_leader == ("Table 2", "Table 3")


def test_who_meets_again_is_named_at_both_and_counted_beside_the_bound(organiser, cafe, guests):
    drafted(cafe, guests, (1, 1, 2, 2, 3, 3), (2, 2, 3, 1, 1, 3))
    board = look(organiser, cafe).context["board"]
    again = {sitter.name: sitter.again for t in board.rounds[0].tables for sitter in t.sitters}
    assert again["Ade Bello"] == "Bea Marsh"
    assert again["Bea Marsh"] == "Ade Bello"
    assert again["Colm Reid"] == ""
    assert board.figures[0] == (1, "repeated meetings", "at least 0")


def test_seating_again_keeps_pins_and_whatever_is_no_worse(organiser, cafe, guests):
    drafted(cafe, guests, (1, 1, 2, 2, 3, 3), (2, 2, 3, 1, 1, 3))
    pin_seat(cafe=cafe, guest=guests[0].pk, turn=1)
    page = do(organiser, cafe, "seat", seen=look(organiser, cafe).context["board"].version)
    assert "Seated. Nobody is told until you publish." in text(page)
    assert tables_of(cafe, guests[0])[0] == 1
    seats = scene_of(cafe).seats
    page = do(organiser, cafe, "seat", seen=page.context["board"].version)
    assert "Nothing better was found" in text(page)
    assert scene_of(cafe).seats == seats


def test_a_cafe_that_cannot_be_seated_says_what_would_help_and_changes_nothing(
    organiser, programme, guests
):
    cafe = make.cafe(programme, tables=2, rounds=3)
    page = do(organiser, cafe, "seat", seen=0)
    assert page.context["remedies"] == ["plan fewer rounds, 2 instead of 3"]
    assert "This café cannot be seated within its rules" in text(page)
    assert not Plan.objects.filter(version__gt=0).exists()


def test_where_all_are_from_the_organisation_of_the_leaders_the_page_says_so(
    organiser, programme, cafe
):
    home = make.organisation(name="Harbour Trust")
    for _unused in range(4):
        make.participant(programme, person=make.person(organisation=home))
    for table in cafe.tables.all():
        lead(cafe, table, make.person(organisation=home))
    page = do(organiser, cafe, "seat", seen=0)
    [remedy] = page.context["remedies"]
    assert remedy.startswith("let these sit with a leader of their own organisation:")


def test_a_move_that_costs_says_what_before_it_is_made(organiser, cafe, guests):
    seen = drafted(cafe, guests, *EVEN)
    table = cafe.tables.get(number=2)
    move = {"guest": guests[0].pk, "turn": 1, "table": table.pk, "seen": seen}
    page = do(organiser, cafe, "move", **move)
    assert "Round 1: move Ade Bello to Table 2?" in text(page)
    said = page.context["cost"]["costs"]
    assert "Ade Bello sits at Table 2 in two rounds." in said
    assert "There is only one guest at Table 1." in said
    assert "Tables differ by more than one person." in said
    assert tables_of(cafe, guests[0]) == [1, 2]
    do(organiser, cafe, "move", **move, sure="on")
    assert tables_of(cafe, guests[0]) == [2, 2]


def test_a_guests_page_has_each_table_with_what_it_costs_and_whom_they_meet(
    organiser, cafe, guests
):
    steps = cafe.tables.get(number=3)
    lead(cafe, steps, make.person(organisation=guests[0].organisation))
    drafted(cafe, guests, *EVEN)
    page = look(organiser, cafe, f"guests/{guests[0].pk}/").context["page"]
    assert [round.table for round in page.rounds] == ["Table 1", "Table 2"]
    assert [(name, rounds) for name, _about, rounds in page.meets] == [
        ("Bea Marsh", "1"),
        ("Fay Lind", "2"),
    ]
    third = page.rounds[0].options[1]
    assert third.people == 3
    assert "Table 3 has a leader from the organisation of Ade Bello." in third.costs
    assert "Meets again: Fay Lind." in third.costs


def test_a_move_from_a_guests_page_comes_back_to_it(organiser, cafe, guests):
    seen = drafted(cafe, guests, *EVEN)
    table = cafe.tables.get(number=3)
    move = {"guest": guests[0].pk, "turn": 2, "table": table.pk, "seen": seen, "sure": "on"}
    page = do(organiser, cafe, "move", **move, **{"from-guest": "on"})
    assert page.context["page"].rounds[1].table == "Table 3"
    assert "Round 2: Ade Bello sits at Table 3 now." in text(page)


def test_a_pin_is_shown_moves_along_and_comes_out_again(organiser, cafe, guests):
    seen = drafted(cafe, guests, *EVEN)
    page = do(organiser, cafe, "pin", guest=guests[0].pk, turn=1, pinned="on", seen=seen)
    assert page.context["board"].rounds[0].tables[0].sitters[0].pinned
    move = {"guest": guests[0].pk, "turn": 1, "table": cafe.tables.get(number=3).pk, "sure": "on"}
    page = do(organiser, cafe, "move", **move, seen=page.context["board"].version)
    assert page.context["board"].rounds[0].tables[2].sitters[0].pinned
    seen = page.context["board"].version
    page = do(organiser, cafe, "pin", guest=guests[0].pk, turn=1, seen=seen)
    assert not scene_of(cafe).cafe.pins


def test_the_last_change_is_undone_and_undone_again_a_whole_new_plan_included(
    organiser, cafe, guests
):
    page = do(organiser, cafe, "seat", seen=0)
    seats, board = scene_of(cafe).seats, page.context["board"]
    assert board.undo == "Undo the last change"
    page = do(organiser, cafe, "undo", seen=board.version)
    assert scene_of(cafe).seats == {}
    do(organiser, cafe, "undo", seen=page.context["board"].version)
    assert scene_of(cafe).seats == seats


def test_undoing_one_move_names_who_goes_back(organiser, cafe, guests):
    seen = drafted(cafe, guests, *EVEN)
    move = {"guest": guests[0].pk, "turn": 2, "table": cafe.tables.get(number=3).pk, "sure": "on"}
    page = do(organiser, cafe, "move", **move, seen=seen)
    assert page.context["board"].undo == "Undo: Ade Bello back"
    do(organiser, cafe, "undo", seen=page.context["board"].version)
    assert tables_of(cafe, guests[0]) == [1, 2]


@pytest.mark.parametrize("deed", ["seat", "move", "pin", "undo", "publish", "mend"])
def test_a_second_organisers_change_is_not_overwritten_unseen(organiser, cafe, guests, deed):
    seen = drafted(cafe, guests, *EVEN)
    drafted(cafe, guests, (1, 1, 2, 2, 3, 3), (2, 2, 3, 1, 1, 3))
    seats = scene_of(cafe).seats
    data = {"guest": guests[0].pk, "turn": 1, "table": cafe.tables.last().pk, "sure": "on"}
    data |= {"held": 0, "pinned": "on", "seen": seen}
    if deed == "mend":
        data["stamp"] = look_at_mending(organiser, cafe, held=0, seen=seen)
    page = do(organiser, cafe, deed, **data)
    assert "somebody else changed this plan meanwhile" in text(page)
    assert scene_of(cafe).seats == seats
    assert not scene_of(cafe).cafe.pins
    assert Plan.objects.get().published_at is None


def look_at_mending(client, cafe, **data) -> str:
    return do(client, cafe, "mend", **data).context["page"].found.stamp


def test_publishing_names_first_who_has_to_be_told_and_tells_only_them(
    organiser, cafe, guests, staff
):
    seen = drafted(cafe, guests, *EVEN)
    page = look(organiser, cafe, "publish/")
    assert page.context["names"] == list(NAMES)
    assert not Seat.objects.exists()
    page = do(organiser, cafe, "publish", seen=seen)
    assert page.context["board"].state.endswith(f"by {staff}.")
    assert Seat.objects.count() == 12
    Message.objects.all().delete()
    seen = drafted(cafe, guests, EVEN[0], (3, 2, 1, 3, 1, 2))
    assert look(organiser, cafe).context["board"].state.endswith("nobody has been told of that.")
    do(organiser, cafe, "publish", seen=seen)
    assert {str(each.participant) for each in Message.objects.all()} == {"Ade Bello", "Bea Marsh"}


def test_a_message_says_every_table_with_its_time_leader_and_topic(cafe, guests):
    table = cafe.tables.first()
    table.topic = "Being wrong in public"
    table.save()
    lead(cafe, table, make.person(name="Mara Quist"))
    drafted(cafe, guests, *EVEN)
    publish_seats(cafe=cafe)
    words = Message.objects.get(participant=guests[0]).text
    assert "These are your tables at Evening café on Friday 20 November:" in words
    assert "Round 1, 12:00: Table 1 with Mara Quist: Being wrong in public" in words
    assert "Round 2, 12:20: Table 2" in words
    drafted(cafe, guests, EVEN[0], (3, 2, 1, 3, 1, 2))
    publish_seats(cafe=cafe)
    latest = Message.objects.filter(participant=guests[0]).latest("pk")
    assert "have changed" in latest.text


def test_guests_are_told_only_of_leaders_who_said_yes_and_organisers_of_all(
    organiser, cafe, guests
):
    lead(cafe, cafe.tables.first(), make.person(name="Mara Quist"), "asked")
    drafted(cafe, guests, *EVEN)
    publish_seats(cafe=cafe)
    assert "Mara Quist" not in Message.objects.get(participant=guests[0]).text
    board = look(organiser, cafe).context["board"]
    assert board.rounds[0].tables[0].leaders == "Mara Quist (asked)"


def test_a_draft_is_not_on_a_personal_page_until_it_is_published(cafe, guests):
    make.session(cafe.programme, title="Café", kind="café", day=cafe.day)
    token = make.token(guests[0])
    drafted(cafe, guests, *EVEN)
    address = f"/me/{token}/"
    assert "table 1" not in text(Client().get(address, secure=True))
    publish_seats(cafe=cafe)
    assert "12:00 · table 1" in text(Client().get(address, secure=True))


def test_a_seat_written_into_the_record_holds_for_the_draft_too(organiser, cafe, guests):
    drafted(cafe, guests, *EVEN)
    publish_seats(cafe=cafe)
    page = f"/admin/participants/participant/{guests[0].pk}/change/"
    data = filled_in(organiser.get(page, secure=True).context)
    data["seats-0-table"] = cafe.tables.get(number=3).pk
    assert organiser.post(page, data, secure=True).status_code == 302
    assert tables_of(cafe, guests[0]) == [3, 2]
    board = look(organiser, cafe).context["board"]
    assert (board.changed, board.publishable) == (0, False)


def filled_in(context) -> dict[str, object]:
    """What a browser would send of a record's form as it is shown."""
    lines = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(each.management_form for each in lines)]
    forms += [form for each in lines for form in each.forms]
    fields = [field for form in forms for field in form]
    return {field.html_name: field.value() for field in fields if field.value()} | {
        field.html_name: 0 for field in fields if field.value() == 0 and field.is_hidden
    }


def test_without_tables_or_guests_the_page_says_what_is_missing(organiser, programme):
    bare = make.cafe(programme, tables=0)
    assert "This café has no tables yet." in text(look(organiser, bare))
    assert "there is nobody to seat" in text(look(organiser, make.cafe(programme)))


def test_one_guest_and_more_tables_than_guests_are_seated_and_explained(organiser, programme, cafe):
    make.participant(programme)
    page = do(organiser, cafe, "seat", seen=0)
    verdict = page.context["board"].verdict
    assert "There is one guest, who talks to the leaders alone." in verdict
    assert "There are more tables than pairs of guests: 4 times a table has nobody." in verdict


def test_a_cafe_of_one_round_and_uneven_numbers_is_seated(organiser, programme, guests):
    make.participant(programme)
    cafe = make.cafe(programme, tables=3, rounds=1)
    page = do(organiser, cafe, "seat", seen=0)
    sizes = [len(table.sitters) for table in page.context["board"].rounds[0].tables]
    assert sorted(sizes) == [2, 2, 3]
    assert page.context["board"].broken == ()


def test_whoever_joins_later_is_shown_without_a_seat_and_whoever_leaves_is_gone(
    organiser, programme, cafe, guests
):
    seen = drafted(cafe, guests, *EVEN)
    do(organiser, cafe, "publish", seen=seen)
    make.participant(programme, person=make.person(name="Zoe Late"))
    guests[5].status = "withdrawn"
    guests[5].save()
    board = look(organiser, cafe).context["board"]
    assert [sitter.name for sitter in board.rounds[0].unseated] == ["Zoe Late"]
    assert "Round 1: Zoe Late has no seat." in board.broken
    assert "There is only one guest at Table 3." in board.rounds[0].tables[2].notes
    assert "Fay Lind" not in text(look(organiser, cafe))


def test_each_guest_and_each_table_has_a_line_and_a_sheet(organiser, cafe, guests):
    drafted(cafe, guests, *EVEN)
    line, *_others = look(organiser, cafe, "guests/").context["sheets"].guests
    assert (line.name, line.tables, line.meets) == ("Ade Bello", ("1", "2"), 2)
    sheet = look(organiser, cafe, "tables/").context["sheets"].tables[0]
    rounds = [[name for name, _about in guests] for _turn, _when, guests in sheet.rounds]
    assert rounds == [["Ade Bello", "Bea Marsh"], ["Colm Reid", "Esi Owusu"]]


def test_a_guest_or_table_of_another_programme_is_not_moved(organiser, cafe, guests):
    seen = drafted(cafe, guests, *EVEN)
    other = make.programme()
    stranger, table = make.participant(other), make.cafe(other).tables.first()
    for wish in ({"guest": stranger.pk, "table": cafe.tables.first().pk}, {"table": table.pk}):
        data = {"guest": guests[0].pk, "turn": 1, "seen": seen, "sure": "on", **wish}
        assert "Nothing was changed" in text(do(organiser, cafe, "move", **data))
    assert look(organiser, cafe, f"guests/{stranger.pk}/").status_code == 404
    foreign = make.cafe(other)
    assert look(organiser, foreign).status_code == 404


@pytest.mark.parametrize("page", ["", "guests/", "tables/", "mend/", "changes/", "publish/"])
def test_a_page_asks_as_often_for_one_guest_and_table_as_for_three(organiser, programme, page):
    one, three = (queries(organiser, programme, number, page) for number in (1, 3))
    assert one == three


def queries(organiser, programme, number, page) -> int:
    cafe = make.cafe(programme, tables=number, rounds=1)
    for table in cafe.tables.all():
        lead(cafe, table, make.person())
    drafted(cafe, make.participants(programme, number), range(1, number + 1))
    with CaptureQueriesContext(connection) as found:
        assert look(organiser, cafe, page).status_code == 200
    return len(found)
