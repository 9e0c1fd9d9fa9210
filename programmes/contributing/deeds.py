"""What happens to a contribution: it is listed, asked, answered, briefed, and all of it moved back.

Each deed of staff says how the contribution stood on their screen (`seen`): whoever saw an older
state is told, and nothing is changed. Doing the same twice is doing it once.
"""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from ..models import Contribution, Person, Programme, User
from ..trail import note
from .parts import Part

Status = Contribution.Status
ANSWERS = (Status.YES, Status.MAYBE, Status.NO)
OVER = (Status.TOOK_PART, Status.THANKED)
ANSWERABLE = tuple(status for status in Status if status not in OVER)
ANSWERED_BY_PHONE = {
    Status.YES: "yes noted",
    Status.MAYBE: "maybe noted",
    Status.NO: "no noted",
}
BY_WORD_OF_MOUTH = {
    Status.YES: (Status.BRIEFED, "briefed"),
    Status.TOOK_PART: (Status.THANKED, "noted thanks"),
}
SAID_THEMSELVES = {Status.YES: "said yes", Status.NO: "said no"}


class Overtaken(Exception):
    """The contribution does not stand any more as it did on the screen."""


class NotNow(Exception):
    """What was asked for makes no sense any more, or not yet."""


def today_of(programme: Programme) -> date:
    """By the clock at the venue."""
    return timezone.localdate(timezone=ZoneInfo(programme.time_zone))


def can_answer(contribution: Contribution) -> bool:
    """Until the last day is over; then what happened has happened."""
    programme = contribution.programme
    return contribution.status in ANSWERABLE and today_of(programme) <= programme.ends_on


@transaction.atomic
def put_on_list(
    *, programme: Programme, person: Person, part: Part, actor: User
) -> tuple[Contribution, bool]:
    """And whether they are new there: somebody is listed once for each part."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    fields = {"programme": programme, "person": person, **part.fields}
    if there := Contribution.objects.filter(**fields).first():
        return there, False
    row = Contribution.objects.create(**fields)
    note(actor=actor, deed="long-listed", record=row)
    return row, True


@transaction.atomic
def take_off(*, contribution: Contribution, seen: str, actor: User) -> None:
    """Only from the long list: whoever was asked has said something, or will."""
    row = _locked(contribution, seen)
    if row.status != Status.CONSIDERED:
        raise NotNow
    note(actor=actor, deed="off the list", record=row)
    row.delete()


@transaction.atomic
def ask(*, contribution: Contribution, seen: str, actor: User) -> Contribution:
    """Their message is prepared by its rule, once they count as asked."""
    row = _locked(contribution, seen, wanted=Status.ASKED)
    if row.status == Status.ASKED:
        return row
    if row.status not in (Status.CONSIDERED, Status.NO):
        raise NotNow
    row.status, row.asked_on, row.asked_by = Status.ASKED, today_of(row.programme), actor
    row.answered_on, row.wants_call = None, False
    return _saved(row, actor, "asked")


@transaction.atomic
def note_answer(
    *, contribution: Contribution, said: str, seen: str, actor: User, needs: str = ""
) -> Contribution:
    """What they told a member of staff, by phone or in passing; `needs` are added to theirs."""
    row = _locked(contribution, seen, wanted=said)
    if row.status in OVER and said != Status.NO:
        raise NotNow
    is_news = row.status != said or row.wants_call
    row.needs = _with(row.needs, needs)
    _answered(row, said)
    if not is_news:
        row.save()
        return row
    return _saved(row, actor, ANSWERED_BY_PHONE[Status(said)])


@transaction.atomic
def answer(*, contribution: Contribution, said: str) -> Contribution:
    """Yes or no by the contributor themselves: the last word counts. NotNow once it is over."""
    row = _locked(contribution)
    if not can_answer(row):
        raise NotNow
    agreed = said == Status.YES and row.status == Status.BRIEFED
    if (agreed or row.status == said) and not row.wants_call:
        return row
    _answered(row, said)
    return _saved(row, None, SAID_THEMSELVES[Status(said)])


@transaction.atomic
def ask_for_call(*, contribution: Contribution) -> Contribution:
    """They would like to talk first; whoever has agreed stays so."""
    row = _locked(contribution)
    if not can_answer(row):
        raise NotNow
    if row.wants_call:
        return row
    row.wants_call = True
    if row.status not in Contribution.SAID_YES:
        row.status, row.answered_on = Status.MAYBE, today_of(row.programme)
    return _saved(row, None, "asked for a call")


@transaction.atomic
def note_called(*, contribution: Contribution, actor: User) -> Contribution:
    row = _locked(contribution)
    if not row.wants_call:
        return row
    row.wants_call = False
    return _saved(row, actor, "called")


@transaction.atomic
def move_on(*, contribution: Contribution, seen: str, actor: User) -> Contribution:
    """Briefed or thanked by word of mouth; what is sent moves them by itself."""
    after, deed = BY_WORD_OF_MOUTH.get(Status(seen), ("", ""))
    if not after:
        raise NotNow
    row = _locked(contribution, seen, wanted=after)
    if row.status == after:
        return row
    row.status = after
    return _saved(row, actor, deed)


def dated(row: Contribution, actor: User) -> None:
    """What a record that somebody writes by hand says of its dates: not saved here."""
    if row.status == Status.ASKED and not row.asked_on:
        row.asked_on, row.asked_by = today_of(row.programme), actor
    if row.status in ANSWERS and not row.answered_on:
        row.answered_on = today_of(row.programme)
    if row.status == Status.CONSIDERED:
        row.asked_on = row.asked_by = row.answered_on = None


def step_before(contribution: Contribution) -> str:
    """Where moving back leads; empty where nothing can be taken back."""
    if contribution.status == Status.NO and not contribution.asked_on:
        return Status.CONSIDERED
    return {
        Status.ASKED: Status.CONSIDERED,
        Status.MAYBE: Status.ASKED,
        Status.YES: Status.ASKED,
        Status.NO: Status.ASKED,
        Status.BRIEFED: Status.YES,
        Status.THANKED: Status.TOOK_PART,
    }.get(Status(contribution.status), "")


@transaction.atomic
def move_back(*, contribution: Contribution, seen: str, actor: User) -> Contribution:
    """As if the last step had never been noted."""
    row = _locked(contribution, seen)
    if not (before := step_before(row)):
        raise NotNow
    row.status = before
    if before in (Status.CONSIDERED, Status.ASKED):
        row.answered_on = None
    if before == Status.CONSIDERED:
        row.asked_on = row.asked_by = None
    return _saved(row, actor, "moved back")


@transaction.atomic
def write_brief(
    *, contribution: Contribution, brief: str, needs: str, seen: tuple[str, str], actor: User
) -> Contribution:
    """`seen`: brief and needs as they stood on the screen."""
    row = _locked(contribution)
    stands = (_plain(row.brief), _plain(row.needs))
    if stands == (_plain(brief), _plain(needs)):
        return row
    if stands != (_plain(seen[0]), _plain(seen[1])):
        raise Overtaken
    row.brief, row.needs = brief, needs
    row.save(update_fields=["brief", "needs"])
    note(actor=actor, deed="changed", record=row, fields=_names("brief", "needs"))
    return row


@transaction.atomic
def describe(
    *, contributions: Iterable[Contribution], needs: str, biography: str, phone: str
) -> None:
    """What one contributor says of themselves, the same for all their parts in a programme."""
    for row in contributions:
        Contribution.objects.filter(pk=row.pk).update(needs=needs)
        Person.objects.filter(pk=row.person_id).update(biography=biography, phone=phone)


def _locked(contribution: Contribution, seen: str = "", wanted: str = "") -> Contribution:
    """As it stands now. Overtaken unless that is what was seen, or what is wanted already."""
    rows = Contribution.objects.select_for_update(of=("self",)).select_related(
        "programme", "person"
    )
    row = rows.filter(pk=contribution.pk).first()
    if row is None or (seen and row.status not in (seen, wanted)):
        raise Overtaken
    return row


def _answered(row: Contribution, said: str) -> None:
    if not (said == Status.YES and row.status in Contribution.SAID_YES):
        row.status = said
    row.answered_on, row.wants_call = today_of(row.programme), False


def _plain(text: str) -> str:
    """Browsers send line breaks of their own."""
    return text.replace("\r\n", "\n").strip()


def _with(before: str, more: str) -> str:
    return "\n".join(filter(None, [before, more if more not in before else ""]))


def _saved(row: Contribution, actor: User | None, deed: str) -> Contribution:
    row.save()
    note(actor=actor, deed=deed, record=row)
    return row


def _names(*fields: str) -> list[str]:
    return [str(Contribution._meta.get_field(name).verbose_name) for name in fields]
