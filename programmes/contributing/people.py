"""Somebody new is taken down in passing, unless we know them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import access
from ..models import Organisation, Person, User
from ..workbook.people import could_be_one


class WhoIsThis(Exception):
    """`args`: the field in doubt, and in words what to do."""


@transaction.atomic
def known_or_new(
    *, user: User, name: str, organisation: str, sector: str, email: str, **about: str
) -> tuple[Person, bool]:
    """A person, and whether they are new: by their address first, then by name and organisation.

    What is known of somebody is not overwritten. WhoIsThis in doubt.
    """
    place = _organisation(organisation.strip(), sector)
    if known := _by_address(user, name, email) or _by_name(user, name, place, email):
        return known, False
    try:
        with transaction.atomic():
            made = Person.objects.create(
                name=name, organisation=place, email=email or None, **about
            )
    except IntegrityError:  # somebody else has just added them
        return _by_address(user, name, email), False
    return made, True


def _by_address(user: User, name: str, email: str) -> Person | None:
    known = Person.objects.filter(email__iexact=email).first() if email else None
    if known is None or could_be_one(name, known.name):
        return known
    raise WhoIsThis("email", _whose(user, known))


def _whose(user: User, known: Person) -> str:
    """Somebody else's people are not named."""
    if access.visible_people(user).filter(pk=known.pk).exists():
        words = _("This is the address of %(known)s. Take them, or leave the address out.")
        return words % {"known": known}
    return _("Somebody of another name has this address. Leave it out if two people share it.")


def _by_name(user: User, name: str, place: Organisation, email: str) -> Person | None:
    """Whoever has another address is somebody else."""
    alike = access.visible_people(user).filter(name__iexact=name, organisation=place)
    found = list((alike.filter(email=None) if email else alike)[:2])
    if len(found) > 1:
        raise WhoIsThis(
            "name", _("Several people of this name are there. Search for them instead.")
        )
    return found[0] if found else None


def _organisation(name: str, sector: str) -> Organisation:
    if known := Organisation.objects.filter(name__iexact=name).first():
        return known
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=name, sector=sector)
    except IntegrityError:  # a name that differs only in case, added in this moment
        return Organisation.objects.get(name__iexact=name)
