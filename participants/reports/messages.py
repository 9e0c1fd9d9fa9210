"""What waits to be told to people, and what they have been told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import quote

from django.utils.translation import gettext as _

from programmes.models import Programme

from ..models import Message, Plan
from ..placing.telling import messages_of


@dataclass(frozen=True, slots=True)
class Letter:
    """`mailto` opens the reader's own mail with everything filled in; empty without an address."""

    key: int
    name: str
    email: str
    phone: str
    subject: str
    text: str
    mailto: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those who do not know their new place in one plan. `bcc` opens one mail to all of them."""

    plan: int
    title: str
    letters: tuple[Letter, ...]
    addresses: str
    bcc: str
    callers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """People who were told at one moment; `keys` are those that can still be taken back."""

    title: str
    when: datetime
    names: tuple[str, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Messages:
    """`people` counts those who have to be told something."""

    programme: Programme
    people: int
    waiting: tuple[Waiting, ...]
    done: tuple[Done, ...]


def messages_page_of(programme: Programme) -> Messages:
    """One query, however many messages there are."""
    rows = messages_of(programme).select_related("participant__person", "plan__cafe")
    rows = list(rows.order_by("plan__what", "plan", "participant__person__name", "pk"))
    waiting = [row for row in rows if row.state in Message.PENDING]
    return Messages(
        programme=programme,
        people=len({row.participant_id for row in waiting}),
        waiting=tuple(_waiting(waiting)),
        done=tuple(_done([row for row in rows if row.told_at])),
    )


def _waiting(rows: Sequence[Message]) -> Iterator[Waiting]:
    for plan, group in groupby(rows, lambda row: row.plan):
        letters = tuple(_letter(row) for row in group)
        emails = [letter.email for letter in letters if letter.email]
        yield Waiting(
            plan=plan.pk,
            title=_title(plan),
            letters=letters,
            addresses=", ".join(emails),
            bcc=f"mailto:?bcc={','.join(map(_address, emails))}" if emails else "",
            callers=tuple(letter.name for letter in letters if not letter.email),
        )


def _title(plan: Plan) -> str:
    titles = {Plan.What.VISITS: _("Site visits"), Plan.What.TEAMS: _("Teams")}
    return titles.get(plan.what) or str(plan)


def _letter(row: Message) -> Letter:
    person = row.participant.person
    email = person.email or ""
    body = row.text.replace("\n", "\r\n")
    return Letter(
        key=row.pk,
        name=person.name,
        email=email,
        phone=person.phone,
        subject=row.subject,
        text=row.text,
        mailto=_mail(email, row.subject, body) if email else "",
    )


def _mail(email: str, subject: str, body: str) -> str:
    return f"mailto:{_address(email)}?subject={quote(subject)}&body={quote(body)}"


def _address(email: str) -> str:
    return quote(email, safe="@")


def _done(rows: Sequence[Message]) -> Iterator[Done]:
    """The latest first."""
    ordered = sorted(rows, key=lambda row: (row.told_at, row.plan_id), reverse=True)
    for (when, plan), group in groupby(ordered, lambda row: (row.told_at, row.plan)):
        told = sorted(group, key=lambda row: row.participant.person.name)
        yield Done(
            title=_title(plan),
            when=when,
            names=tuple(row.participant.person.name for row in told),
            keys=tuple(row.pk for row in told if row.is_latest),
        )
