"""Which forms a programme can have, what each asks, and when each opens and closes.

Times are the clock's at the venue: forty-eight hours after a visit are two days by the clock, also
when summer time begins between them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from programmes.models import CafeConversation, Programme, Session

from . import bank
from .models import EvaluationPlan, Questionnaire

Moment = Questionnaire.Moment
FOLLOW_UP_DAY = EvaluationPlan._meta.get_field("follow_up_day").default
MORNING, EVENING, LAST_SESSION_ENDS = time(9), time(18), time(16, 30)
DAYS_BEFORE, DAYS_AFTER_ITEM, DAYS_AT_END = 14, 2, 10
CONTRIBUTORS_FROM, CONTRIBUTORS_UNTIL = 1, 14
SETTERS_FROM, DAYS_LATER = 7, 21
LAST_HALF_HOUR = timedelta(minutes=30)
NOT_ASKED_ABOUT = (
    Session.Kind.BREAK,
    Session.Kind.VISITS,
    Session.Kind.CAFE,
    Session.Kind.FEEDBACK,
)
LATER = "setters-later"
PAIRED = (Moment.BEFORE, Moment.END, Moment.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class Slot:
    """A form that a programme has or could have. `slug` is its short name and its key."""

    slug: str
    moment: str
    title: str
    opens_at: datetime
    closes_at: datetime
    introduction: str = ""
    session: Session | None = None
    cafe: CafeConversation | None = None

    @property
    def asks_objectives(self) -> bool:
        return self.moment in PAIRED

    @property
    def session_id(self) -> int | None:
        return self.session and self.session.pk

    @property
    def cafe_id(self) -> int | None:
        return self.cafe and self.cafe.pk


def place_of(one: "Slot | Questionnaire") -> tuple[str, object]:
    """What a form and its slot have in common: their session or café, or else their short name.
    A form that came with a workbook keeps its short name, but its session has another key here."""
    if one.session_id:
        return "session", one.session_id
    if one.cafe_id:
        return "café", one.cafe_id
    return "", one.slug


def slots(programme: Programme) -> tuple[Slot, ...]:
    """Every form that the programme can have, in the order of its life."""
    plan = EvaluationPlan.objects.filter(programme=programme).first()
    return slots_of(programme, plan.follow_up_day if plan else FOLLOW_UP_DAY)


def slots_of(programme: Programme, follow_up_day: int) -> tuple[Slot, ...]:
    sessions = list(programme.sessions.all())
    return (
        _before(programme, sessions),
        *_on_the_days(programme, sessions),
        _end(programme, sessions),
        _days_after(programme, CONTRIBUTORS_FROM, CONTRIBUTORS_UNTIL, *_contributors()),
        _setters(programme, "setters", SETTERS_FROM),
        _days_after(programme, follow_up_day, follow_up_day + DAYS_LATER, *_follow_up()),
        _setters(programme, LATER, follow_up_day),
        _days_after(programme, follow_up_day, follow_up_day + DAYS_LATER, *_observers()),
    )


def chosen(programme: Programme, moments: Collection[str]) -> list[Slot]:
    """Those named by their short name, or by their moment where it stands for several."""
    named = frozenset(str(moment) for moment in moments)
    several = named & {Moment.SESSION.value, Moment.CAFE.value}
    return [slot for slot in slots(programme) if slot.slug in named or slot.moment in several]


def is_named_after(title: str, slot: Slot) -> bool:
    """A form about a session or a café bears its name, unless somebody gave it another."""
    start, __, __ = _about("|").partition("|")
    return bool(slot.session or slot.cafe) and title.startswith(start)


def _about(title: str) -> str:
    return _("About “%(title)s”") % {"title": title}


def _before(programme: Programme, sessions: list[Session]) -> Slot:
    first = min(((one.day, one.starts) for one in sessions), default=(programme.starts_on, MORNING))
    day, clock = first
    return Slot(
        "before",
        Moment.BEFORE,
        _("Before you come"),
        programme.at(day - timedelta(days=DAYS_BEFORE), MORNING),
        programme.at(day, clock),
        _("Three minutes, so that we can see later what has changed."),
    )


def _on_the_days(programme: Programme, sessions: list[Session]) -> Iterator[Slot]:
    """Sessions, visits and cafés in the order in which they end."""
    found = [_session(programme, one) for one in sessions if one.kind not in NOT_ASKED_ABOUT]
    found += [_cafe(programme, cafe) for cafe in programme.cafe_conversations.all()]
    found += _visits(programme)
    yield from sorted(found, key=lambda slot: slot.opens_at)


def _session(programme: Programme, session: Session) -> Slot:
    return Slot(
        f"session-{session.pk}",
        Moment.SESSION,
        _about(_short(session.title)),
        *_two_days_from(programme, session.day, session.ends),
        introduction=_("Less than a minute."),
        session=session,
    )


def _cafe(programme: Programme, cafe: CafeConversation) -> Slot:
    whole = timedelta(minutes=cafe.rounds * cafe.minutes)
    ends = datetime.combine(cafe.day, cafe.starts) + whole
    return Slot(
        f"cafe-{cafe.pk}",
        Moment.CAFE,
        _about(_short(cafe.title)),
        *_two_days_from(programme, ends.date(), ends.time()),
        introduction=_("Less than a minute."),
        cafe=cafe,
    )


def _visits(programme: Programme) -> list[Slot]:
    """One form for all of them: it opens when the first ends, and closes after the last."""
    ends = sorted((v.day, v.ends) for v in programme.site_visits.all() if not v.called_off)
    if not ends:
        return []
    opens, __ = _two_days_from(programme, *ends[0])
    __, closes = _two_days_from(programme, *ends[-1])
    introduction = _("Less than a minute.")
    return [Slot("visit", Moment.VISITS, _("About your visit"), opens, closes, introduction)]


def _end(programme: Programme, sessions: list[Session]) -> Slot:
    late = ((one.day, one.ends) for one in sessions)
    day, clock = max(late, default=(programme.ends_on, LAST_SESSION_ENDS))
    return Slot(
        "end",
        Moment.END,
        _("How was it for you?"),
        programme.at(day, clock) - LAST_HALF_HOUR,
        programme.at(day + timedelta(days=DAYS_AT_END), EVENING),
        _("Six minutes. Saved as you go."),
    )


def _contributors() -> tuple[str, ...]:
    return ("contributors", Moment.CONTRIBUTORS, _("Your part in it"), _("A minute."))


def _follow_up() -> tuple[str, ...]:
    title = _("What has come of it?")
    return ("follow-up", Moment.FOLLOW_UP, title, _("Six minutes. Saved as you go."))


def _observers() -> tuple[str, ...]:
    return ("observers", Moment.OBSERVERS, _("What have you seen?"), _("Two minutes."))


def _setters(programme: Programme, slug: str, day: int) -> Slot:
    title = _("The response to your challenge")
    if slug == LATER:
        title = _("What happened to the response")
    names = (slug, Moment.SETTERS, title, _("A minute."))
    return _days_after(programme, day, day + DAYS_LATER, *names)


def _days_after(
    programme: Programme,
    opens: int,
    closes: int,
    slug: str,
    moment: str,
    title: str,
    introduction: str,
) -> Slot:
    """Counted from the last day of the programme."""
    last = programme.ends_on
    return Slot(
        slug,
        moment,
        title,
        programme.at(last + timedelta(days=opens), MORNING),
        programme.at(last + timedelta(days=closes), EVENING),
        introduction,
    )


def _two_days_from(programme: Programme, day: date, clock: time) -> tuple[datetime, datetime]:
    later = day + timedelta(days=DAYS_AFTER_ITEM)
    return programme.at(day, clock), programme.at(later, clock)


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:79].rstrip() + "…"


def standards_of(slot: Slot, others: Iterable[str]) -> tuple[bank.Standard, ...]:
    """What is asked beside the objectives; `others` are the moments of the programme's other forms,
    which spare the end what is asked elsewhere."""
    if slot.slug == LATER:
        return bank.SETTERS_LATER
    asked = bank.FORMS[slot.moment]
    spared = {"V1", "V2"} if Moment.VISITS in others else set()
    spared |= {"C1", "C2"} if Moment.CAFE in others else set()
    if slot.moment != Moment.END:
        return asked
    return tuple(standard for standard in asked if standard.code not in spared)
