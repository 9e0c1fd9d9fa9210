"""A café mended on the day: what is done is what was shown, and held rounds stay as they were."""

import pytest
from django.test import Client

from participants.models import Message, Seat
from participants.placing.cafe import scene_of
from participants.placing.seats import draft_seats, publish_seats
from participants.rota import seat
from programmes.models import CafeTable, Contribution
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme()


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme, name="Asha Kerr"))
    return client


@pytest.fixture
def cafe(programme):
    """Twelve guests at four tables, seated and published, nothing left to tell."""
    cafe = make.cafe(programme, title="Evening café", tables=4, rounds=3)
    make.participants(programme, 12)
    seated(cafe)
    return cafe


def seated(cafe):
    draft_seats(cafe=cafe, seats=seat(scene_of(cafe).cafe, 0).seats)
    publish_seats(cafe=cafe)
    Message.objects.all().delete()


def published(cafe) -> dict[tuple[int, int], int]:
    rows = Seat.objects.filter(cafe=cafe).values_list("participant", "round", "table")
    return {(guest, turn): table for guest, turn, table in rows}


def ask(client, cafe, **said):
    address = f"/programmes/{cafe.programme.slug}/cafe/{cafe.pk}/mend/"
    data = {"seen": scene_of(cafe).version, "held": 0} | said
    return client.post(address, data, secure=True, follow=True)


def mend(client, cafe, **said):
    """Looks, and then does what was shown."""
    shown = ask(client, cafe, **said).context["page"].found
    return ask(client, cafe, **said, stamp=shown.stamp)


def someone(cafe):
    return cafe.programme.participants.order_by("pk").first()


def test_looking_changes_nothing_and_names_who_would_have_to_be_told(organiser, cafe):
    before = published(cafe)
    gone = someone(cafe)
    found = ask(organiser, cafe, **{f"guest-{gone.pk}": "missing"}).context["page"].found
    assert published(cafe) == before
    assert str(gone) not in found.told
    assert found.summary[0]


def test_somebody_missing_leaves_the_rounds_to_come_and_the_rest_moves_as_little_as_can_be(
    organiser, cafe
):
    before, gone = published(cafe), someone(cafe)
    mend(organiser, cafe, held=1, **{f"guest-{gone.pk}": "missing"})
    after = published(cafe)
    assert {key: table for key, table in after.items() if key[1] == 1} == {
        key: table for key, table in before.items() if key[1] == 1
    }
    assert not any(guest == gone.pk and turn > 1 for guest, turn in after)
    moved = {guest for guest, turn in after if after[guest, turn] != before[guest, turn]}
    told = set(Message.objects.values_list("participant", flat=True))
    assert moved <= told
    assert len(moved) < 11


def test_somebody_late_has_a_seat_from_their_first_round_on(organiser, cafe):
    late = someone(cafe)
    mend(organiser, cafe, **{f"guest-{late.pk}": "2"})
    assert sorted(turn for guest, turn in published(cafe) if guest == late.pk) == [2, 3]


def test_nobody_sits_at_a_closed_table_in_a_round_to_come(organiser, cafe):
    closed = cafe.tables.first()
    mend(organiser, cafe, held=1, closed=[closed.pk])
    at = {turn for (_guest, turn), table in published(cafe).items() if table == closed.pk}
    assert at == {1}


def test_no_table_is_left_with_one_guest(organiser, cafe):
    for one in list(cafe.programme.participants.order_by("pk")[:5]):
        one.absent = True
        one.save()
    mend(organiser, cafe)
    seats = list(published(cafe).items())
    together = [[key for key, table in seats if (key[1], table) == at] for at in places(seats)]
    assert min(map(len, together)) > 1


def places(seats):
    return {(turn, table) for (_guest, turn), table in seats}


def test_what_was_not_shown_is_not_done(organiser, cafe):
    before, gone = published(cafe), someone(cafe)
    said = {f"guest-{gone.pk}": "missing"}
    page = ask(organiser, cafe, **said, stamp="0123456789abcdef")
    assert "the records have changed meanwhile" in page.content.decode()
    assert published(cafe) == before


def test_a_second_organiser_who_saw_an_older_plan_mends_nothing(organiser, cafe):
    gone = someone(cafe)
    said = {f"guest-{gone.pk}": "missing"}
    shown = ask(organiser, cafe, **said).context["page"].found
    old = scene_of(cafe).version
    seated(cafe)
    before = published(cafe)
    ask(organiser, cafe, **said | {"seen": old, "stamp": shown.stamp})
    assert published(cafe) == before


def test_the_mending_is_undone_and_everybody_told_of_that_too(organiser, cafe):
    before, closed = published(cafe), cafe.tables.first()
    page = mend(organiser, cafe, closed=[closed.pk])
    assert published(cafe) != before
    address = f"/programmes/{cafe.programme.slug}/cafe/{cafe.pk}/undo/"
    organiser.post(address, {"seen": page.context["page"].version}, secure=True)
    assert scene_of(cafe).seats == before
    assert published(cafe) == before


def test_a_table_whose_leader_is_ill_stays_open_while_another_leads_it(organiser, cafe):
    table = cafe.tables.first()
    for status in ("no", "yes"):
        Contribution.objects.create(
            programme=cafe.programme,
            person=make.person(),
            kind="leader",
            status=status,
            table=table,
        )
    mend(organiser, cafe, held=0)
    assert table.pk in set(published(cafe).values())


def test_nothing_seated_yet_is_said_and_no_table_is_said_too(organiser, programme):
    cafe = make.cafe(programme, tables=2)
    make.participants(programme, 4)
    address = f"/programmes/{programme.slug}/cafe/{cafe.pk}/mend/"
    assert "Nobody is seated yet" in organiser.get(address, secure=True).content.decode()
    CafeTable.objects.all().delete()
    assert organiser.get(address, secure=True).status_code == 200
