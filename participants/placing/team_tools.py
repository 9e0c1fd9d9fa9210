"""What stands beside the board of teams: how many and how large, and who belongs together."""

from dataclasses import dataclass

from participants.forms import TeamSizesForm, WishForm
from participants.models import TeamWish
from programmes.models import Programme

from .board import Board, names

USUAL_SIZE = 6


@dataclass(frozen=True, slots=True)
class Wish:
    key: int
    kind: str
    people: str


def team_tools(programme: Programme, board: Board) -> dict[str, object]:
    """`fillable` counts those who could be put into the teams there are, without moving anybody."""
    sizes = tuple(programme.teams.exclude(size=0).values_list("size", flat=True))
    people = [card for column in board.columns for card in column.cards] + list(board.waiting)
    given = ", ".join(str(size) for size in sizes) if all(sizes) else ""
    start = {"number": len(sizes) or usual_number(len(people)), "sizes": given}
    return {
        "sizes_form": TeamSizesForm(initial={**start, "seen": board.version}),
        "wish_form": WishForm(None, {card.key: card.name for card in sorted(people, key=_name)}),
        "wishes": tuple(_wishes(programme)),
        "formable": bool(sizes),
        "fillable": len(board.waiting) if board.planned else 0,
    }


def usual_number(people: int) -> int:
    return max(2 if people > 3 else 1, round(people / USUAL_SIZE))


def _name(card) -> str:
    return card.name


def _wishes(programme: Programme):
    for wish in programme.team_wishes.prefetch_related("participants__person"):
        people = sorted(str(participant) for participant in wish.participants.all())
        yield Wish(wish.pk, TeamWish.Kind(wish.kind).label, names(people) if people else "–")
