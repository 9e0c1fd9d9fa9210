"""What the notes between team-mates need: an invitation, somebody to see who is left out, their
release, and an answer to whoever was hurt."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.reports.peer_notes import Stage as Notes

from .deeds import Need, Situation, link, some

SOON, FRESH = timedelta(days=1), timedelta(days=14)


def peer_needs(now: Situation) -> Iterator[Need]:
    notes = now.notes
    if notes.stage is Notes.NONE:
        yield from _invitation(now)
    elif notes.stage is Notes.CLOSED:
        yield _release(now)
    elif notes.stage is Notes.OPEN and notes.nothing and notes.closes_at - now.now <= SOON:
        yield _left_out(now)
    if notes.unsettled:
        words = ngettext(
            "A note to a team-mate was reported as hurtful",
            "%(n)s notes to team-mates were reported as hurtful",
            notes.unsettled,
        )
        yield Need(
            words % {"n": notes.unsettled},
            _("Whoever received it wanted you to read it."),
            _("Read it"),
            _page(now),
        )


def consent_needs(now: Situation) -> Iterator[Need]:
    if names := now.to_talk_to:
        words = ngettext(
            "%(n)s person would like to talk about how their details are kept",
            "%(n)s people would like to talk about how their details are kept",
            len(names),
        )
        yield Need(
            words % {"n": len(names)},
            some(names),
            _("See who agrees to what"),
            link("consents", slug=now.programme.slug),
        )


def _page(now: Situation) -> str:
    return link("peer_notes", slug=now.programme.slug)


def _invitation(now: Situation) -> Iterator[Need]:
    """From the last day, while people remember who did what."""
    in_teams = now.people.coming - len(now.people.teamless)
    ended = now.now.astimezone(now.zone).date() - now.programme.ends_on
    if timedelta() <= ended <= FRESH and in_teams > 1:
        yield Need(
            _("Team-mates could write to each other"),
            _("What they valued and what to try, by name, read by its receiver alone."),
            _("Invite them"),
            _page(now),
            pressing=False,
        )


def _release(now: Situation) -> Need:
    return Need(
        _("The notes to team-mates have closed"),
        " ".join([_("Nobody reads theirs before you release them all."), *_nothing(now)]),
        _("Release them"),
        _page(now),
    )


def _left_out(now: Situation) -> Need:
    closes = date_format(now.notes.closes_at.astimezone(now.zone), "l, H:i")
    return Need(
        _("Notes to team-mates close %(closes)s") % {"closes": closes},
        " ".join(_nothing(now)),
        _("See who has written"),
        _page(now),
    )


def _nothing(now: Situation) -> list[str]:
    names = now.notes.nothing
    words = ngettext(
        "%(n)s person would receive nothing: %(names)s.",
        "%(n)s people would receive nothing: %(names)s.",
        len(names),
    )
    return [words % {"n": len(names), "names": some(names)}] if names else []
