"""How to get somewhere and whom to call: what a phone can open by a tap."""

import re
from dataclasses import dataclass

from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Place:
    """Where the programme is, how one gets there, and whom one asks."""

    venue: str
    directions: str
    map: str
    contact: str
    email: str
    phone: str
    tel: str

    @property
    def is_known(self) -> bool:
        return bool(self.venue or self.directions or self.map)

    @property
    def has_contact(self) -> bool:
        return bool(self.email or self.phone)


def place_of(programme: Programme) -> Place:
    return Place(
        venue=", ".join(filter(None, [programme.venue, programme.place])),
        directions=programme.directions,
        map=web_address(programme.map_address),
        contact=programme.contact_name,
        email=programme.contact_email,
        phone=programme.contact_phone,
        tel=telephone(programme.contact_phone),
    )


def web_address(address: str) -> str:
    """Empty for what is not on the web: an address field takes FTP as well."""
    return address if address.lower().startswith(("https://", "http://")) else ""


def telephone(number: str) -> str:
    """What a phone dials: empty for what is no number. A trunk 0 in brackets is for reading."""
    digits = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", number))
    return digits if re.fullmatch(r"\+?\d{3,15}", digits) else ""
