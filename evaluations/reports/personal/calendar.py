"""What stands in somebody's calendar: a participant's days, or what a contributor gives."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.arrival import programme_of
from evaluations.calendar import Appointment, Edition, calendar_file
from participants.models import Participant, PersonalLink
from programmes.models import CafeConversation, Contribution, Programme, Session

from .agenda import MyItem, MySeat, cafe_item, my_items, my_own, session_item, visit_item
from .reach import place_of
from .visit import MyVisit, my_visit, visit_with

# Whose part is certain, and whose is still open; nobody else has anything in their calendar.
CERTAIN = {Participant.Status.ACCEPTED, *Contribution.SAID_YES}
OPEN = {Participant.Status.INVITED, Contribution.Status.ASKED, Contribution.Status.MAYBE}
OF_SETTERS = (Session.Kind.CHALLENGE,)


def my_calendar(link: PersonalLink) -> bytes:
    """Participants and contributors have one; an observer has nowhere to be."""
    programme = programme_of(link)
    owner = link.participant or link.contribution
    found = _days(owner) if link.participant else _given(owner)
    appointments = {one.uid: one for one in found}
    return calendar_file(programme.title, appointments.values(), _edition(programme, link))


def _days(owner: Participant) -> Iterable[Appointment]:
    if owner.status in CERTAIN | OPEN:
        for item in my_items(owner, my_own(owner, my_visit(owner.visit))):
            yield _appointment(item, f"participant-{owner.pk}", owner.status, owner.programme)


def _given(owner: Contribution) -> Iterable[Appointment]:
    """All that they give to the programme: it stands on one page, whichever link opens it."""
    programme = owner.programme
    parts = programme.contributions.filter(person=owner.person_id, status__in=CERTAIN | OPEN)
    cafes, sessions = list(programme.cafe_conversations.all()), list(programme.sessions.all())
    for part in parts.select_related("visit__contact", "table"):
        for item in _items(part, cafes, sessions):
            yield _appointment(item, f"contributor-{owner.person_id}", part.status, programme)


def _items(
    part: Contribution, cafes: list[CafeConversation], sessions: list[Session]
) -> Iterable[MyItem]:
    """A leader without a table yet may be needed in each café."""
    if part.visit:
        item = visit_item(part.programme, visit_with(part.visit))
        yield replace(item, key=f"visit-{part.visit_id}")
    if part.kind == Contribution.Kind.LEADER:
        mine = part.table and part.table.cafe_id
        yield from (cafe_item(cafe) for cafe in cafes if mine in (None, cafe.pk))
    is_setter = part.kind == Contribution.Kind.SETTER
    for session in sessions:
        if session.pk == part.session_id or (is_setter and session.kind in OF_SETTERS):
            yield session_item(session)


def _edition(programme: Programme, link: PersonalLink) -> Edition:
    """Records change with an entry in the history, drafts of places with a new version."""
    last = programme.trail.order_by("-pk").values_list("pk", "at").first()
    versions = programme.plans.aggregate(of_all=Sum("version"))["of_all"] or 0
    number, changed = last or (0, datetime.combine(link.issued_on, time(0), UTC))
    return Edition(number + versions, changed)


def _appointment(item: MyItem, whose: str, standing: str, programme: Programme) -> Appointment:
    """Its name stays: a visit that is exchanged for another takes its place in the calendar."""
    called_off = item.visit is not None and item.visit.called_off
    status = "CONFIRMED" if standing in CERTAIN else "TENTATIVE"
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
