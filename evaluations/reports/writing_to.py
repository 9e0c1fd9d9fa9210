"""The page on which staff write to some people: who they are, and how it reads for each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from evaluations.correspondence.by_hand import letters_to
from evaluations.correspondence.placeholders import ALL
from evaluations.correspondence.scene import KINDS
from evaluations.correspondence.slices import Slice
from evaluations.correspondence.wording import Wording
from evaluations.forms.writing_to import name_of
from participants.models import Step
from participants.outbox.recipients import as_read, bcc, recipient_of

from .wordings import Offered, Preview, Reader, remedy


@dataclass(frozen=True, slots=True)
class Person:
    """`to` is empty for people without e-mail: they are to be called or written a letter."""

    value: str
    name: str
    to: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class WritePage:
    """`lacking` names those for whom something in the words has no value."""

    to: Slice
    people: tuple[Person, ...]
    addresses: str
    bcc: str
    offered: tuple[Offered, ...]
    readers: tuple[Reader, ...]
    reader: str
    preview: Preview | None
    lacking: tuple[str, ...]

    @property
    def callers(self) -> tuple[str, ...]:
        return tuple(person.name for person in self.people if not person.to)


def write_page(
    to: Slice, wording: Wording, reader: str = "", ticked: Collection[str] | None = None
) -> WritePage:
    """`ticked` None: everybody."""
    reached = {owner: recipient_of(owner) for owner in to.owners}
    emails = list(dict.fromkeys(who.email for who in reached.values() if who.email))
    return WritePage(
        to=to,
        people=tuple(
            Person(name_of(owner), who.name, who.to, ticked is None or name_of(owner) in ticked)
            for owner, who in reached.items()
        ),
        addresses=", ".join(emails),
        bcc=bcc(emails),
        offered=tuple(_offered(to)),
        readers=tuple(Reader(name_of(owner), who.name) for owner, who in reached.items()),
        **_read(to, wording, reader),
    )


def _read(to: Slice, wording: Wording, reader: str) -> dict:
    letters = letters_to(to.programme, to.owners, wording)
    by_name = {name_of(owner): owner for owner in letters}
    chosen = by_name.get(reader) or next(iter(letters), None)
    if chosen is None:
        return {"reader": "", "preview": None, "lacking": ()}
    letter = letters[chosen]
    missing = tuple(remedy(to.programme, name) for name in letter.missing)
    name = recipient_of(chosen).name
    return {
        "reader": name_of(chosen),
        "preview": Preview(name, letter.subject, as_read(letter.text), missing, False),
        "lacking": tuple(recipient_of(one).name for one in letters if letters[one].missing),
    }


def _offered(to: Slice) -> Iterator[Offered]:
    """Those that have a value for people of their kind."""
    kinds = {KINDS[type(owner)] for owner in to.owners}
    for one in ALL:
        if kinds <= set(one.owners) and one.fits(Step.BY_HAND):
            yield Offered(one.name, f"{{{one.name}}}", str(one.says), str(one.example))
