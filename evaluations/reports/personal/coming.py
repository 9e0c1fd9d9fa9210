"""Whether somebody comes: invited, coming, waiting or not, and what they may say about it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.coming.answering import has_substitute, may_answer
from participants.coming.forms import NeedsForm
from participants.coming.places import HOLDING, places_of, today_at
from participants.models import Participant, PersonalNeeds

Status = Participant.Status


@dataclass(frozen=True, slots=True)
class MyComing:
    """`yes` and `no` are what the buttons say, empty where there is none. `needs` can be told by
    whoever comes, until the days begin."""

    state: str
    title: str
    words: str
    yes: str
    no: str
    needs: NeedsForm | None

    @property
    def is_out(self) -> bool:
        """Without a place: then there is nowhere to go."""
        return self.state not in HOLDING

    @property
    def is_coming(self) -> bool:
        return self.state == Status.ACCEPTED


def my_coming(participant: Participant, needs: NeedsForm | None = None) -> MyComing | None:
    """`needs` is a form with errors, to be shown again. None where there is nothing to say: once
    the days of somebody who comes have begun, and for everybody once they are over."""
    status, today = participant.status, today_at(participant.programme)
    may, begun = may_answer(participant), today >= participant.programme.starts_on
    is_over = today > participant.programme.ends_on
    if needs is None and (is_over or (begun and status == Status.ACCEPTED)):
        return None
    title, words = _said(participant, may.say_yes)
    if begun:
        words = _("The days have begun. If anything has changed, call the organisers.")
    return MyComing(
        state=str(status),
        title=title,
        words=words,
        yes=_yes(status) if may.say_yes else "",
        no=_no(status) if may.say_no else "",
        needs=(needs or needs_form(participant)) if status == Status.ACCEPTED else None,
    )


def needs_form(participant: Participant, data=None) -> NeedsForm:
    row = PersonalNeeds.objects.filter(participant=participant).first()
    return NeedsForm(data, instance=row or PersonalNeeds(participant=participant))


def tells_needs(participant: Participant) -> bool:
    before = today_at(participant.programme) < participant.programme.starts_on
    return participant.status == Status.ACCEPTED and before


def _yes(status: str) -> str:
    return _("Yes, I come") if status == Status.INVITED else _("I would like to come after all")


def _no(status: str) -> str:
    if status == Status.WAITING:
        return _("Take me off the list")
    return _("No, I cannot come") if status == Status.INVITED else _("I cannot come after all")


def _said(row: Participant, may_return: bool) -> tuple[str, str]:
    if row.status == Status.INVITED:
        return _invited(row)
    if row.status == Status.ACCEPTED:
        return _("You are coming"), _since(row)
    if row.status == Status.WAITING:
        words = _(
            "All places are given for now. If one becomes free and it is yours, we write to you at "
            "once. You need do nothing."
        )
        return _("You are on the waiting list"), words
    return _not_coming(row, may_return)


def _invited(row: Participant) -> tuple[str, str]:
    words = _("Please say yes or no. You can change your answer until the days begin.")
    if row.stands_in_for_id:
        instead = _("You would come instead of %(name)s, and go where they would have gone.")
        words = instead % {"name": row.stands_in_for.person} + " " + words
    elif row.programme.participants.filter(status=Status.WAITING).exists():
        words += " " + _("A place that is declined may go to somebody else at once.")
    return _("You are invited"), words


def _since(row: Participant) -> str:
    if row.answered_on is None:
        return ""
    return _("You said so on %(day)s.") % {"day": date_format(row.answered_on, "j F")}


def _not_coming(row: Participant, may_return: bool) -> tuple[str, str]:
    title = _("You are not coming")
    if has_substitute(row):
        return title, _("Somebody comes in your place. The papers stay here for you.")
    if not may_return:
        return title, _("If that is a mistake, ask the organisers.")
    if row.waiting_since or not _has_room(row):
        words = _(
            "Thank you for telling us. If you change your mind you can wait for a place: those "
            "there are have been given to others."
        )
        return title, words
    words = _(
        "Thank you for telling us. You can change your mind while a place is free; your visit, "
        "team and seats would be given anew."
    )
    return title, words


def _has_room(row: Participant) -> bool:
    return row.status in HOLDING or places_of(row.programme).holds(1)
