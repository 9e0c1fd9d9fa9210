"""What becomes of a message when the world has changed: made, rewritten, taken out, corrected.

Pure: plain values in, plain values out. What is already sent is never touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from .wanted import OFF, Place, Row, Stance, Wanted

WAITING, APPROVED, SENDING, FAILED = "waiting", "approved", "sending", "failed"
DROPPED, CANCELLED = "dropped", "cancelled"
PENDING = (WAITING, APPROVED)
HELD = (*PENDING, FAILED)
"""Not gone yet: it is kept right or taken out."""
KNOWN = ("sent", "told", "unsure")
"""Its recipient knows it, or may do."""
LONGEST_SUBJECT, LONGEST_REASON = 200, 240
AHEAD = timedelta(days=14)
"""So long before it is due, a message comes into the outbox."""
GRACE = timedelta(days=2)
"""Later than that, nothing goes by itself that was not there in time."""


class Words(Protocol):
    """Subject, text and reason of a message about a message."""

    def correction(self, sent: Row, wanted: Wanted) -> tuple[str, str, str]: ...

    def called_off(self, sent: Row) -> tuple[str, str, str]: ...


@dataclass(frozen=True, slots=True)
class Decided:
    """Rows as they are to be, and the keys of those that are not needed any more."""

    create: tuple[Row, ...] = ()
    update: tuple[Row, ...] = ()
    cancel: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The messages of one place. `lasting`: its step is about something that lies ahead, so that
    whoever was told is told what changes."""

    place: Place
    held: Row | None
    sent: Row | None
    dropped: Row | None
    is_under_way: bool
    lasting: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """What the held message of a place is to say."""

    subject: str
    text: str
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    due_at: datetime | None = None
    until: datetime | None = None
    by_itself: bool = False
    corrects: int | None = None
    keeps_words: bool = False

    @property
    def is_off(self) -> bool:
        return OFF in self.facts


def differs(was: Row, now: Aim | Wanted) -> bool:
    """Whether what a message rests on has changed."""
    return was.is_off != now.is_off or bool(changed(was, now))


def changed(was: Row, now: Aim | Wanted) -> set[str]:
    """The facts that are others now. Only what both speak of is compared: another wording alone
    makes nothing wrong that was written before."""
    new = dict(now.facts) | dict.fromkeys(now.missing, "")
    return {name for name in was.facts.keys() & new.keys() if was.facts[name] != new[name]}


def is_wrong(sent: Row, now: Wanted) -> bool:
    """Whether its reader has to be told. What was left open then is no error, and of what another
    message has told them they know."""
    said = {name for name in changed(sent, now) if sent.facts[name]}
    return sent.is_off or bool(said - now.told_elsewhere)


def decide(
    rows: Iterable[Row],
    wanted: Iterable[Wanted],
    now: datetime,
    words: Words,
    lasting: Collection[str],
) -> Decided:
    """`lasting` are the steps whose changes are told to those who know of them already."""
    places: dict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        places[row.place].append(row)
    asked = {one.place: one for one in wanted}
    create, update, cancel = [], [], []
    for place in (*asked, *(place for place in places if place not in asked)):
        standing = _standing(place, places.get(place, ()), place[2] in lasting)
        if standing.is_under_way:
            continue
        aim = _aim(standing, asked.get(place), now, words)
        if standing.held and aim is None:
            cancel.append(standing.held.key)
        elif standing.held:
            row = _kept_right(standing.held, aim, now)
            update += [row] if row != standing.held else []
        elif aim:
            create.append(_made(place, aim))
    return Decided(tuple(create), tuple(update), tuple(cancel))


def _standing(place: Place, rows: Sequence[Row], lasting: bool) -> Standing:
    """Rows come in the order in which they were made."""
    sent = _last(rows, KNOWN)
    dropped = _last(rows, (DROPPED,))
    if sent and dropped and dropped.key < sent.key:
        dropped = None
    under_way = any(row.state == SENDING for row in rows)
    return Standing(place, _last(rows, HELD), sent, dropped, under_way, lasting)


def _last(rows: Sequence[Row], states: Collection[str]) -> Row | None:
    return next((row for row in reversed(rows) if row.state in states), None)


def _aim(here: Standing, wanted: Wanted | None, now: datetime, words: Words) -> Aim | None:
    """What is still to be told in this place; None where nothing is."""
    aim = next(_aims(here, wanted, now, words), None)
    refused = aim and here.dropped and not here.held
    return None if refused and not differs(here.dropped, aim) else aim


def _aims(here: Standing, wanted: Wanted | None, now: datetime, words: Words) -> Iterator[Aim]:
    if wanted is None:
        if here.lasting and here.sent and _is_ahead(here.sent, now):
            yield _called_off(here, now, words)
    elif wanted.stance is Stance.SETTLED:
        return
    elif wanted.prepared_elsewhere and here.held and here.held.corrects is None:
        yield replace(_first(here, wanted, now), keeps_words=True, due_at=here.held.due_at)
    elif here.sent is None:
        is_here = here.held or (_is_time(wanted, now) and not wanted.prepared_elsewhere)
        if wanted.stance is Stance.WANTED and is_here:
            yield _first(here, wanted, now)
    elif here.lasting and is_wrong(here.sent, wanted):
        yield _correction(here, wanted, now, words)


def _is_ahead(sent: Row, now: datetime) -> bool:
    return not sent.has_left and sent.until is not None and sent.until > now


def _is_time(wanted: Wanted, now: datetime) -> bool:
    early = wanted.due_at is not None and now < wanted.due_at - AHEAD
    late = wanted.fresh_until is not None and now > wanted.fresh_until
    return not early and not late


def _first(here: Standing, wanted: Wanted, now: datetime) -> Aim:
    """Goes by itself where its rule says so, unless it comes late or somebody has decided about it:
    what was approved, held back or refused once is for people to decide."""
    is_late = wanted.due_at is not None and now > wanted.due_at + GRACE
    may = here.held.by_itself if here.held else not is_late and not here.dropped
    return Aim(
        wanted.subject,
        wanted.text,
        wanted.reason,
        wanted.facts,
        wanted.missing,
        wanted.due_at,
        wanted.until,
        wanted.by_itself and may,
    )


def _correction(here: Standing, wanted: Wanted, now: datetime, words: Words) -> Aim:
    subject, text, reason = words.correction(here.sent, wanted)
    return Aim(
        subject,
        text,
        reason,
        wanted.facts,
        wanted.missing,
        _since(here, now),
        wanted.until,
        corrects=here.sent.key,
    )


def _called_off(here: Standing, now: datetime, words: Words) -> Aim:
    """It has no end, so that it is not called off again itself."""
    said = words.called_off(here.sent)
    return Aim(*said, {OFF: "yes"}, due_at=_since(here, now), corrects=here.sent.key)


def _since(here: Standing, now: datetime) -> datetime:
    """A correction is due from the moment it was first prepared."""
    held = here.held
    return held.due_at if held and held.corrects == here.sent.key and held.due_at else now


def _made(place: Place, aim: Aim) -> Row:
    state = APPROVED if aim.by_itself and not aim.missing else WAITING
    return _with(Row(None, place, state, "", ""), aim)


def _with(row: Row, aim: Aim) -> Row:
    return replace(
        row,
        subject=" ".join(aim.subject.split())[:LONGEST_SUBJECT],
        text=aim.text,
        facts=aim.facts,
        missing=aim.missing,
        reason=aim.reason[:LONGEST_REASON],
        due_at=_in_utc(aim.due_at),
        until=_in_utc(aim.until),
        by_itself=aim.by_itself,
        corrects=aim.corrects,
    )


def _in_utc(at: datetime | None) -> datetime | None:
    """As the database gives it back: in the hour in which summer time begins or ends, no time of
    one zone equals any of another."""
    return at and at.astimezone(UTC)


def _kept_right(held: Row, aim: Aim, now: datetime) -> Row:
    """Somebody's own words stay as long as what they rest on does; else they are kept beside. So
    does the moment, where somebody wants it sent at once."""
    rests = held.corrects == aim.corrects and not differs(held, aim)
    if rests and aim.keeps_words:
        aim = replace(aim, reason=held.reason)
    if rests and (held.edits or aim.keeps_words):
        aim = replace(aim, subject=held.subject, text=held.text, missing=held.missing)
    new = _with(held, aim)
    if held.edits and not rests:
        new = replace(new, edits=0, earlier=held.text)
    is_other = not rests or (new.subject, new.text) != (held.subject, held.text)
    version = held.version + is_other
    state = _state(held, new, is_other)
    stays = rests and state == APPROVED and _goes_at_once(held, now)
    return replace(new, version=version, state=state, due_at=(held if stays else new).due_at)


def _goes_at_once(held: Row, now: datetime) -> bool:
    return held.state == APPROVED and held.due_at is not None and held.due_at <= now


def _state(held: Row, new: Row, is_other: bool) -> str:
    """What was approved with other words waits again, unless its rule lets it go by itself."""
    if held.state == FAILED:
        return FAILED
    if new.missing:
        return WAITING
    lost_words = held.edits > new.edits
    if new.by_itself and not lost_words:
        return APPROVED if held.missing else held.state
    unseen = is_other or held.by_itself
    return WAITING if unseen else held.state
