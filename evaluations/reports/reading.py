"""One comment as its reader sees it, and everything that may be done to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from evaluations import screening
from evaluations.actions.words import cuts_of, original_of, seen, why_not
from evaluations.blanking import stretches
from evaluations.disclosure import VERBATIM_FROM
from evaluations.models import Coding, Comment
from immersion.pdf import undrawable
from programmes.models import Organisation, Person, Programme, User

from .queue import Queue, is_for_two, readable_comments
from .quotes import line_of, names_nobody_in, plain_line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `mark` says how it is drawn, `about` why."""

    text: str
    mark: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    pk: int
    key: str
    name: str
    definition: str
    found: bool


@dataclass(frozen=True, slots=True)
class Reading:
    pk: UUID
    seen: str
    question: str
    form: str
    pieces: tuple[Piece, ...]
    hints: tuple[Piece, ...]
    original: str
    state: str
    state_label: str
    consent: str
    line: str
    refusal: str
    signs: str
    named_signs: str
    waits: str
    plain: str
    may_be_unnamed: bool
    is_unnamed: bool
    is_critical: bool
    is_for_two: bool
    themes: tuple[ThemeChoice, ...]
    none_fits: bool


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """The page: one comment in its queue. Neighbours are keys; None where there is none."""

    programme: Programme
    queue: Queue
    place: int
    reading: Reading | None
    before: UUID | None
    after: UUID | None
    next_unread: UUID | None
    disputed: int

    @property
    def is_done(self) -> bool:
        return self.queue.total > 0 and self.queue.read == self.queue.total


def reading_desk(
    programme: Programme, queue: Queue, at: UUID | None, reader: User, disputed: int
) -> ReadingDesk:
    """A constant number of queries, however many comments there are."""
    at = at if at and any(at == pk for pk, _unread in queue.every) else queue.start()
    return ReadingDesk(
        programme=programme,
        queue=queue,
        place=queue.place(at) if at else 0,
        reading=_reading(programme, at, reader) if at else None,
        before=queue.before(at) if at else None,
        after=queue.after(at) if at else None,
        next_unread=queue.next_unread(at) if at else None,
        disputed=disputed,
    )


def _reading(programme: Programme, key: UUID, reader: User) -> Reading:
    rows = readable_comments(programme).select_related("question__questionnaire__session")
    comment = rows.get(pk=key)
    question = comment.question
    texts = readable_comments(programme).filter(question=question).count()
    apart, pieces = is_for_two(question, texts), tuple(_pieces(comment, programme))
    signs = [] if comment.consent == Comment.Consent.NONE else undrawable(comment.text)
    line = "" if comment.consent == Comment.Consent.NONE else line_of(comment)
    found = found_in(comment, reader if apart else None)
    return Reading(
        pk=comment.pk,
        seen=seen(comment),
        question=question.wording,
        form=question.questionnaire.title,
        pieces=pieces,
        hints=tuple({(p.text, p.about): p for p in pieces if p.mark == "hint"}.values()),
        original=comment.original,
        state=comment.state,
        state_label=comment.get_state_display(),
        consent=comment.get_consent_display(),
        line=line,
        refusal=why_not(comment),
        signs=" ".join(comment.text[start:end] for start, end, _said in signs),
        named_signs=" ".join(said for _start, _end, said in signs),
        waits=_waits(comment, texts),
        plain=plain_line(question.questionnaire.moment),
        may_be_unnamed=bool(line) and not names_nobody_in(comment),
        is_unnamed=comment.unnamed,
        is_critical=comment.is_critical,
        is_for_two=apart,
        themes=_themes(programme, found),
        none_fits=None in found,
    )


def _waits(comment: Comment, texts: int) -> str:
    """Why words that are approved are not printed yet."""
    if comment.consent == Comment.Consent.NONE or comment.confirmed:
        return ""
    if comment.confirmed is False:
        return _("Asked again, its author said no. It is not printed.")
    few = texts < VERBATIM_FROM
    if not few and names_nobody_in(comment):
        return ""
    if comment.owner_key is None:
        return _("It would need its author’s yes again, and nobody can find out who that is.")
    if few:
        return _("Fewer than ten wrote here: it waits until its author agrees again.")
    return _("With this line it waits until its author agrees again.")


def found_in(comment: Comment, reader: User | None) -> set[int | None]:
    mine = Coding.objects.filter(comment=comment, coder=reader)
    return set(mine.values_list("theme", flat=True))


def _themes(programme: Programme, found: set[int | None]) -> tuple[ThemeChoice, ...]:
    return tuple(
        ThemeChoice(
            pk=theme.pk,
            key=str(number) if number < 10 else "",
            name=theme.name,
            definition=theme.definition,
            found=theme.pk in found,
        )
        for number, theme in enumerate(programme.themes.all(), start=1)
    )


# What the reader's eye is led to


def _pieces(comment: Comment, programme: Programme) -> Iterator[Piece]:
    """The text as it reads now: what is blanked out, and what may give somebody away."""
    people, organisations = _names(programme)
    hints = screening.hints(comment.text, people, organisations, _health())
    at = 0
    for stretch in stretches(original_of(comment), cuts_of(comment)):
        end = at + len(stretch.text)
        if stretch.hidden is not None:
            yield Piece(stretch.text, "cut", stretch.hidden)
        else:
            yield from _marked(comment.text, at, end, hints)
        at = end


def _marked(text: str, start: int, end: int, hints) -> Iterator[Piece]:
    for hint in hints:
        first, last = max(hint.start, start), min(hint.end, end)
        if first < last:
            if start < first:
                yield Piece(text[start:first])
            yield Piece(text[first:last], "hint", _about()[hint.kind])
            start = last
    if start < end:
        yield Piece(text[start:end])


def _about() -> dict[screening.Kind, str]:
    return {
        screening.Kind.PERSON: _("a person"),
        screening.Kind.ORGANISATION: _("an organisation"),
        screening.Kind.ADDRESS: _("an address or a number"),
        screening.Kind.HEALTH: _("health"),
    }


def _names(programme: Programme) -> tuple[set[str], set[str]]:
    """Of everybody who takes part or gives something, and of where they are from."""
    people = Person.objects.filter(
        Q(participations__programme=programme) | Q(contributions__programme=programme)
    )
    where = Organisation.objects.filter(
        Q(participants__programme=programme)
        | Q(people__contributions__programme=programme)
        | Q(hosted_visits__programme=programme)
        | Q(commissioned=programme)
    )
    return _named(people), _named(where)


def _named(rows: QuerySet) -> set[str]:
    return set(rows.order_by().values_list("name", flat=True).distinct())


def _health() -> tuple[str, ...]:
    """Beginnings of words; a translation names its own."""
    words = _(
        "addict, alcohol, anxiety, arthrit, asthma, autis, blind, cancer, chemo, chronic, deaf, "
        "dement, depress, diabet, diagnos, disab, dyslex, epilep, illness, medicat, menopaus, "
        "mental health, miscarr, neurodi, pregnan, psych, sick, stroke, suicid, surgery, therap, "
        "wheelchair"
    )
    return tuple(word.strip() for word in words.split(","))
