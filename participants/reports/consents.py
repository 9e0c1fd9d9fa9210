"""Who agrees to what, for the organisers: numbers, who has not answered, whom not to photograph."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.models import Contribution, Person, Programme

from ..consents import (
    HOUSE,
    OF_CONTRIBUTORS,
    OF_PARTICIPANTS,
    Answers,
    Purpose,
    answers_in,
    refused,
    texts_today,
)


@dataclass(frozen=True, slots=True)
class Someone:
    """`part` is what they are in this programme, `asked` the purposes they are asked about."""

    pk: int
    name: str
    organisation: str
    part: str
    asked: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose in numbers. `changed` of the `open` ones agreed to an earlier text."""

    title: str
    version: int
    since: date
    agreed: int
    refused: int
    open: int
    changed: int


@dataclass(frozen=True, slots=True)
class Waiting:
    who: Someone
    titles: tuple[str, ...]

    @property
    def has_said_nothing(self) -> bool:
        return len(self.titles) == len(self.who.asked)


@dataclass(frozen=True, slots=True)
class NoPhoto:
    """`said_no`: otherwise they have not agreed, which is as good as a no."""

    who: Someone
    said_no: bool


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    """Who said no to being asked about quotes is counted and never named: beside the few who did
    agree, a name would tell too much about the others."""

    programme: Programme
    lines: tuple[Line, ...]
    people: int
    waiting: tuple[Waiting, ...]
    no_photo: tuple[NoPhoto, ...]
    to_talk_to: tuple[Someone, ...]

    @property
    def participants_wait(self) -> bool:
        return any(not one.who.part for one in self.waiting)

    @property
    def complete(self) -> int:
        return self.people - len(self.waiting)


def consents_page_of(programme: Programme) -> ConsentsPage:
    """In as many queries whatever the number of people."""
    people, said, texts = _people(programme), answers_in(programme, Purpose), texts_today()
    return ConsentsPage(
        programme=programme,
        lines=tuple(
            _line(purpose, texts[purpose].version, texts[purpose].since, people, said)
            for purpose in HOUSE
        ),
        people=len(people),
        waiting=_waiting(people, said),
        no_photo=_no_photo(people, said),
        to_talk_to=_refusing(people, said, Purpose.PRIVACY),
    )


def _refusing(people: Iterable[Someone], said: Answers, purpose: Purpose) -> tuple[Someone, ...]:
    answers = ((one, said.get(one.pk, {}).get(purpose)) for one in people)
    return tuple(one for one, answer in answers if answer and answer.is_no)


def to_talk_to_in(programme: Programme) -> tuple[str, ...]:
    """The names of those who do not agree to how their details are kept."""
    keys = refused(programme, Purpose.PRIVACY)
    return tuple(one.name for one in _people(programme) if one.pk in keys) if keys else ()


def no_photo_of(programme: Programme) -> tuple[NoPhoto, ...]:
    """Everybody who must not be photographed: whoever has not said yes to the text of today."""
    return _no_photo(_people(programme), answers_in(programme, [Purpose.PHOTO]))


def _people(programme: Programme) -> list[Someone]:
    """Whoever is coming, each once: who takes part and also gives something is asked for both."""
    coming = programme.participants.eligible().select_related("person", "organisation")
    giving = Contribution.objects.filter(programme=programme, status__in=Contribution.SAID_YES)
    found = {
        row.person_id: Someone(
            row.person_id, row.person.name, row.organisation.name, "", OF_PARTICIPANTS
        )
        for row in coming
    }
    for row in giving.select_related("person__organisation"):
        found.setdefault(row.person_id, _giving(row.person, row.get_kind_display()))
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.pk))


def _giving(person: Person, part: str) -> Someone:
    return Someone(person.pk, person.name, str(person.organisation or ""), part, OF_CONTRIBUTORS)


def _line(
    purpose: Purpose, version: int, since: date, people: Iterable[Someone], said: Answers
) -> Line:
    asked = [said.get(one.pk, {}).get(purpose) for one in people if purpose in one.asked]
    agreed = sum(1 for answer in asked if answer and answer.is_yes)
    refused = sum(1 for answer in asked if answer and answer.is_no)
    return Line(
        title=str(HOUSE[purpose].title),
        version=version,
        since=since,
        agreed=agreed,
        refused=refused,
        open=len(asked) - agreed - refused,
        changed=sum(1 for answer in asked if answer and answer.given and not answer.is_current),
    )


def _waiting(people: Iterable[Someone], said: Answers) -> tuple[Waiting, ...]:
    """Of texts that changed since somebody said no, the no holds: nobody waits for those."""
    found = []
    for one in people:
        answers = said.get(one.pk, {})
        missing = (
            purpose
            for purpose in one.asked
            if purpose not in answers or not (answers[purpose].is_yes or answers[purpose].is_no)
        )
        if titles := tuple(str(HOUSE[purpose].title) for purpose in missing):
            found.append(Waiting(one, titles))
    return tuple(found)


def _no_photo(people: Iterable[Someone], said: Answers) -> tuple[NoPhoto, ...]:
    answers = ((one, said.get(one.pk, {}).get(Purpose.PHOTO)) for one in people)
    return tuple(
        NoPhoto(one, said_no=bool(answer and answer.is_no))
        for one, answer in answers
        if not (answer and answer.is_yes)
    )
