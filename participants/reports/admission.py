"""What anybody may read who thinks of coming."""

from dataclasses import dataclass
from datetime import datetime

from participants.coming.entering import Door, door
from programmes.models import Admission, Challenge, Programme
from programmes.reports import span


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The public page on which people apply or nominate."""

    programme: Programme
    when: str
    where: str
    question: str
    introduction: str
    places: int
    door: Door
    opens_at: datetime
    closes_at: datetime | None


def open_page_of(slug: str, now: datetime | None = None) -> OpenPage | None:
    """None for no such programme as for one that nobody can apply to: they look the same."""
    rows = Admission.objects.select_related("programme__commissioner")
    admission = rows.filter(programme__slug=slug).first()
    stands = door(admission, now) if admission else None
    if stands is None:
        return None
    programme = admission.programme
    challenge = Challenge.objects.filter(programme=programme).first()
    return OpenPage(
        programme=programme,
        when=span(programme.starts_on, programme.ends_on),
        where=", ".join(filter(None, [programme.venue, programme.place])),
        question=challenge.question if challenge else "",
        introduction=admission.introduction,
        places=admission.places,
        door=stands,
        opens_at=admission.opens_at,
        closes_at=admission.closes_at,
    )
