"""How many places a programme has, who holds one, and what mix is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from participants.mix import Someone, Target
from participants.models import Application, Participant
from programmes.models import Admission, MixTarget, Programme, Sector

Status = Participant.Status
HOLDING = (Status.INVITED, Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Places:
    """`total` is None where nobody has said how many there are: then any number fits."""

    total: int | None
    taken: int

    @property
    def free(self) -> int | None:
        return None if self.total is None else max(0, self.total - self.taken)

    def holds(self, more: int) -> bool:
        return self.total is None or self.taken + more <= self.total


def lock(programme: Programme) -> None:
    """Whoever gives or frees a place of a programme waits here for whoever does so already."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def admission_of(programme: Programme) -> Admission | None:
    return Admission.objects.filter(programme=programme).first()


def places_of(programme: Programme) -> Places:
    """Two queries."""
    admission = admission_of(programme)
    taken = programme.participants.filter(status__in=HOLDING).count()
    return Places(admission.places if admission else None, taken)


def today_at(programme: Programme) -> date:
    return timezone.localdate(timezone=ZoneInfo(programme.time_zone))


def targets_of(programme: Programme) -> tuple[Target, ...]:
    return tuple(target(row) for row in programme.mix_targets.all())


def target(row: MixTarget) -> Target:
    """A sector may have been written by its name or by its label."""
    value = row.value
    if row.by == MixTarget.By.SECTOR:
        labels = {str(label).casefold(): code for code, label in Sector.choices}
        value = labels.get(value.casefold(), value)
    return Target(row.by, value, row.wanted)


def target_name(target: Target) -> str:
    if target.by == MixTarget.By.SECTOR and target.value in Sector.values:
        return str(Sector(target.value).label)
    return target.value


def participant_as_someone(row: Participant) -> Someone:
    """The row needs `organisation`."""
    return Someone(row.pk, row.organisation.sector, row.role, row.organisation.name)


def applicant_as_someone(row: Application) -> Someone:
    """Under a negative key, so that nobody is taken for a participant."""
    return Someone(-row.pk, row.sector, row.role, row.organisation)


def cohort(rows: Iterable[Participant]) -> tuple[Someone, ...]:
    """Those who hold a place, also before they have answered."""
    return tuple(participant_as_someone(row) for row in rows if row.status in HOLDING)
