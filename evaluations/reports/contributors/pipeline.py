"""Where each contributor of a programme stands, from the long list to the thanks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.contributors import told_of
from participants.models import Message
from programmes.contributing.deeds import Status, step_before, today_of
from programmes.contributing.parts import place_of
from programmes.models import Contribution, Programme, User

from .asked import Asked, last_asked

TITLES = {
    Status.CONSIDERED: gettext_lazy("Long list"),
    Status.ASKED: gettext_lazy("Asked"),
    Status.MAYBE: gettext_lazy("Maybe"),
    Status.YES: gettext_lazy("Said yes"),
    Status.BRIEFED: gettext_lazy("Briefed"),
    Status.TOOK_PART: gettext_lazy("Took part"),
    Status.THANKED: gettext_lazy("Thanked"),
}
LATER = (Status.TOOK_PART, Status.THANKED)
ASKING = (Status.ASKED, Status.MAYBE)


@dataclass(frozen=True, slots=True)
class Deed:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One contribution. `warning` says who asked them lately; `answers` what they may have said
    by phone; `deed` is the next step, where there is one."""

    pk: int
    name: str
    about: str
    part: str
    since: str
    status: str
    phone: str
    email: str
    needs: str
    wants_call: bool
    no_mail: bool
    has_letter: bool
    warning: str
    deed: Deed | None
    answers: tuple[Deed, ...]
    others: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    programme: Programme
    lead: str
    columns: tuple[Column, ...]
    refused: tuple[Card, ...]

    @property
    def is_empty(self) -> bool:
        return not self.refused and not any(column.cards for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Known:
    """Of all contributions of a programme at once."""

    asked: Mapping[int, tuple[Asked, ...]]
    waiting: frozenset[int]
    told: frozenset[tuple[int, str]]


def pipeline(programme: Programme, user: User) -> Pipeline:
    """Five queries, however many contributors there are."""
    rows = list(contributions_of(programme))
    cards = [(card.status, card) for card in _cards(programme, user, rows)]
    is_over = programme.ends_on < today_of(programme)
    columns = tuple(
        Column(status, str(title), tuple(card for at, card in cards if at == status))
        for status, title in TITLES.items()
    )
    return Pipeline(
        programme=programme,
        lead=_lead(rows),
        columns=tuple(c for c in columns if c.cards or is_over or c.key not in LATER),
        refused=tuple(card for at, card in cards if at == Status.NO),
    )


def long_list(programme: Programme, user: User) -> list[Card]:
    """Who could be asked now. Five queries."""
    rows = contributions_of(programme).filter(status=Status.CONSIDERED)
    return _cards(programme, user, list(rows))


def contributions_of(programme: Programme):
    """With whatever is said of them."""
    return programme.contributions.select_related(
        "person__organisation", "visit", "table__cafe", "session", "asked_by"
    )


def card_of(contribution: Contribution, user: User) -> Card:
    [card] = _cards(contribution.programme, user, [contribution])
    return card


def _cards(programme: Programme, user: User, rows: list[Contribution]) -> list[Card]:
    pending = Message.objects.filter(contribution__in=rows, state__in=Message.PENDING)
    known = _Known(
        asked=last_asked([row.person_id for row in rows], user, today_of(programme)),
        waiting=frozenset(pending.values_list("contribution_id", flat=True)),
        told=told_of(rows),
    )
    return [_card(row, known) for row in rows]


def _card(row: Contribution, known: _Known) -> Card:
    organisation = row.person.organisation
    return Card(
        pk=row.pk,
        name=row.person.name,
        about=f"{organisation.name} · {organisation.get_sector_display()}",
        part=" · ".join(filter(None, [row.get_kind_display(), place_of(row)])),
        since=_since(row),
        status=row.status,
        phone=row.person.phone,
        email=row.person.email or "",
        needs=row.needs,
        wants_call=row.wants_call,
        no_mail=not (row.person.email or row.person.assistant_email),
        has_letter=row.pk in known.waiting,
        warning=_warning(row, known.asked),
        deed=_next(row),
        answers=_answers(row),
        others=tuple(_others(row, known.told)),
    )


def _lead(rows: Iterable[Contribution]) -> str:
    agreed = sum(row.status in Contribution.SAID_YES for row in rows)
    open_ = sum(row.status in ASKING for row in rows)
    words = ngettext("%(n)s has said yes", "%(n)s have said yes", agreed) % {"n": agreed}
    if not open_:
        return f"{words}."
    waiting = ngettext(
        "%(n)s has been asked and not decided", "%(n)s have been asked and not decided", open_
    )
    return f"{words}; {waiting % {'n': open_}}."


def _since(row: Contribution) -> str:
    said = _day(row.answered_on)
    if row.status in (Status.YES, Status.MAYBE, Status.NO) and said:
        return _("answered on %(day)s") % {"day": said}
    if asked := _day(row.asked_on):
        values = {"day": asked, "who": row.asked_by}
        words = _("asked on %(day)s by %(who)s") if row.asked_by else _("asked on %(day)s")
        return words % values
    return ""


def _day(day) -> str:
    return date_format(day, "j F") if day else ""


def _warning(row: Contribution, asked: Mapping[int, tuple[Asked, ...]]) -> str:
    """Only while asking is still to come."""
    if row.status != Status.CONSIDERED:
        return ""
    others = [one for one in asked.get(row.person_id, ()) if one.contribution != row.pk]
    return next((one.says for one in others if one.is_lately), "")


def _next(row: Contribution) -> Deed | None:
    deeds = {
        Status.CONSIDERED: Deed("ask", _("Ask")),
        Status.NO: Deed("ask", _("Ask again")),
        Status.YES: Deed("on", _("I have briefed them")),
        Status.TOOK_PART: Deed("on", _("I have thanked them")),
    }
    if row.wants_call:
        return Deed("called", _("I have called them"))
    return deeds.get(Status(row.status))


def _answers(row: Contribution) -> tuple[Deed, ...]:
    yes, maybe = Deed("yes", _("Yes")), Deed("maybe", _("Maybe"))
    no = Deed("no", _("No"))
    return {
        Status.CONSIDERED: (yes, maybe, no),
        Status.ASKED: (yes, maybe, no),
        Status.MAYBE: (yes, maybe, no),
        Status.NO: (Deed("yes", _("Yes, after all")),),
        Status.YES: (Deed("no", _("They cannot after all")),),
        Status.BRIEFED: (Deed("no", _("They cannot after all")),),
        Status.TOOK_PART: (Deed("no", _("They did not take part")),),
    }.get(Status(row.status), ())


def _others(row: Contribution, told: frozenset[tuple[int, str]]) -> Iterable[Deed]:
    """A brief or thanks that were sent cannot be taken back by moving a card."""
    if row.wants_call and row.status == Status.CONSIDERED:
        yield Deed("ask", _("Ask"))
    if row.status == Status.CONSIDERED:
        yield Deed("off", _("Take off the list"))
    before = step_before(row)
    if before and (row.pk, row.status) not in told:
        yield Deed("back", _("Back to “%(step)s”") % {"step": TITLES[Status(before)]})
