"""Where a café stands, in words: its state, what is missing, what undoing would do."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import CafeConversation, CafeTable, Contribution

from .cafe import Scene, rounds_begun
from .seatings import Drafted


def cafe_about(cafe: CafeConversation) -> str:
    rounds = ngettext(
        "%(n)s round of %(minutes)s minutes", "%(n)s rounds of %(minutes)s minutes", cafe.rounds
    )
    parts = (
        f"{date_format(cafe.day, 'l j F')}, {cafe.starts:%H:%M}",
        rounds % {"n": cafe.rounds, "minutes": cafe.minutes},
        cafe.room,
    )
    return " · ".join(filter(None, parts))


def has_leader(table: CafeTable) -> bool:
    return any(leader.status in Contribution.SAID_YES for leader in table.leaders.all())


def state_words(scene: Scene) -> str:
    plan = scene.plan
    if not scene.seats and not scene.told:
        return _("Nobody is seated yet.")
    if plan is None or not plan.version:
        return _("These seats are in the records, and people see them.")
    if plan.published_version is None:
        if scene.told:
            return _("Draft. People still see the seats they had before.")
        return _("Draft. Nobody has been told.")
    published = _("Published on %(day)s") % {"day": date_format(plan.published_at, "j F Y")}
    if plan.published_by:
        published += " " + _("by %(name)s") % {"name": plan.published_by}
    if not scene.changed:
        return published + "."
    return _("%(published)s; changed since, and nobody has been told of that.") % {
        "published": published
    }


def what_is_missing(scene: Scene) -> str:
    if not scene.tables:
        return _("This café has no tables yet. Each needs a number, and in time a leader.")
    if not scene.cafe.guests:
        return _("Nobody has said yes yet, so there is nobody to seat.")
    return ""


def away(scene: Scene) -> Iterator[str]:
    """What was noted on the day."""
    day, cafe = scene.draft.day, scene.cafe
    names = [guest.name for guest in cafe.guests if guest.key in day.missing]
    if names:
        yield _("Missing: %(names)s.") % {"names": ", ".join(names)}
    for guest in cafe.guests:
        if guest.key in day.late and guest.key not in day.missing:
            yield _("%(name)s comes in round %(round)s.") % {
                "name": guest.name,
                "round": day.late[guest.key],
            }
    if gone := [table.title for table in cafe.tables if table.key in day.closed]:
        yield _("Closed: %(tables)s.") % {"tables": ", ".join(gone)}


def undo_words(scene: Scene) -> str:
    """Empty where nothing was changed, or where a round has begun since the seats were mended."""
    now, before = scene.draft, scene.drafts.before
    if before is None:
        return ""
    if now.mended:
        begun = rounds_begun(scene.conversation) - rounds_begun(scene.conversation, now.made_at)
        return "" if begun else _("Undo the mending")
    seats = _different(now, before)
    if len(seats) == 1:
        [(guest, _turn)] = seats
        name = next((each.name for each in scene.cafe.guests if each.key == guest), "")
        if name:
            return _("Undo: %(name)s back") % {"name": name}
    if not seats:
        return _("Undo the pin")
    return _("Undo the last change")


def _different(one: Drafted, other: Drafted) -> set[tuple[int, int]]:
    return {seat for seat, _table in one.seats.items() ^ other.seats.items()}
