"""What a contributor reads on their own page, from being asked to being thanked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.models import PersonalLink
from programmes.models import Challenge, Programme
from programmes.reports import span

from .said import Said, said_about
from .their_part import Stands, TheirPart, parts_on, their_parts


@dataclass(frozen=True, slots=True)
class Giving:
    """`phone` is where they can be reached; `said` what participants said, once that may be
    told."""

    lead: str
    when: str
    about: str
    challenge: str
    parts: tuple[TheirPart, ...]
    contact: str
    contact_email: str
    contact_phone: str
    phone: str
    said: tuple[Said, ...]

    @property
    def wants_call(self) -> bool:
        return any(part.wants_call and part.may_answer for part in self.parts)

    @property
    def has_agreed(self) -> bool:
        return any(part.stands is Stands.YES for part in self.parts)

    @property
    def asks_details(self) -> bool:
        return self.has_agreed or self.wants_call


def giving(link: PersonalLink) -> Giving:
    """As many queries however many take part; a few more for each part."""
    rows, programme = parts_on(link), link.contribution.programme
    parts = their_parts(rows)
    challenge = Challenge.objects.filter(programme=programme).first()
    return Giving(
        lead=_lead(parts),
        when=_when(programme),
        about=programme.description,
        challenge=challenge.question if challenge else "",
        parts=parts,
        contact=programme.contact_name,
        contact_email=programme.contact_email,
        contact_phone=programme.contact_phone,
        phone=link.contribution.person.phone,
        said=said_about(programme, rows),
    )


def _when(programme: Programme) -> str:
    where = ", ".join(filter(None, [programme.venue, programme.place]))
    return " · ".join(filter(None, [span(programme.starts_on, programme.ends_on), where]))


def _lead(parts: tuple[TheirPart, ...]) -> str:
    """The first line: what there is to do, or thanks."""
    found = {part.stands for part in parts}
    if Stands.ASKED in found:
        return _("We would like to ask you for something. One tap is enough to answer.")
    if Stands.CALL in found:
        return _("You would like to talk first.")
    if Stands.YES in found:
        return _("Thank you for saying yes. Everything you need is here; keep the link.")
    over = [part.kind for part in parts if part.stands is Stands.OVER]
    if over:
        return _("Thank you for taking part as %(part)s.") % {"part": _(" and ").join(over)}
    return _("Thank you for considering it.")
