"""What organisers do with those who would like to come: offer a place, let them wait, or not."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from participants.models import Application, Participant
from programmes.models import Programme, User
from programmes.trail import note

from .changes import Change, Refused, settle, was_told
from .entering import participant_of
from .places import HOLDING, Places, lock, places_of

Status = Participant.Status
State = Application.State
MAY_BE_OFFERED = (Status.WAITING, Status.DECLINED, Status.WITHDRAWN)
MAY_WAIT = (Status.DECLINED, Status.WITHDRAWN)
UNDECIDED = (State.RECEIVED, State.DECLINED)


class TooMany(Refused):
    """More people than places, and nobody has said that this is meant."""

    def __init__(self, places: Places) -> None:
        words = ngettext(
            "Nothing was done: %(n)s place is free. Choose fewer people, or say that there may be "
            "more people than places.",
            "Nothing was done: %(n)s places are free. Choose fewer people, or say that there may "
            "be more people than places.",
            places.free,
        )
        super().__init__(words % {"n": places.free})


@transaction.atomic
def offer(
    *,
    programme: Programme,
    applications: Collection[int] = (),
    people: Collection[int] = (),
    user: User | None = None,
    more: bool = False,
) -> Change:
    """Invite applicants, and people who wait or once said no.

    Raises TooMany where that is more than there are places, unless `more` says that it is meant.
    """
    lock(programme)
    change = Change()
    asked = list(applications_of(programme, applications, UNDECIDED))
    rows = list(participants_of(programme, people, MAY_BE_OFFERED))
    places = places_of(programme)
    if not more and not places.holds(len(asked) + len(rows)):
        raise TooMany(places)
    rows += [_taken(application, State.ACCEPTED, change) for application in asked]
    for person in rows:
        if person.status not in HOLDING:
            _put(person, Status.INVITED, change, answered_on=None)
            note(actor=user, deed="offered", record=person)
            change.done += 1
    return change


@transaction.atomic
def put_on_list(
    *,
    programme: Programme,
    applications: Collection[int] = (),
    people: Collection[int] = (),
    user: User | None = None,
) -> Change:
    """They wait from now on, behind those who wait already."""
    lock(programme)
    change = Change()
    rows = list(participants_of(programme, people, MAY_WAIT))
    asked = list(applications_of(programme, applications, UNDECIDED))
    rows += [_taken(application, State.WAITING, change) for application in asked]
    for person in rows:
        is_new = change.people.get(person.pk, person) is None
        if is_new or person.status in MAY_WAIT:
            _put(person, Status.WAITING, change, answered_on=None, waiting_since=timezone.now())
            note(actor=user, deed="listed", record=person)
            change.done += 1
    return change


@transaction.atomic
def decline(
    *, programme: Programme, applications: Collection[int], user: User | None = None
) -> Change:
    """Not this time. Nobody becomes a participant by it."""
    lock(programme)
    return _decided(programme, applications, State.RECEIVED, State.DECLINED, "not chosen", user)


@transaction.atomic
def reopen(
    *, programme: Programme, applications: Collection[int], user: User | None = None
) -> Change:
    """To be decided again."""
    lock(programme)
    return _decided(programme, applications, State.DECLINED, State.RECEIVED, "reopened", user)


def _decided(
    programme: Programme, keys: Collection[int], before: str, after: str, deed: str, user
) -> Change:
    change = Change()
    for application in applications_of(programme, keys, (before,)):
        change.keep_application(application)
        application.state = after
        application.save(update_fields=["state"])
        note(actor=user, deed=deed, record=application)
        change.done += 1
    return change


@transaction.atomic
def take_back(*, programme: Programme, people: Collection[int], user: User | None = None) -> Change:
    """An invitation that nobody has answered: back to the list, or to be decided again."""
    lock(programme)
    change = Change()
    rows = participants_of(programme, people, (Status.INVITED,))
    for person in rows.filter(answered_on=None):
        note(actor=user, deed="taken back", record=person)
        change.done += 1
        _take_back(person, change)
    return change


def _take_back(person: Participant, change: Change) -> None:
    application = Application.objects.filter(participant=person).first()
    if person.waiting_since:
        _put(person, Status.WAITING, change)
        return
    if application:
        application.state = State.RECEIVED
        application.save(update_fields=["state"])
    if application and not was_told(person):
        person.delete()
    else:
        _put(person, Status.WITHDRAWN, change)


def _taken(application: Application, state: str, change: Change) -> Participant:
    """The application is decided, and its participant there, who may have been known before."""
    change.keep_application(application)
    person, is_new = participant_of(application)
    if is_new:
        change.people[person.pk] = None
    holds = person.status in HOLDING
    application.state = State.ACCEPTED if holds else state
    application.participant = person
    application.save(update_fields=["state", "participant"])
    return person


def _put(person: Participant, status: str, change: Change, **facts) -> None:
    change.keep(person)
    settle(person, status, **facts)
    change.left(person)


def applications_of(
    programme: Programme, keys: Iterable[int], states: Collection[str]
) -> QuerySet[Application]:
    rows = programme.applications.filter(pk__in=list(keys), state__in=states)
    return rows.select_related("participant__person", "programme")


def participants_of(
    programme: Programme, keys: Iterable[int], statuses: Collection[str]
) -> QuerySet[Participant]:
    """Of this programme and standing so; whoever changes them holds the programme's lock."""
    rows = programme.participants.filter(pk__in=list(keys), status__in=statuses)
    return rows.select_related("person", "organisation", "programme")
