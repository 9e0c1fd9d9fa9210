"""What the invented people promised themselves, and wrote to their team-mates."""

from datetime import time, timedelta
from itertools import pairwise

from participants.models import PeerNote, PeerRound, Pledge
from programmes.models import Programme

from .load import read


def let_take_away(programme: Programme) -> None:
    told = read("afterwards")
    people = list(programme.participants.order_by("pk"))
    Pledge.objects.bulk_create(
        Pledge(
            participant=people[index],
            text=text,
            due=programme.ends_on + timedelta(days=days),
            partner=partner,
            state=state,
        )
        for index, text, days, partner, state in told["pledges"]
    )
    _let_write(programme, told["notes"])


def _let_write(programme: Programme, notes: list) -> None:
    """Everybody in a team writes to the next one, so that nobody is left out."""
    closes = programme.at(programme.ends_on + timedelta(days=3), time(18))
    PeerRound.objects.create(
        programme=programme,
        opens_at=closes - timedelta(days=3),
        closes_at=closes,
        released_at=closes + timedelta(hours=1),
    )
    for team in programme.teams.all():
        members = list(team.participants.order_by("pk"))
        for number, (author, receiver) in enumerate(pairwise([*members, members[0]])):
            valued, suggestion = notes[number % len(notes)]
            PeerNote.objects.create(
                author=author, receiver=receiver, valued=valued, suggestion=suggestion
            )
