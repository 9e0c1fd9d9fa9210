"""The small page of somebody who gives something to a programme or has seen something of it."""

from dataclasses import dataclass

from evaluations.arrival import is_asked, programme_of
from evaluations.audience import OF_OTHERS
from evaluations.models import Invitation
from participants.models import PersonalLink
from programmes.models import Programme

from .consents import MyConsents, my_consents
from .contributors.giving import Giving, giving
from .personal.forms import MyForm, my_form


@dataclass(frozen=True, slots=True)
class TheirPage:
    """`giving` is what a contributor gives; of an observer, `named_by` is who named them."""

    name: str
    programme: Programme
    giving: Giving | None
    named_by: str
    forms: tuple[MyForm, ...]
    consents: MyConsents | None

    @property
    def open_forms(self) -> tuple[MyForm, ...]:
        return tuple(form for form in self.forms if form.is_open and not form.is_answered)


def their_page_of(link: PersonalLink) -> TheirPage:
    programme, giver, observer = programme_of(link), link.contribution, link.observer
    return TheirPage(
        name=giver.person.name if giver else observer.name,
        programme=programme,
        giving=giving(link) if giver else None,
        named_by=observer.participant.person.name if observer else "",
        forms=_forms(link, programme),
        consents=my_consents(giver) if giver else None,
    )


def _forms(link: PersonalLink, programme: Programme) -> tuple[MyForm, ...]:
    mine = {"contribution": link.contribution_id, "observer": link.observer_id}
    sent = Invitation.objects.filter(**mine, state=Invitation.State.SUBMITTED)
    answered = set(sent.values_list("questionnaire_id", flat=True))
    forms = list(programme.questionnaires.filter(moment__in=OF_OTHERS))
    for form in forms:
        form.programme = programme
    return tuple(my_form(form, form.pk in answered) for form in forms if is_asked(link, form))
