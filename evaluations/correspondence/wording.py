"""How a programme words each step and when it goes: the house's words, or its own instead."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participants.models import Step, Template
from programmes.models import Programme

from .house import HOUSE, Anchor, House


@dataclass(frozen=True, slots=True)
class Wording:
    """`version` tells one state of it from every other; it is empty for the house's own."""

    step: Step
    subject: str
    text: str
    in_use: bool
    days: int
    clock: time
    by_itself: bool
    version: str = ""

    @property
    def house(self) -> House:
        return HOUSE[self.step]

    @property
    def anchor(self) -> Anchor:
        return self.house.anchor

    @property
    def at_once(self) -> bool:
        return self.days == 0 and self.anchor.happens

    def due_at(self, programme: Programme, moment: datetime, later: int = 0) -> datetime:
        """When it goes that is counted from `moment`, by the clock at the venue; so many days
        `later` where it is said again."""
        if self.at_once and not later:
            return moment
        day = moment.astimezone(ZoneInfo(programme.time_zone)).date()
        return programme.at(day + timedelta(days=self.days + later), self.clock)


def wordings_of(programme: Programme) -> dict[Step, Wording]:
    """Of every step, in the order of a programme's life. One query."""
    own = {row.step: row for row in Template.objects.filter(programme=programme)}
    return {
        house.step: _own(own[house.step]) if house.step in own else house_wording(house.step)
        for house in HOUSE.values()
    }


def house_wording(step: Step) -> Wording:
    house = HOUSE[step]
    return Wording(
        step=house.step,
        subject=str(house.subject),
        text=str(house.text),
        in_use=house.in_use,
        days=house.days,
        clock=house.clock,
        by_itself=house.by_itself,
    )


def _own(row: Template) -> Wording:
    return Wording(
        step=Step(row.step),
        subject=row.subject,
        text=row.text,
        in_use=row.in_use,
        days=row.days,
        clock=row.clock,
        by_itself=row.by_itself,
        version=f"{row.pk}.{row.edits}",
    )
