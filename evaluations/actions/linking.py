"""Where the answers of a form are to stand: under which keys, in which groups."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from evaluations import keys, pairing
from evaluations.models import Questionnaire, Response
from participants.models import Participant
from programmes.models import Programme

from .shuffling import CHANCE, write_shuffled


@dataclass(frozen=True, slots=True)
class Place:
    """What is kept beside the answers of one person."""

    pair_key: str | None = None
    owner_key: str | None = None
    sector: str = ""
    visit: int | None = None


def linked_forms(programme: Programme) -> list[Questionnaire]:
    """Held until the end of the transaction, always in the same order; the first asked first."""
    moments = Questionnaire.Moment
    forms = programme.questionnaires.select_for_update().order_by("pk")
    found = forms.filter(moment__in=(moments.BEFORE, moments.END, moments.FOLLOW_UP))
    return sorted(found, key=lambda form: (form.opens_at, form.pk))


def secret_of(programme: Programme) -> bytes:
    """The programme's key. It is made for the first answers; once some stand under it, it must be
    there: KeyMissing."""
    known = Response.objects.filter(questionnaire__programme=programme).exclude(pair_key=None)
    if known.exists() or keys.exists(programme.pk):
        return keys.read(programme.pk)
    return keys.made(programme.pk)


def places(form: Questionnaire, people: Sequence[Participant]) -> dict[int, Place]:
    """The place for each of the people whose envelopes are about to be opened.

    KeyMissing where the form is linked and the key is lost. May write the earlier forms anew.
    """
    if form.is_linked() and people:
        return _linked_places(form, people)
    if form.moment == Questionnaire.Moment.VISITS:
        return _by_visit(people)
    sectors = [""] * len(people)
    if form.moment in Questionnaire.SAME_PEOPLE:
        sectors = pairing.coarsened(_sectors(people), settings.MINIMUM_CELL)
    return {one.pk: Place(sector=sector) for one, sector in zip(people, sectors, strict=True)}


def _sectors(people: Sequence[Participant]) -> list[str]:
    return [one.organisation.sector for one in people]


def _by_visit(people: Sequence[Participant]) -> dict[int, Place]:
    went = [str(one.visit_id or pairing.OTHER) for one in people]
    told = pairing.coarsened(went, settings.MINIMUM_CELL)
    return {
        one.pk: Place(visit=None if visit == pairing.OTHER else int(visit))
        for one, visit in zip(people, told, strict=True)
    }


def _linked_places(form: Questionnaire, people: Sequence[Participant]) -> dict[int, Place]:
    secret = secret_of(form.programme)
    trails = Trails.of(form.programme, secret)
    crowded = trails.with_answers(form, [one.pk for one in people]).crowded()
    crowded.write(instead_of=trails)
    linked = crowded.numbers[form.pk]
    classes = [next(part for part in crowded.people[one.pk] if linked in part) for one in people]
    sectors = [""] * len(people)
    if form.moment == Questionnaire.Moment.END:
        cell = settings.MINIMUM_CELL
        sectors = pairing.coarsened_within(classes, _sectors(people), cell)
    return {
        one.pk: Place(
            pair_key=crowded.keys(one.pk)[form.pk],
            owner_key=pairing.words_key(secret, one.pk, form.pk),
            sector=sector,
        )
        for one, sector in zip(people, sectors, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Trails:
    """Who answered which linked forms, and which of these show that they are the same person's.

    `numbers` are those of the forms by their keys in the database, in the order of their opening.
    """

    secret: bytes
    forms: Mapping[int, Questionnaire]
    people: Mapping[int, pairing.Trail]

    @classmethod
    def of(cls, programme: Programme, secret: bytes) -> "Trails":
        """As they stand in the database."""
        forms = {form.pk: form for form in linked_forms(programme)}
        rows = Response.objects.filter(questionnaire__in=forms).exclude(pair_key=None)
        stored = set(rows.values_list("questionnaire_id", "pair_key"))
        empty = cls(secret, forms, {})
        people = programme.participants.values_list("pk", flat=True)
        trails = {one: empty.trail_of(one, stored) for one in people}
        return cls(secret, forms, {one: trail for one, trail in trails.items() if trail})

    @property
    def numbers(self) -> dict[int, int]:
        return {pk: number for number, pk in enumerate(self.forms)}

    def trail_of(self, person: int, stored: set[tuple[int, str]]) -> pairing.Trail:
        key = pairing.ratings_key(self.secret, person)
        linked = frozenset(n for pk, n in self.numbers.items() if (pk, key) in stored)
        alone = [
            frozenset({n})
            for pk, n in self.numbers.items()
            if (pk, pairing.lone_key(self.secret, person, pk)) in stored
        ]
        return (linked, *alone) if linked else tuple(alone)

    def keys(self, person: int) -> dict[int, str]:
        """Under which their ratings stand, by the form's key in the database."""
        trail, pks = self.people.get(person), dict(enumerate(self.forms))
        return pairing.keys_of(self.secret, person, trail, pks) if trail else {}

    def with_answers(self, form: Questionnaire, people: Sequence[int]) -> "Trails":
        """Those of the people, too, each linked with what they answered before."""
        number = frozenset({self.numbers[form.pk]})
        longer = {}
        for one in people:
            key, trail = pairing.ratings_key(self.secret, one), self.people.get(one, ())
            main = [part for part in trail if self._is_linking(one, part, key)]
            rest = [part for part in trail if part not in main]
            longer[one] = (*(part | number for part in main), *rest) if main else (number, *rest)
        return Trails(self.secret, self.forms, {**self.people, **longer})

    def _is_linking(self, person: int, part: frozenset[int], key: str) -> bool:
        pk = list(self.forms)[min(part)]
        return self.keys(person)[pk] == key

    def without(self, person: int) -> "Trails":
        rest = {one: trail for one, trail in self.people.items() if one != person}
        return Trails(self.secret, self.forms, rest)

    def crowded(self) -> "Trails":
        found = pairing.crowded(self.people, settings.MINIMUM_CELL, CHANCE.sample)
        return Trails(self.secret, self.forms, found)

    def write(self, *, instead_of: "Trails", anew: Container[int] = ()) -> None:
        """Put the ratings that are there under these keys, and write anew what changed, and the
        forms that must be in any case."""
        for pk, form in self.forms.items():
            if self._rekeyed(pk, instead_of) | self._coarsened(form) or pk in anew:
                write_shuffled(form)

    def _rekeyed(self, form: int, before: "Trails") -> bool:
        moved = [
            (before.keys(one)[form], self.keys(one)[form])
            for one in before.people.keys() & self.people.keys()
            if form in before.keys(one) and before.keys(one)[form] != self.keys(one)[form]
        ]
        for old, new in moved:
            found = Response.objects.filter(questionnaire=form, pair_key=old)
            found.update(pair_key=new)
        return bool(moved)

    def _coarsened(self, form: Questionnaire) -> bool:
        """A sector that few share among those with the same trail is told no more."""
        parts = {
            self.keys(one)[form.pk]: part
            for one, trail in self.people.items()
            for part in trail
            if self.numbers[form.pk] in part
        }
        rows = [
            row
            for row in form.responses.exclude(sector="").values_list("pk", "pair_key", "sector")
            if row[1] in parts
        ]
        sectors = [sector for _pk, _key, sector in rows]
        classes = [parts[key] for _pk, key, _sector in rows]
        told = pairing.coarsened_within(classes, sectors, settings.MINIMUM_CELL)
        lost = [row[0] for row, sector in zip(rows, told, strict=True) if sector != row[2]]
        Response.objects.filter(pk__in=lost).update(sector=pairing.OTHER)
        return bool(lost)
