"""People of a programme under a name that a link can carry: “visit-3”, “hosts”, “team-5”."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from participants.models import Observer, Participant
from participants.notes import standings_of
from participants.outbox.recipients import Owner
from participants.reports.consents import consents_page_of
from programmes.models import Contribution, Programme

from ..audience import OF_OTHERS, asked_by, observers
from ..models import Invitation, Questionnaire

Status, Kind = Participant.Status, Contribution.Kind
Found = tuple[str, QuerySet]


@dataclass(frozen=True, slots=True)
class Slice:
    """`title` reads on after “to”: “everybody on The Foundry”. Each person is in it once."""

    programme: Programme
    name: str
    title: str
    owners: tuple[Owner, ...]


def slice_of(programme: Programme, name: str) -> Slice:
    """Http404 for a name that means nobody here. A constant number of queries."""
    for pattern, find in SLICES.items():
        if match := re.fullmatch(pattern, name):
            title, rows = find(programme, *map(int, match.groups()))
            return Slice(programme, name, title, tuple(_once(_with_people(rows))))
    raise Http404


def _with_people(rows: QuerySet) -> QuerySet:
    if rows.model is Observer:
        return rows.select_related("participant__person").order_by("name", "pk")
    return rows.select_related("person").order_by("person__name", "pk")


def _once(rows: Iterable[Owner]) -> Iterable[Owner]:
    """Whoever hosts a visit and leads a table gets one message."""
    seen = set()
    for row in rows:
        who = getattr(row, "person_id", None) or row.email.lower()
        if who not in seen:
            seen.add(who)
            yield row


def _participants(programme: Programme) -> Found:
    return _("all participants"), programme.participants.eligible()


def _of_status(status: str, title: Callable[[], str]) -> Callable[[Programme], Found]:
    return lambda programme: (title(), programme.participants.filter(status=status))


def _visit(programme: Programme, key: int) -> Found:
    visit = get_object_or_404(programme.site_visits, pk=key)
    title = _("everybody on the visit “%(visit)s”") % {"visit": visit}
    return title, programme.participants.eligible().filter(visit=visit)


def _visit_hosts(programme: Programme, key: int) -> Found:
    visit = get_object_or_404(programme.site_visits, pk=key)
    title = _("whoever hosts the visit “%(visit)s”") % {"visit": visit}
    return title, _givers(programme).filter(visit=visit)


def _cafe(programme: Programme, key: int) -> Found:
    cafe = get_object_or_404(programme.cafe_conversations, pk=key)
    guests = programme.participants.eligible().filter(seats__cafe=cafe).distinct()
    return _("all guests of “%(cafe)s”") % {"cafe": cafe}, guests


def _table(programme: Programme, key: int, table: int) -> Found:
    cafe = get_object_or_404(programme.cafe_conversations, pk=key)
    row = get_object_or_404(cafe.tables, pk=table)
    title = _("whoever comes to %(table)s of “%(cafe)s”") % {"table": row, "cafe": cafe}
    return title, programme.participants.eligible().filter(seats__table=row).distinct()


def _team(programme: Programme, key: int) -> Found:
    team = get_object_or_404(programme.teams, pk=key)
    return str(team), programme.participants.eligible().filter(team=team)


def _session(programme: Programme, key: int) -> Found:
    """Where nobody was noted, all count as present."""
    session = get_object_or_404(programme.sessions, pk=key)
    people = programme.participants.eligible()
    noted = session.attendances.values("participant")
    title = _("whoever was at “%(session)s”") % {"session": session}
    return title, people.filter(pk__in=noted) if noted.exists() else people


def _givers(programme: Programme) -> QuerySet[Contribution]:
    return programme.contributions.filter(status__in=Contribution.SAID_YES)


def _of_kind(kind: str, title: Callable[[], str]) -> Callable[[Programme], Found]:
    return lambda programme: (title(), _givers(programme).filter(kind=kind))


def _contributors(programme: Programme) -> Found:
    return _("all contributors who said yes"), _givers(programme)


def _silent(programme: Programme, key: int) -> Found:
    """Those whom a form asks and who have neither answered it nor said that they would not."""
    form = get_object_or_404(programme.questionnaires, pk=key)
    kind = _kind_asked(form)
    field = kind._meta.model_name
    said = Invitation.objects.filter(questionnaire=form).exclude(state=Invitation.State.ASKED)
    asked = asked_by(programme, [form])[form.pk]
    rows = kind.objects.filter(pk__in=asked).exclude(
        pk__in=said.filter(**{f"{field}__isnull": False}).values(field)
    )
    return _("whoever has not answered “%(form)s”") % {"form": form.title}, rows


def _kind_asked(form: Questionnaire) -> type[Owner]:
    if form.moment == Questionnaire.Moment.OBSERVERS:
        return Observer
    return Contribution if form.moment in OF_OTHERS else Participant


def _without_choice(programme: Programme) -> Found:
    people = programme.participants.eligible().filter(preferences=None, refusals=None)
    return _("whoever has not ranked the visits"), people.filter(visit=None)


def _yet_to_write(programme: Programme) -> Found:
    """To their team-mates, while that is open."""
    late = [one.pk for one in standings_of(programme) if not one.has_written_to_all]
    rows = programme.participants.filter(pk__in=late)
    return _("whoever has not written to all their team-mates"), rows


def _yet_to_agree(programme: Programme) -> Found:
    """Who takes part and has texts open, whether they would agree to them or not."""
    waiting = [one.who.pk for one in consents_page_of(programme).waiting]
    rows = programme.participants.eligible().filter(person__in=waiting)
    return _("participants who have not said what they agree to"), rows


def _observers(programme: Programme) -> Found:
    return _("managers and colleagues whom participants named"), observers(programme)


def _one(rows: str) -> Callable[[Programme, int], Found]:
    def found(programme: Programme, key: int) -> Found:
        row = get_object_or_404(getattr(programme, rows).select_related("person"), pk=key)
        return row.person.name, type(row).objects.filter(pk=row.pk)

    return found


SLICES: dict[str, Callable[..., Found]] = {
    "participants": _participants,
    "invited": _of_status(Status.INVITED, lambda: _("whoever is invited and has not answered")),
    "waiting": _of_status(Status.WAITING, lambda: _("whoever is on the waiting list")),
    r"visit-(\d+)": _visit,
    r"visit-(\d+)-hosts": _visit_hosts,
    r"cafe-(\d+)": _cafe,
    r"cafe-(\d+)-table-(\d+)": _table,
    r"team-(\d+)": _team,
    r"session-(\d+)": _session,
    "hosts": _of_kind(Kind.HOST, lambda: _("all visit hosts who said yes")),
    "leaders": _of_kind(Kind.LEADER, lambda: _("all café leaders who said yes")),
    "setters": _of_kind(Kind.SETTER, lambda: _("all challenge setters who said yes")),
    "speakers": _of_kind(Kind.SPEAKER, lambda: _("all speakers who said yes")),
    "contributors": _contributors,
    r"form-(\d+)-unanswered": _silent,
    "choice-missing": _without_choice,
    "notes-missing": _yet_to_write,
    "consents-missing": _yet_to_agree,
    "observers": _observers,
    r"participant-(\d+)": _one("participants"),
    r"contribution-(\d+)": _one("contributions"),
}
"""A name, as a pattern whose groups are keys, and what finds its title and rows."""
