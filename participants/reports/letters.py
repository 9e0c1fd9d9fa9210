"""What is printed for people whom no e-mail reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from programmes.models import Programme

from ..models import Message
from ..outbox.deeds import LINK
from ..outbox.recipients import as_read, key_of, recipient
from .outbox import open_messages
from .outbox_kinds import Kind, kind_of

Links = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    postal: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Letters:
    """`linked`: the personal links are in them; `linkable`: some letter has a place for one."""

    programme: Programme
    letters: tuple[Letter, ...]
    linkable: bool
    linked: bool

    @property
    def homeless(self) -> tuple[str, ...]:
        """Those without a postal address."""
        return tuple(letter.name for letter in self.letters if not letter.postal)


def to_print(programme: Programme) -> list[Message]:
    rows = [row for row in open_messages(programme) if kind_of(row, recipient(row)) is Kind.CALL]
    return sorted(rows, key=lambda row: (recipient(row).name.casefold(), row.pk))


def letters_of(programme: Programme, rows: Sequence[Message], links: Links) -> Letters:
    return Letters(
        programme=programme,
        letters=tuple(_letter(row, links) for row in rows),
        linkable=any(LINK in row.text for row in rows),
        linked=bool(links),
    )


def _letter(row: Message, links: Links) -> Letter:
    who = recipient(row)
    link = links.get(key_of(row.recipient))
    text = row.text.replace(LINK, link) if link else as_read(row.text)
    return Letter(who.name, who.postal, row.subject, text)
