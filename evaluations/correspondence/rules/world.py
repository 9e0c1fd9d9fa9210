"""All that the rules ask about a programme, read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from evaluations.audience import asked_by
from evaluations.models import Invitation, Questionnaire
from participants.models import (
    OWNERS,
    Application,
    Message,
    Participant,
    PeerNote,
    PeerRound,
    Plan,
    Pledge,
    Step,
    VisitChoice,
)
from participants.outbox.wanted import Place
from programmes.models import Contribution, Programme

from ..wording import Wording, wordings_of

MIDNIGHT = time(0)


@dataclass(frozen=True)
class World:
    """`known`: when each message was told, by its place. `moved`: when somebody was last told of a
    new place, by participant and kind of plan. `plans`: by the
    occasion of their messages. `answered`: form, kind of recipient, key."""

    programme: Programme
    now: datetime
    wordings: Mapping[Step, Wording]
    people: tuple[Participant, ...]
    givers: tuple[Contribution, ...]
    applications: tuple[Application, ...]
    forms: tuple[Questionnaire, ...]
    asked: Mapping[int, Iterable[int]]
    answered: frozenset[tuple[int, str, int]]
    choice: VisitChoice | None
    chosen: frozenset[int]
    pledges: tuple[Pledge, ...]
    notes: PeerRound | None
    noted: frozenset[int]
    note_writers: frozenset[int]
    plans: Mapping[str, Plan]
    days: tuple[date, ...]
    challenge_day: date | None
    known: Mapping[Place, datetime] = field(default_factory=dict)
    moved: Mapping[tuple[int, str], datetime] = field(default_factory=dict)
    live: frozenset[Place] = frozenset()

    @cached_property
    def coming(self) -> tuple[Participant, ...]:
        return tuple(one for one in self.people if comes(one))

    @cached_property
    def places_published(self) -> bool:
        return any(
            plan.what == Plan.What.VISITS and plan.published_version is not None
            for plan in self.plans.values()
        )

    @cached_property
    def starts(self) -> datetime:
        return self.midnight(self.programme.starts_on)

    @cached_property
    def ends(self) -> datetime:
        """The end of the last day."""
        return self.midnight(self.programme.ends_on, 1)

    @cached_property
    def told_on_the_eve(self) -> frozenset[int]:
        """Participants who know the plan of a day to come."""
        days = {f"day {day}" for day in self.days if self.midnight(day, 1) > self.now}
        return frozenset(
            key for __, key, step, occasion in self.known if step == Step.EVE and occasion in days
        )

    def midnight(self, day: date, later: int = 0) -> datetime:
        """At which a day begins, or one some days later."""
        return self.programme.at(date.fromordinal(day.toordinal() + later), MIDNIGHT)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(ZoneInfo(self.programme.time_zone)).date()

    def told(self, owner: str, key: int, step: str, occasion: str) -> datetime | None:
        return self.known.get((owner, key, step, occasion))

    def in_use(self, step: Step) -> bool:
        return self.wordings[step].in_use


def comes(person: Participant) -> bool:
    return person.status == Participant.Status.ACCEPTED and not person.absent


def world_of(programme: Programme, now: datetime) -> World:
    """A constant number of queries, however many take part and whatever they are asked."""
    forms = tuple(programme.questionnaires.filter(eligible=None))
    plans = {f"plan {plan.pk}": plan for plan in programme.plans.all()}
    pledges = Pledge.objects.filter(state__in=Pledge.OPEN, due__isnull=False)
    sessions = tuple(programme.sessions.all())
    return World(
        programme=programme,
        now=now,
        wordings=wordings_of(programme),
        people=tuple(programme.participants.order_by("pk")),
        givers=tuple(_givers(programme)),
        applications=tuple(programme.applications.all()),
        forms=forms,
        asked=asked_by(programme, forms),
        answered=_answered(forms),
        choice=VisitChoice.objects.filter(programme=programme).first(),
        chosen=_chosen(programme),
        plans=plans,
        pledges=tuple(pledges.filter(participant__programme=programme)),
        notes=PeerRound.objects.filter(programme=programme).first(),
        **_notes(programme),
        days=_days(programme, sessions),
        challenge_day=next((one.day for one in sessions if one.kind == one.Kind.CHALLENGE), None),
        **_messages(programme),
    )


def _givers(programme: Programme) -> Iterable[Contribution]:
    rows = programme.contributions.select_related("visit", "table__cafe", "session")
    return rows.order_by("pk")


def _answered(forms: Iterable[Questionnaire]) -> frozenset[tuple[int, str, int]]:
    """Those as well who said that they would rather not."""
    rows = Invitation.objects.filter(questionnaire__in=forms).order_by()
    said = rows.exclude(state=Invitation.State.ASKED)
    kinds = ("participant", "contribution", "observer")
    return frozenset(
        (form, kind, key)
        for form, *keys in said.values_list("questionnaire", *kinds)
        for kind, key in zip(kinds, keys, strict=True)
        if key
    )


def _chosen(programme: Programme) -> frozenset[int]:
    """Whoever ranks, refuses or has taken a visit."""
    people = programme.participants.order_by()
    ranked = people.filter(preferences__isnull=False).values_list("pk", flat=True)
    refused = people.filter(refusals__isnull=False).values_list("pk", flat=True)
    placed = people.filter(visit__isnull=False).values_list("pk", flat=True)
    return frozenset(ranked.union(refused, placed))


def _notes(programme: Programme) -> dict[str, frozenset[int]]:
    """To whom somebody has written, and who has written to somebody."""
    rows = PeerNote.objects.filter(receiver__programme=programme, withheld_at=None)
    pairs = list(rows.values_list("receiver", "author"))
    return {
        "noted": frozenset(receiver for receiver, _author in pairs),
        "note_writers": frozenset(author for _receiver, author in pairs),
    }


def _days(programme: Programme, sessions: Iterable) -> tuple[date, ...]:
    """Those on which something takes place; without an agenda, every day."""
    found = {one.day for one in sessions}
    found.update(programme.site_visits.filter(called_off=False).values_list("day", flat=True))
    found.update(programme.cafe_conversations.values_list("day", flat=True))
    first, last = programme.starts_on.toordinal(), programme.ends_on.toordinal()
    return tuple(sorted(found)) or tuple(map(date.fromordinal, range(first, last + 1)))


def _messages(programme: Programme) -> dict[str, object]:
    """What was told of which message, and which messages there are, by one query."""
    rows = Message.objects.filter(programme=programme).exclude(state=Message.State.CANCELLED)
    known: dict[Place, datetime] = {}
    moved: dict[tuple[int, str], datetime] = defaultdict(lambda: programme.at(date.min, MIDNIGHT))
    live = set()
    for row in rows.order_by("pk").values(
        *OWNERS, "step", "occasion", "state", "told_at", "prepared_at", "plan__what", "corrects"
    ):
        owner = next(name for name in OWNERS if row[name])
        place = (owner, row[owner], row["step"], row["occasion"])
        live.add(place)
        if row["state"] in (*Message.KNOWN, Message.State.UNSURE):
            known[place] = row["told_at"] or row["prepared_at"]
        if row["plan__what"] and row["participant"] and not row["corrects"]:
            moved[row["participant"], row["plan__what"]] = row["prepared_at"]
    return {"known": known, "moved": dict(moved), "live": frozenset(live)}
