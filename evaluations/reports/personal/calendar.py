"""What stands in somebody's calendar: a participant's days, or what a contributor gives."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.arrival import programme_of
from evaluations.calendar import Appointment, Edition, calendar_file
from participants.models import Participant, PersonalLink
from programmes.models import Contribution, Programme, Session

from .agenda import MyItem, MySeat, cafe_item, my_items, my_own, session_item, visit_item
from .reach import place_of
from .visit import MyVisit, my_visit

# Whose part is certain, and whose is still open; nobody else has anything in their calendar.
CERTAIN = {Participant.Status.ACCEPTED, *Contribution.SAID_YES}
OPEN = {Participant.Status.INVITED, Contribution.Status.ASKED, Contribution.Status.MAYBE}
OF_SETTERS = (Session.Kind.CHALLENGE,)


def my_calendar(link: PersonalLink) -> bytes:
    """Participants and contributors have one; an observer has nowhere to be."""
    programme = programme_of(link)
    owner = link.participant or link.contribution
    items = () if owner.status not in CERTAIN | OPEN else _items(owner)
    appointments = [_appointment(item, owner, programme) for item in items]
    return calendar_file(programme.title, appointments, _edition(programme, link))


def _items(owner: Participant | Contribution) -> Iterable[MyItem]:
    if isinstance(owner, Participant):
        return my_items(owner, my_own(owner, my_visit(owner.visit)))
    return list(_given(owner))


def _given(owner: Contribution) -> Iterable[MyItem]:
    """A leader without a table yet may be needed in each café."""
    programme = owner.programme
    if owner.visit:
        yield visit_item(programme, my_visit(owner.visit))
    if owner.session:
        owner.session.programme = programme
        yield session_item(owner.session)
    if owner.kind == Contribution.Kind.LEADER:
        cafes = programme.cafe_conversations.all()
        cafes = cafes.filter(pk=owner.table.cafe_id) if owner.table else cafes
        yield from (cafe_item(cafe) for cafe in cafes)
    if owner.kind == Contribution.Kind.SETTER:
        yield from (session_item(one) for one in programme.sessions.filter(kind__in=OF_SETTERS))


def _edition(programme: Programme, link: PersonalLink) -> Edition:
    """Records change with an entry in the history, drafts of places with a new version."""
    last = programme.trail.order_by("-pk").values_list("pk", "at").first()
    versions = programme.plans.aggregate(of_all=Sum("version"))["of_all"] or 0
    number, changed = last or (0, datetime.combine(link.issued_on, time(0), UTC))
    return Edition(number + versions, changed)


def _appointment(
    item: MyItem, owner: Participant | Contribution, programme: Programme
) -> Appointment:
    """Its name stays: a visit that is exchanged for another takes its place in the calendar."""
    whose = f"{owner._meta.model_name}-{owner.pk}"
    called_off = item.visit is not None and item.visit.called_off
    status = "CONFIRMED" if owner.status in CERTAIN else "TENTATIVE"
    return Appointment(
        uid=f"{item.key}-{whose}@{urlsplit(settings.SITE_URL).hostname}",
        title=f"{item.title} ({item.strand})" if item.strand else item.title,
        starts=item.starts,
        ends=item.ends,
        place=_place(item, programme),
        about="\n".join(_about(item)),
        status="CANCELLED" if called_off else status,
    )


def _place(item: MyItem, programme: Programme) -> str:
    if item.visit:
        return "" if item.visit.called_off else item.visit.meeting_point or item.visit.title
    return ", ".join(filter(None, [item.room, place_of(programme).venue]))


def _about(item: MyItem) -> Iterable[str]:
    if item.visit:
        if not item.visit.called_off:
            yield from _about_visit(item.visit)
        return
    if item.team:
        yield _("Team %(team)s") % {"team": item.team}
    if item.description:
        yield item.description
    yield from map(_round, item.seats)


def _about_visit(visit: MyVisit) -> Iterable[str]:
    said = (
        ("%s", visit.theme),
        (_("Host: %s"), ", ".join(visit.hosts)),
        (_("Wear: %s"), visit.dress),
        (_("Bring: %s"), visit.identification),
        (_("Ask for: %s"), ", ".join(filter(None, [visit.contact, visit.phone]))),
        (_("Map: %s"), visit.map),
    )
    yield from (words % value for words, value in said if value)
    yield _("Step-free") if visit.step_free else _("There are steps")


def _round(seat: MySeat) -> str:
    words = _("%(clock)s table %(number)s") % {
        "clock": date_format(seat.starts, "H:i"),
        "number": seat.table,
    }
    return ", ".join([words, *seat.leaders])
