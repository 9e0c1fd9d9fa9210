"""What one person is asked to agree to, what they have said so far, and who else is coming."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.consents import (
    HOUSE,
    OF_CONTRIBUTORS,
    OF_PARTICIPANTS,
    Purpose,
    Said,
    agreed,
    answers_of,
    texts_today,
)
from participants.models import ConsentText, Participant, PersonalLink
from programmes.models import Contribution, Person, Programme

TEXT = "text-"


@dataclass(frozen=True, slots=True)
class Asked:
    """`name` of its field; `chosen` is yes, no, or empty for a text nobody has answered as it now
    reads; `said` tells of an earlier answer and whether it holds."""

    name: str
    purpose: str
    title: str
    paragraphs: tuple[str, ...]
    yes: str
    no: str
    chosen: str
    said: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Consents:
    programme: Programme
    questions: tuple[Asked, ...]

    @property
    def titles_of_new(self) -> tuple[str, ...]:
        return tuple(one.title for one in self.questions if one.is_new)


def consents_of(
    person: Person,
    programme: Programme,
    purposes: tuple[str, ...],
    overtaken: Collection[str] = (),
) -> Consents:
    """`overtaken` are purposes whose text was worded anew while the page was read."""
    said, texts = answers_of(person, programme), texts_today()
    questions = (_asked(texts[each], said.get(each), each in overtaken) for each in purposes)
    return Consents(programme, tuple(questions))


def _asked(text: ConsentText, said: Said | None, is_new: bool) -> Asked:
    words = HOUSE[Purpose(text.purpose)]
    return Asked(
        name=f"{TEXT}{text.pk}",
        purpose=text.purpose,
        title=str(words.title),
        paragraphs=tuple(part for part in text.text.split("\n\n") if part.strip()),
        yes=str(words.yes),
        no=str(words.no),
        chosen=("yes" if said.given else "no") if said and said.is_current else "",
        said=_said(said),
        is_new=is_new,
    )


def _said(said: Said | None) -> str:
    if said is None:
        return ""
    on = {"day": date_format(said.on, "j F Y")}
    if said.is_yes:
        return _("You said yes on %(day)s.") % on
    if said.is_current:
        return _("You said no on %(day)s.") % on
    if said.is_no:
        words = _("You said no on %(day)s, and that holds. The text has changed since, so we ask.")
    else:
        words = _(
            "You said yes on %(day)s to an earlier text. It does not count for this one until you "
            "say yes again."
        )
    return words % on


def asked_of(link: PersonalLink) -> tuple[Person, tuple[str, ...]] | None:
    """Whose consent a personal link may give, and to what; an observer is asked for none."""
    if link.participant:
        return link.participant.person, OF_PARTICIPANTS
    if link.contribution:
        return link.contribution.person, OF_CONTRIBUTORS
    return None


@dataclass(frozen=True, slots=True)
class MyConsents:
    """`unanswered` are titles of what is to be answered now. `asks_about_quotes`: unless they have
    said that they do not want to be asked."""

    unanswered: tuple[str, ...]
    asks_about_quotes: bool = True
    sees_people: bool = False


def my_consents(owner: Participant | Contribution) -> MyConsents:
    """Only those who are coming are asked on their page; everybody may say on the page itself."""
    said = answers_of(owner.person, owner.programme)
    is_participant = isinstance(owner, Participant)
    purposes = OF_PARTICIPANTS if is_participant else OF_CONTRIBUTORS
    unanswered = tuple(
        str(HOUSE[purpose].title)
        for purpose in purposes
        if purpose not in said or not said[purpose].is_current
    )
    quotes = said.get(Purpose.QUOTES)
    comes = is_coming(owner)
    return MyConsents(
        unanswered if comes else (),
        asks_about_quotes=quotes is None or not quotes.is_no,
        sees_people=is_participant and comes,
    )


def is_coming(owner: Participant | Contribution) -> bool:
    if isinstance(owner, Participant):
        return owner.status == Participant.Status.ACCEPTED and not owner.absent
    return owner.status in Contribution.SAID_YES


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the list."""

    name: str
    role: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class Group:
    organisation: str
    people: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who is coming and agreed to be listed, by organisation; `others` are those who did not, and
    `is_listed` whether the reader is among those who did."""

    programme: Programme
    groups: tuple[Group, ...]
    listed: int
    others: int
    is_listed: bool
    may_read: bool


def people_for(reader: Participant) -> People:
    """For everybody who is coming, whether or not they are listed themselves: nobody is to buy
    the list with their own name. Three queries."""
    programme = reader.programme
    if not is_coming(reader):
        return People(programme, (), 0, 0, False, False)
    listed = agreed(programme, Purpose.LIST)
    rows = list(programme.participants.eligible().select_related("person", "organisation"))
    groups: dict[str, list[Known]] = defaultdict(list)
    for row in rows:
        if row.person_id in listed:
            known = Known(row.person.name, row.role, row.pk == reader.pk)
            groups[row.organisation.name].append(known)
    in_order = sorted(groups.items(), key=lambda pair: pair[0].casefold())
    shown = sum(map(len, groups.values()))
    return People(
        programme=programme,
        groups=tuple(Group(name, tuple(people)) for name, people in in_order),
        listed=shown,
        others=len(rows) - shown - (reader.person_id not in listed),
        is_listed=reader.person_id in listed,
        may_read=True,
    )
