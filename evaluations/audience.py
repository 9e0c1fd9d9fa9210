"""Whom each form asks: those who were there, and nobody about a place that was not theirs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from participants.models import Attendance, Observer, Participant, Seat
from programmes.models import Contribution, Programme

from .models import Questionnaire

Moment = Questionnaire.Moment
OF_OTHERS = (Moment.CONTRIBUTORS, Moment.SETTERS, Moment.OBSERVERS)
"""Forms of people who do not take part."""
GIVERS = {
    Moment.CONTRIBUTORS: (Contribution.Kind.HOST, Contribution.Kind.LEADER),
    Moment.SETTERS: (Contribution.Kind.SETTER,),
}


@dataclass(frozen=True, slots=True)
class Places:
    """Who was at which session and in which café, by keys. Sessions at which nobody was noted
    are not among those `noted`: there, all count as present."""

    noted: frozenset[int] = field(default_factory=frozenset)
    present: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    seated: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    called_off: frozenset[int] = field(default_factory=frozenset)

    def concern(self, form: Questionnaire, participant: int, visit: int | None) -> bool:
        """Whether the form asks somebody who takes part."""
        if form.moment == Moment.SESSION and form.session_id in self.noted:
            return (form.session_id, participant) in self.present
        if form.moment == Moment.VISITS:
            return visit is not None and visit not in self.called_off
        if form.moment == Moment.CAFE:
            return (form.cafe_id, participant) in self.seated
        return form.moment not in OF_OTHERS


def places_of(programme: Programme, forms: Iterable[Questionnaire]) -> Places:
    """Three queries, whatever the forms; none for what no form asks about."""
    moments = {form.moment for form in forms}
    present = seated = called_off = frozenset()
    if Moment.SESSION in moments:
        noted = Attendance.objects.filter(session__programme=programme)
        present = frozenset(noted.values_list("session_id", "participant_id"))
    if Moment.CAFE in moments:
        seats = Seat.objects.filter(cafe__programme=programme)
        seated = frozenset(seats.values_list("cafe_id", "participant_id"))
    if Moment.VISITS in moments:
        off = programme.site_visits.filter(called_off=True)
        called_off = frozenset(off.values_list("pk", flat=True))
    return Places(frozenset(session for session, __ in present), present, seated, called_off)


def asked_by(programme: Programme, forms: Iterable[Questionnaire]) -> dict[int, dict[int, str]]:
    """By form, the names of those it asks, by their keys: participants, or whom else it is for.
    A constant number of queries, however many forms and people there are."""
    forms = list(forms)
    moments = {form.moment for form in forms}
    places = places_of(programme, forms)
    rows = Participant.objects.eligible().filter(programme=programme)
    people = list(rows.values_list("pk", "visit_id", "person__name"))
    others = {moment: _names(programme, moment) for moment in moments & set(OF_OTHERS)}
    return {
        form.pk: others[form.moment]
        if form.moment in others
        else {pk: name for pk, visit, name in people if places.concern(form, pk, visit)}
        for form in forms
    }


def _names(programme: Programme, moment: str) -> dict[int, str]:
    if moment == Moment.OBSERVERS:
        return dict(observers(programme).values_list("pk", "name"))
    return dict(givers(programme, moment).values_list("pk", "person__name"))


def givers(programme: Programme, moment: str):
    """Contributors of a form for them, each person once, who said yes to what takes place."""
    rows = programme.contributions.filter(
        kind__in=GIVERS[moment], status__in=Contribution.SAID_YES
    ).exclude(visit__called_off=True)
    first: dict[int, int] = {}
    for pk, person in rows.order_by("pk").values_list("pk", "person_id"):
        first.setdefault(person, pk)
    return Contribution.objects.filter(pk__in=first.values())


def observers(programme: Programme):
    return Observer.objects.filter(participant__in=programme.participants.eligible())
