"""Messages about messages: what has changed since somebody was told, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participants.models import Step
from programmes.models import Programme

from .deciding import changed
from .wanted import Row, Stance, Wanted

ANSWERED = (Step.CHOICE, Step.FEEDBACK, Step.FOLLOW_UP)
"""They ask for an answer."""
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """`describe` says what a placeholder stands for: “the day”, “meeting point”."""

    programme: Programme
    describe: Callable[[str], str]

    def correction(self, sent: Row, wanted: Wanted) -> tuple[str, str, str]:
        begin = _after_all() if sent.is_off else _("What we wrote to you has changed.")
        changes = "\n".join(self._changes(sent, wanted))
        text = "\n\n".join(filter(None, (begin, changes, *self._what_holds(wanted))))
        return _titled(_("Changed: %(subject)s"), wanted.subject), text, self._reason(sent)

    def _what_holds(self, wanted: Wanted) -> Iterator[str]:
        """Whoever has answered is not asked again."""
        if wanted.stance is Stance.KNOWN and wanted.place[2] in (Step.ASK, Step.INVITATION):
            yield _("Everything else stays as it was. Your own page: {link}")
            yield self._contact()
        else:
            yield _("This is what holds now:")
            yield wanted.text

    def called_off(self, sent: Row) -> tuple[str, str, str]:
        said = _("We wrote to you: “%(subject)s”.")
        if sent.told_at:
            said = _("On %(day)s we wrote to you: “%(subject)s”.")
        values = {"subject": _bare(sent.subject), "day": sent.told_at and self._day(sent)}
        off = _("This no longer takes place, and you need do nothing.")
        if sent.place[2] in ANSWERED:
            off = _("You need not answer it any more.")
        parts = (f"{said % values} {off}", self._contact(), str(self.programme))
        text = "\n\n".join(filter(None, parts))
        return _titled(_("No longer: %(subject)s"), sent.subject), text, self._reason(sent)

    def _changes(self, sent: Row, wanted: Wanted) -> Iterator[str]:
        """In the order in which the placeholders of the letter are named."""
        others = changed(sent, wanted)
        order = list(dict.fromkeys((*wanted.facts, *wanted.missing)))
        for name in sorted(others, key=order.index):
            now = wanted.facts.get(name, "")
            yield _changed(capfirst(self.describe(name)), sent.facts[name], now)

    def _day(self, sent: Row) -> str:
        """By the clock at the venue."""
        return date_format(localtime(sent.told_at, ZoneInfo(self.programme.time_zone)), "j F")

    def _reason(self, sent: Row) -> str:
        if sent.told_at is None:
            return _("It may have been sent, and is not right any more.")
        words = _("They were told on %(day)s, and it is not right any more.")
        return words % {"day": self._day(sent)}

    def _contact(self) -> str:
        programme = self.programme
        ways = ", ".join(filter(None, (programme.contact_email, programme.contact_phone)))
        whom = " ".join(filter(None, (programme.contact_name, ways and f"({ways})")))
        return _("If you have a question, ask %(whom)s.") % {"whom": whom} if whom else ""


def _after_all() -> str:
    return _("We wrote to you that it no longer takes place. It does after all.")


def _changed(what: str, was: str, now: str) -> str:
    """Of a value of several lines, those lines that are others; none where nearly all are."""
    values = {"what": what, "was": was, "now": now or _("not known yet")}
    if not was:
        return _("%(what)s: now %(now)s.") % values
    if "\n" in was + now:
        gone, new = _without(was, now), _without(now, was)
        if not 0 < len(gone) + len(new) <= MOST_LINES:
            return _("%(what)s: the new one stands below.") % values
        lines = [*(_("no longer: %(line)s"),) * len(gone), *(_("new: %(line)s"),) * len(new)]
        said = (words % {"line": line} for words, line in zip(lines, gone + new, strict=True))
        return "\n".join((f"{what}:", *said))
    return _("%(what)s: was %(was)s, now %(now)s.") % values


def _without(some: str, others: str) -> list[str]:
    known = set(others.split("\n"))
    return [line for line in some.split("\n") if line.strip() and line not in known]


def _bare(subject: str) -> str:
    """Without the word of an earlier correction."""
    return subject.removeprefix(_("Changed: %(subject)s") % {"subject": ""})


def _titled(words: str, subject: str) -> str:
    return words % {"subject": _bare(subject)}
