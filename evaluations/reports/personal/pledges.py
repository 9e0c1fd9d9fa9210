"""What the reader means to do, for them alone."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from participants.models import Participant, Pledge


@dataclass(frozen=True, slots=True)
class MyPledge:
    key: int
    text: str
    due: date | None
    partner: str
    state: str
    state_name: str

    @property
    def is_open(self) -> bool:
        return self.state in Pledge.OPEN

    @property
    def is_planned(self) -> bool:
        return self.state == Pledge.State.PLANNED

    @property
    def said(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("text", "due", "partner", "state")}


@dataclass(frozen=True, slots=True)
class MyPledges:
    """Asked for from the last day on, and written from the first, by those who take part."""

    rows: tuple[MyPledge, ...]
    opens_on: date
    is_asked: bool
    may_write: bool

    @property
    def is_shown(self) -> bool:
        return bool(self.rows) or self.is_asked

    def of(self, key: int) -> MyPledge | None:
        return next((row for row in self.rows if row.key == key), None)


def my_pledges(participant: Participant) -> MyPledges:
    programme = participant.programme
    today = timezone.localdate(timezone.now(), ZoneInfo(programme.time_zone))
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    return MyPledges(
        rows=tuple(_pledge(row) for row in participant.pledges.all()),
        opens_on=programme.starts_on,
        is_asked=takes_part and programme.ends_on <= today,
        may_write=takes_part and programme.starts_on <= today,
    )


def _pledge(row: Pledge) -> MyPledge:
    return MyPledge(row.pk, row.text, row.due, row.partner, row.state, row.get_state_display())
