"""What people have said to the texts, and what counts as yes.

A yes counts for the text it was given to and for no later one: who agreed to an earlier text is
asked again and counts as not having agreed until they do. A no holds whatever the text becomes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from programmes.models import Person, Programme

from ..models import Consent, ConsentText
from .house import OF_PARTICIPANTS
from .texts import texts_today


@dataclass(frozen=True, slots=True)
class Said:
    """The last thing somebody said about a purpose. `is_current`: to the text that holds now."""

    given: bool
    is_current: bool
    on: date

    @property
    def is_yes(self) -> bool:
        return self.given and self.is_current

    @property
    def is_no(self) -> bool:
        return not self.given


Answers = dict[int, dict[str, Said]]
LAST_WORD_LAST = ("on", "text__version", "-given")
"""A no outweighs a yes of the same day in another programme."""


def agreed(programme: Programme | None, purpose: str) -> set[int]:
    """The keys of the people who agree today; of any programme where none is given, in which case
    what somebody said last counts."""
    found = answers_in(programme, [purpose])
    return {person for person, said in found.items() if said[purpose].is_yes}


def refused(programme: Programme | None, purpose: str) -> set[int]:
    """The keys of the people whose last word is no, whatever the text has become since; of any
    programme where none is given."""
    rows = Consent.objects.filter(text__purpose=purpose)
    rows = rows if programme is None else rows.filter(programme=programme)
    last = rows.order_by(*LAST_WORD_LAST)
    said = dict(last.values_list("person_id", "given"))
    return {person for person, given in said.items() if not given}


def answers_in(programme: Programme | None, purposes: Iterable[str]) -> Answers:
    """What everybody said last, by person and purpose. Two queries."""
    rows = Consent.objects.filter(text__purpose__in=list(purposes))
    return _last(rows if programme is None else rows.filter(programme=programme))


def answers_of(person: Person, programme: Programme) -> dict[str, Said]:
    """What one person said last, by purpose. One query, for it stands on every personal page."""
    own = Q(consents__person=person, consents__programme=programme)
    versions = ConsentText.objects.alias(own=FilteredRelation("consents", condition=own))
    found: dict[str, Said] = {}
    rows = versions.order_by("version").values_list("purpose", "own__given", "own__on")
    for purpose, given, on in rows:
        if given is not None:
            found[purpose] = Said(given, True, on)
        elif purpose in found:
            found[purpose] = replace(found[purpose], is_current=False)
    return found


def _last(rows: QuerySet[Consent]) -> Answers:
    today = {text.pk for text in texts_today().values()}
    values = rows.values_list("person_id", "text__purpose", "text_id", "given", "on")
    found: Answers = {}
    for person, purpose, text, given, on in values.order_by(*LAST_WORD_LAST):
        found.setdefault(person, {})[purpose] = Said(given, text in today, on)
    return found


@transaction.atomic
def say(
    *,
    programme: Programme,
    person: Person,
    answers: Mapping[int, bool],
    purposes: Iterable[str] = OF_PARTICIPANTS,
) -> set[str]:
    """Keep what somebody says to the texts of some purposes, by key. Given back are the purposes
    whose text was worded anew while it was read: what was said to the old one is not kept."""
    texts = texts_today()
    asked = {texts[purpose].pk for purpose in purposes}
    for text in sorted(answers.keys() & asked):
        Consent.objects.update_or_create(
            programme=programme,
            person=person,
            text_id=text,
            defaults={"given": answers[text], "on": timezone.localdate()},
        )
    old = ConsentText.objects.filter(pk__in=answers.keys() - asked, purpose__in=list(purposes))
    return set(old.values_list("purpose", flat=True))
