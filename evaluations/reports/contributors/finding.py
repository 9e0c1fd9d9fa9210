"""Who could be asked: found by what they do and where, with when they were last asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from participants.alumni import alumni, people_to_ask
from programmes import access
from programmes.contributing.deeds import today_of
from programmes.models import Contribution, Person, Programme, User

from .asked import Asked, last_asked

MOST = 50
OPEN_TO_ALL = ("name", "organisation__name", "expertise")
"""What may be searched of alumni of other people's programmes, and all that is shown of them."""
OWN = (*OPEN_TO_ALL, "job_title", "biography")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; an empty word looks for nothing."""

    words: str = ""
    sector: str = ""
    organisation: str = ""
    expertise: str = ""
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.words, self.sector, self.organisation, self.expertise, self.kind))


@dataclass(frozen=True, slots=True)
class Candidate:
    """`before`: what they did for programmes the user works on; `here`: their parts in this one.
    `asked` is a warning where it `is_lately`."""

    pk: int
    name: str
    job_title: str
    organisation: str
    sector: str
    expertise: str
    asked: str
    is_lately: bool
    before: tuple[str, ...]
    here: tuple[str, ...]
    is_alumnus: bool


@dataclass(frozen=True, slots=True)
class Finding:
    programme: Programme
    candidates: tuple[Candidate, ...]
    is_empty: bool
    has_more: bool


def finding(programme: Programme, user: User, wish: Wish) -> Finding:
    """Eight queries, however many are found."""
    if wish.is_empty:
        return Finding(programme, (), is_empty=True, has_more=False)
    agreeing = alumni()
    own = people_to_ask(user, agreeing)
    found = _wished(own, agreeing, user, wish).select_related("organisation")
    rows = list(found[: MOST + 1])
    people = rows[:MOST]
    keys = [person.pk for person in people]
    facts = _Facts(
        seen=frozenset(own.filter(pk__in=keys).values_list("pk", flat=True)),
        alumni=frozenset(agreeing.filter(pk__in=keys).values_list("pk", flat=True)),
        asked=last_asked(keys, user, today_of(programme)),
        given=_given(keys, user),
    )
    candidates = tuple(_candidate(person, programme, facts) for person in people)
    return Finding(programme, candidates, is_empty=False, has_more=len(rows) > MOST)


@dataclass(frozen=True, slots=True)
class _Facts:
    seen: frozenset[int]
    alumni: frozenset[int]
    asked: Mapping[int, tuple[Asked, ...]]
    given: Mapping[int, tuple[Contribution, ...]]


def _wished(
    own: QuerySet[Person], agreeing: QuerySet[Person], user: User, wish: Wish
) -> QuerySet[Person]:
    found = Person.objects.filter(
        Q(pk__in=own.values("pk")) & _all_words(wish.words, OWN)
        | Q(pk__in=agreeing.values("pk")) & _all_words(wish.words, OPEN_TO_ALL)
    )
    if wish.sector:
        found = found.filter(organisation__sector=wish.sector)
    if wish.organisation:
        found = found.filter(organisation__name__icontains=wish.organisation)
    if wish.kind:
        gave = _of_own(user).filter(kind=wish.kind)
        found = found.filter(pk__in=gave.values("person"))
    return found.filter(_all_words(wish.expertise, ("expertise",)))


def _all_words(words: str, fields: Collection[str]) -> Q:
    """Each word in one of the fields."""
    found = Q()
    for word in words.split():
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        found &= somewhere
    return found


def _of_own(user: User) -> QuerySet[Contribution]:
    return Contribution.objects.filter(programme__in=access.managed_programmes(user).values("pk"))


def _given(people: Collection[int], user: User) -> dict[int, tuple[Contribution, ...]]:
    rows = _of_own(user).filter(person__in=people).select_related("programme")
    found: dict[int, list[Contribution]] = {}
    for row in rows.order_by("-programme__starts_on", "kind", "pk"):
        found.setdefault(row.person_id, []).append(row)
    return {person: tuple(several) for person, several in found.items()}


def _candidate(person: Person, programme: Programme, facts: _Facts) -> Candidate:
    given = facts.given.get(person.pk, ())
    asked = facts.asked.get(person.pk, ())
    is_seen = person.pk in facts.seen
    return Candidate(
        pk=person.pk,
        name=person.name,
        job_title=person.job_title if is_seen else "",
        organisation=person.organisation.name,
        sector=person.organisation.get_sector_display(),
        expertise=person.expertise,
        asked=_asked(asked, is_seen),
        is_lately=any(one.is_lately for one in asked),
        before=tuple(_told(row) for row in given if row.programme_id != programme.pk),
        here=tuple(_here(row) for row in given if row.programme_id == programme.pk),
        is_alumnus=person.pk in facts.alumni,
    )


def _asked(asked: tuple[Asked, ...], is_seen: bool) -> str:
    """Of alumni of other people's programmes, no more than that they were asked."""
    if not asked:
        return ""
    if is_seen:
        return asked[0].says
    return _("asked lately for another programme") if asked[0].is_lately else ""


def _told(row: Contribution) -> str:
    values = {
        "kind": row.get_kind_display(),
        "programme": row.programme.title,
        "year": row.programme.starts_on.year,
        "status": row.get_status_display(),
    }
    return _("%(kind)s, %(programme)s %(year)s: %(status)s") % values


def _here(row: Contribution) -> str:
    return f"{row.get_kind_display()}: {row.get_status_display()}"
