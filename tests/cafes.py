"""What tests of cafés have in common: going to their pages, drafting seats, naming leaders."""

from participants.placing.seats import draft_seats
from programmes.models import Contribution
from tests import factories as make

NAMES = ("Ade Bello", "Bea Marsh", "Colm Reid", "Dev Nair", "Esi Owusu", "Fay Lind")


def guests(programme, names=NAMES):
    return [make.participant(programme, person=make.person(name=name)) for name in names]


def address(cafe, deed: str = "") -> str:
    return f"/programmes/{cafe.programme.slug}/cafe/{cafe.pk}/{deed}"


def look(client, cafe, page: str = ""):
    return client.get(address(cafe, page), secure=True)


def do(client, cafe, deed: str, **data):
    return client.post(address(cafe, f"{deed}/"), data, secure=True, follow=True)


def text(response) -> str:
    return response.content.decode()


def drafted(cafe, guests, *rounds) -> int:
    """Rounds as the numbers of the tables of each guest; the version of the draft."""
    tables = {table.number: table.pk for table in cafe.tables.all()}
    seats = {
        (guest.pk, turn): tables[number]
        for turn, numbers in enumerate(rounds, start=1)
        for guest, number in zip(guests, numbers, strict=True)
        if number
    }
    return draft_seats(cafe=cafe, seats=seats).version


def lead(cafe, table, person, status="yes"):
    return Contribution.objects.create(
        programme=cafe.programme, person=person, kind="leader", status=status, table=table
    )
