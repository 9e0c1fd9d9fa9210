"""What the outbox asks of an organiser: decide, approve, call."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Step
from participants.reports.outbox_kinds import Kind
from participants.reports.post import Waiting, steps_in

from .deeds import Need, Situation, link, some

SOON = timedelta(days=2)


def message_needs(now: Situation) -> Iterator[Need]:
    url = link("messages", slug=now.programme.slug)
    yield from _decisions(now, f"{url}#decide")
    yield from _places(now, url)
    yield from _approvals(now, f"{url}#waiting")
    yield from _calls(now, f"{url}#calls")


def _decisions(now: Situation, url: str) -> Iterator[Need]:
    post = now.post
    if unsure := post.of(Kind.UNSURE):
        words = ngettext(
            "%(n)s message may have been sent", "%(n)s messages may have been sent", len(unsure)
        )
        yield Need(words % {"n": len(unsure)}, _names(unsure), _("Decide"), url)
    if lost := post.of(Kind.FAILED, Kind.CAME_BACK):
        words = ngettext(
            "%(n)s message did not reach anybody", "%(n)s messages did not reach anybody", len(lost)
        )
        yield Need(words % {"n": len(lost)}, _names(lost), _("See why"), url)
    if wrong := post.of(Kind.CORRECTION):
        words = ngettext(
            "%(n)s person was told what is no longer true",
            "%(n)s people were told what is no longer true",
            len(wrong),
        )
        detail = _("%(steps)s. The corrections are written.") % {"steps": steps_in(wrong)}
        yield Need(words % {"n": len(wrong)}, detail, _("Read them"), url)
    if blocked := post.of(Kind.BLOCKED):
        words = ngettext("%(n)s message misses a fact", "%(n)s messages miss a fact", len(blocked))
        missing = ", ".join(dict.fromkeys(name for each in blocked for name in each.missing))
        yield Need(words % {"n": len(blocked)}, missing, _("Fill it in"), url)


def _places(now: Situation, url: str) -> Iterator[Need]:
    if names := now.people.untold:
        words = ngettext(
            "%(n)s person does not know their new place yet",
            "%(n)s people do not know their new place yet",
            len(names),
        )
        yield Need(words % {"n": len(names)}, some(names), _("Read and approve"), url)


def _approvals(now: Situation, url: str) -> Iterator[Need]:
    """Pressing once the first of them is about to be late."""
    waiting = [each for each in now.post.of(Kind.WAITING) if each.step != Step.PLACES]
    if waiting:
        due = min((each.due_at for each in waiting if each.due_at), default=None)
        detail = f"{steps_in(waiting)}."
        if due and due > now.now:
            local = due.astimezone(now.zone)
            detail = _("%(steps)s, the first due on %(when)s.") % {
                "steps": steps_in(waiting),
                "when": date_format(local, "l j F, H:i"),
            }
        pressing = due is None or due - now.now < SOON
        yield Need(waiting_words(len(waiting)), detail, _("Read them"), url, pressing=pressing)


def waiting_words(count: int) -> str:
    words = ngettext(
        "%(n)s message waits in the outbox", "%(n)s messages wait in the outbox", count
    )
    return words % {"n": count}


def _calls(now: Situation, url: str) -> Iterator[Need]:
    calls = [each for each in now.post.of(Kind.CALL) if each.step != Step.PLACES]
    if calls:
        people = tuple(dict.fromkeys(each.name for each in calls))
        words = ngettext(
            "%(n)s person has to be called or written a letter",
            "%(n)s people have to be called or written a letter",
            len(people),
        )
        yield Need(words % {"n": len(people)}, some(people), _("See what to say"), url)


def _names(messages: tuple[Waiting, ...]) -> str:
    return some(tuple(dict.fromkeys(each.name for each in messages)))
