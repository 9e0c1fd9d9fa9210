"""A whole programme moves to other days; whoever knows the old ones is told by the outbox."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import PeerRound, VisitChoice
from programmes.models import Admission, Programme, User
from programmes.trail import note

OPENINGS = (VisitChoice, Admission)


class CannotMove(Exception):
    """`args[0]` says why, to people."""


def later(instant: datetime | None, programme: Programme, days: timedelta) -> datetime | None:
    """As many days later by the clock at the venue, also across a change to summer time."""
    if instant is None:
        return None
    local = instant.astimezone(ZoneInfo(programme.time_zone))
    return programme.at(local.date() + days, local.time())


@transaction.atomic
def move_programme(*, programme: Programme, starts_on: date, actor: User) -> int:
    """Every date that lies ahead moves by as many days as the first one, every time stays what the
    clock shows; by how many days. Forms and messages follow by themselves."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    today = timezone.localdate(timezone=ZoneInfo(programme.time_zone))
    if programme.starts_on <= today:
        raise CannotMove(_("The programme has begun: its days stay where they are."))
    if starts_on < today:
        raise CannotMove(_("This day is over. Choose one to come."))
    days = starts_on - programme.starts_on
    if not days:
        return 0
    programme.starts_on, programme.ends_on = starts_on, programme.ends_on + days
    programme.save()
    for rows in (programme.sessions, programme.cafe_conversations, programme.site_visits):
        _move_days(rows.all(), days)
    for kind in OPENINGS:
        _move_openings(kind.objects.filter(programme=programme), programme, days)
    # Notes between team-mates that follow the agenda have moved with it.
    chosen = PeerRound.objects.filter(programme=programme, follows_dates=False, released_at=None)
    _move_openings(chosen, programme, days)
    note(actor=actor, deed="moved", record=programme)
    return days.days


def _move_days(rows: Iterable[models.Model], days: timedelta) -> None:
    """Those ahead go first, so that none lands on a day that another has not left yet."""
    for row in sorted(rows, key=lambda row: row.day, reverse=days > timedelta()):
        row.day += days
        row.save()


def _move_openings(rows: Iterable[models.Model], programme: Programme, days: timedelta) -> None:
    """What has opened or closed already did so on its day."""
    now = timezone.now()
    for row in rows:
        opens, closes = row.opens_at, row.closes_at
        row.opens_at = later(opens, programme, days) if opens and opens > now else opens
        row.closes_at = later(closes, programme, days) if closes and closes > now else closes
        if row.opens_at and row.closes_at and row.closes_at <= row.opens_at:
            row.closes_at = closes
        row.save()
