"""Somebody asks to be forgotten: what is known of them goes, what was counted stays."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.keys import KeyMissing
from evaluations.models import Invitation, ReportVersion, Statement
from participants.coming.following import give_free_places
from participants.coming.leaving import hand_over
from participants.models import (
    Application,
    Consent,
    Message,
    Observer,
    Participant,
    PeerNote,
    PersonalLink,
    PersonalNeeds,
    Pledge,
    VisitPreference,
    VisitRefusal,
)
from programmes.models import Contribution, Person, Programme, SiteVisit, User
from programmes.trail import note

from .withdrawing import take_back

OF_A_PARTICIPANT = (
    Pledge,
    PersonalLink,
    PersonalNeeds,
    Message,
    VisitPreference,
    VisitRefusal,
)
OF_A_CONTRIBUTOR = (PersonalLink, Message, Statement)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """In how many programmes, and how many published versions of reports name them still."""

    programmes: int
    versions: int


@transaction.atomic
def forget(*, person: Person, actor: User) -> Forgotten:
    """Remove everything that tells who somebody was; their row stays without a name only where a
    past programme has to be counted. A second call finds nothing more."""
    Person.objects.select_for_update().get(pk=person.pk)
    programmes = _programmes_of(person)
    versions = naming(person)
    ReportVersion.objects.filter(
        pk__in=[one.pk for one in versions], state=ReportVersion.State.PUBLISHED
    ).update(reissue=True)
    for participant in person.participations.select_related("programme"):
        _forget_participant(participant)
    for contribution in person.contributions.select_related("programme"):
        _forget_contribution(contribution)
    SiteVisit.objects.filter(contact=person).update(contact=None)
    Consent.objects.filter(person=person).delete()
    if person.email:
        Application.objects.filter(email__iexact=person.email).delete()
    _erase(person)
    for programme in programmes:
        note(actor=actor, deed="forgot", record=programme)
    return Forgotten(len(programmes), len(versions))


def naming(person: Person) -> list[ReportVersion]:
    """Versions of reports that print the name; what was published does not change by itself."""
    shown = ReportVersion.objects.exclude(state=ReportVersion.State.WITHDRAWN).filter(
        report__programme__in=_programmes_of(person)
    )
    return [one for one in shown.select_related("report") if person.name in one.snapshot]


def _programmes_of(person: Person) -> list[Programme]:
    mine = {"pk__in": person.participations.values("programme")}
    given = {"pk__in": person.contributions.values("programme")}
    return list(Programme.objects.filter(**mine) | Programme.objects.filter(**given))


def _forget_participant(participant: Participant) -> None:
    with suppress(KeyMissing):  # without the key nobody can find their answers any more
        take_back(participant=participant)
    for kind in OF_A_PARTICIPANT:
        kind.objects.filter(participant=participant).delete()
    PeerNote.objects.filter(author=participant).delete()
    PeerNote.objects.filter(receiver=participant).delete()
    Application.objects.filter(participant=participant).delete()
    _forget_observers(participant)
    participant.team_wishes.clear()
    if is_over(participant.programme):
        Participant.objects.filter(pk=participant.pk).update(role="")
    else:
        hand_over(participant)
        participant.delete()
        give_free_places(participant.programme)


def _forget_observers(participant: Participant) -> None:
    """Those who have answered are only counted from now on."""
    answered = Invitation.objects.filter(
        observer__participant=participant, state=Invitation.State.SUBMITTED
    )
    kept = participant.observers.filter(pk__in=answered.values("observer"))
    for observer in kept:
        observer.name, observer.email = _("Somebody"), f"{observer.pk}@forgotten.invalid"
        observer.save()
        PersonalLink.objects.filter(observer=observer).delete()
        Message.objects.filter(observer=observer).delete()
    Observer.objects.filter(participant=participant).exclude(pk__in=kept).delete()


def _forget_contribution(contribution: Contribution) -> None:
    for kind in OF_A_CONTRIBUTOR:
        kind.objects.filter(contribution=contribution).delete()
    if is_over(contribution.programme):
        mine = Contribution.objects.filter(pk=contribution.pk)
        mine.update(responsibility="", brief="", needs="", wants_call=False)
    else:
        contribution.delete()


def is_over(programme: Programme) -> bool:
    """Its people have been counted; before that, a place is simply free again."""
    return programme.ends_on < timezone.localdate()


def _erase(person: Person) -> None:
    if not (person.participations.exists() or person.contributions.exists()):
        person.delete()
        return
    person.name, person.email = _("Somebody who is forgotten"), None
    for field in (
        "phone",
        "job_title",
        "expertise",
        "biography",
        "assistant",
        "assistant_email",
        "postal_address",
    ):
        setattr(person, field, "")
    person.save()
