"""What organisers can do on the page: its groups of people, and the deeds each group allows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participants.models import Application, Participant
from programmes.models import Programme, User

from . import offering
from .answering import say_no, say_yes
from .changes import Change
from .places import lock

Status, State = Participant.Status, Application.State


@dataclass(frozen=True)
class Deed:
    """`button` is what is pressed, `question` what the page asks before it is done, `effect` what
    will follow, `done` what is said afterwards. `gives` tells that it takes places."""

    name: str
    button: Promise
    question: Promise
    effect: Promise
    done: Promise
    run: Callable[..., Change]
    gives: bool = False

    @property
    def is_good(self) -> bool:
        """What a page may suggest."""
        return self.name in ("offer", "yes")


@dataclass(frozen=True)
class Group:
    """People by where they stand; `field` is what their boxes are called, `slice` the name under
    which they can be written to."""

    name: str
    title: Promise
    empty: Promise
    field: str
    status: str
    deeds: tuple[Deed, ...]
    is_quiet: bool = False
    slice: str = ""


def _offer(*, more: bool = False, **who) -> Change:
    return offering.offer(more=more, **who)


def _list(*, more: bool = False, **who) -> Change:
    return offering.put_on_list(**who)


def _decline(*, people: Collection[int] = (), more: bool = False, **who) -> Change:
    return offering.decline(**who)


def _reopen(*, people: Collection[int] = (), more: bool = False, **who) -> Change:
    return offering.reopen(**who)


def _take_back(*, applications: Collection[int] = (), more: bool = False, **who) -> Change:
    return offering.take_back(**who)


def _yes(**who) -> Change:
    return _noted(say_yes, **who)


def _no(**who) -> Change:
    return _noted(say_no, **who)


@transaction.atomic
def _noted(
    answer: Callable[..., Participant],
    *,
    programme: Programme,
    people: Collection[int],
    user: User,
    applications: Collection[int] = (),
    more: bool = False,
) -> Change:
    change = Change()
    lock(programme)
    for row in offering.participants_of(programme, people, Status.values):
        answer(person=row, user=user, change=change)
    return change


OFFER = Deed(
    "offer",
    _("Offer a place"),
    _("Offer these people a place?"),
    _(
        "Each is invited and has a page of their own. An invitation waits among the messages until "
        "you approve it."
    ),
    ngettext_lazy("%(n)s person is invited.", "%(n)s people are invited.", "n"),
    _offer,
    gives=True,
)
LIST = Deed(
    "list",
    _("Put on the waiting list"),
    _("Put these people on the waiting list?"),
    _("They stand behind those who wait already. A message waits until you approve it."),
    ngettext_lazy(
        "%(n)s person is on the waiting list.", "%(n)s people are on the waiting list.", "n"
    ),
    _list,
)
DECLINE = Deed(
    "decline",
    _("Not this time"),
    _("No place for these people this time?"),
    _("A kind message waits until you approve it. You can decide again."),
    ngettext_lazy("%(n)s application is declined.", "%(n)s applications are declined.", "n"),
    _decline,
)
REOPEN = Deed(
    "reopen",
    _("Decide again"),
    _("Decide again about these people?"),
    _("They stand among the applications to be decided. Nobody is told."),
    ngettext_lazy(
        "%(n)s application is to be decided again.",
        "%(n)s applications are to be decided again.",
        "n",
    ),
    _reopen,
)
TAKE_BACK = Deed(
    "take-back",
    _("Take the invitation back"),
    _("Take these invitations back?"),
    _(
        "Whoever came from the waiting list waits there again; an application is to be decided "
        "again. Whoever has the invitation already is to be told: a message waits."
    ),
    ngettext_lazy("%(n)s invitation is taken back.", "%(n)s invitations are taken back.", "n"),
    _take_back,
)
YES = Deed(
    "yes",
    _("They said yes"),
    _("Note that these people come?"),
    _("As if they had said so on their own page, today."),
    ngettext_lazy("%(n)s person comes.", "%(n)s people come.", "n"),
    _yes,
)
NO = Deed(
    "no",
    _("They cannot come"),
    _("Note that these people do not come?"),
    _("Their visit, team and seats become free at once."),
    ngettext_lazy("%(n)s person does not come.", "%(n)s people do not come.", "n"),
    _no,
)

GROUPS = (
    Group(
        "applications",
        _("Applications to be decided"),
        _("No application waits for a decision."),
        "application",
        State.RECEIVED,
        (OFFER, LIST, DECLINE),
    ),
    Group(
        "waiting",
        _("On the waiting list"),
        _("Nobody waits."),
        "person",
        Status.WAITING,
        (OFFER, NO),
        slice="waiting",
    ),
    Group(
        "invited",
        _("Invited, no answer yet"),
        _("Everybody who was invited has answered."),
        "person",
        Status.INVITED,
        (YES, NO, TAKE_BACK),
        slice="invited",
    ),
    Group(
        "accepted",
        _("Coming"),
        _("Nobody has said yes yet."),
        "person",
        Status.ACCEPTED,
        (NO,),
        slice="participants",
    ),
    Group(
        "declined",
        _("Said no"),
        _("Nobody has said no."),
        "person",
        Status.DECLINED,
        (OFFER, LIST),
        is_quiet=True,
    ),
    Group(
        "withdrawn",
        _("Withdrawn"),
        _("Nobody has withdrawn."),
        "person",
        Status.WITHDRAWN,
        (OFFER, LIST),
        is_quiet=True,
    ),
    Group(
        "not-chosen",
        _("Applied, no place this time"),
        _("Nobody."),
        "application",
        State.DECLINED,
        (OFFER, LIST, REOPEN),
        is_quiet=True,
    ),
)
BY_NAME = {deed.name: deed for group in GROUPS for deed in group.deeds}
