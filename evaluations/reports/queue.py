"""The comments that staff may read, in their order: which comes next, and how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from evaluations.coding import is_read_twice
from evaluations.forms.words import UNCODED
from evaluations.models import Coding, Comment, Question
from evaluations.scales import Kind
from programmes.models import Programme, User

ORDER = (
    "question__questionnaire__opens_at",
    "question__questionnaire_id",
    "question__position",
    "question_id",
    "id",
)


def readable_comments(programme: Programme) -> QuerySet[Comment]:
    """Those of forms whose answers are opened, less those whose author has taken them back."""
    opened = Comment.objects.filter(
        question__questionnaire__programme=programme,
        question__questionnaire__counted_on__isnull=False,
    )
    return opened.exclude(state=Comment.State.WITHDRAWN)


def questions_with_words(programme: Programme) -> list[tuple[str, str]]:
    asked = Question.objects.filter(comments__in=readable_comments(programme)).distinct()
    rows = asked.order_by("questionnaire__opens_at", "questionnaire_id", "position", "pk")
    return [(str(pk), wording) for pk, wording in rows.values_list("pk", "wording")]


def filtered(
    comments: QuerySet[Comment], chosen: Mapping[str, str], reader: User
) -> QuerySet[Comment]:
    if "question" in chosen:
        comments = comments.filter(question=chosen["question"])
    if "state" in chosen:
        comments = comments.filter(state=chosen["state"])
    if "critical" in chosen:
        comments = comments.filter(is_critical=True)
    if "quotable" in chosen:
        comments = comments.exclude(consent=Comment.Consent.NONE)
        comments = comments.filter(question__kind=Kind.QUOTE)
    if chosen.get("theme") == UNCODED:
        return comments.filter(~Exists(_found_by(reader)))
    if "theme" in chosen:
        return comments.filter(Exists(_found_by(reader).filter(theme=chosen["theme"])))
    return comments


def _found_by(reader: User) -> QuerySet[Coding]:
    """What this reader has found or all have settled on; never what another found apart."""
    return Coding.objects.filter(Q(coder=reader) | Q(coder=None), comment=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Queue:
    """`every` comment with whether it is unread, in order; `wanted` are those of the filters."""

    every: tuple[tuple[UUID, bool], ...]
    wanted: frozenset[UUID]

    @property
    def total(self) -> int:
        return len(self.every)

    @property
    def read(self) -> int:
        return sum(not unread for _comment, unread in self.every)

    def place(self, comment: UUID) -> int:
        """Which of those wanted it is, counted from one; 0 if it is none of them."""
        wanted = [each for each, _unread in self.every if each in self.wanted]
        return wanted.index(comment) + 1 if comment in self.wanted else 0

    def start(self) -> UUID | None:
        """The first that is unread, else the first."""
        wanted = [row for row in self.every if row[0] in self.wanted]
        unread = (comment for comment, unread in wanted if unread)
        return next(unread, wanted[0][0] if wanted else None)

    def after(self, comment: UUID) -> UUID | None:
        later = self._from(comment)
        return next((each for each, _unread in later if each in self.wanted), None)

    def before(self, comment: UUID) -> UUID | None:
        earlier = Queue(self.every[::-1], self.wanted)
        return earlier.after(comment)

    def next_unread(self, comment: UUID) -> UUID | None:
        """From there to the end, and then from the beginning."""
        round_trip = [*self._from(comment), *self.every]
        unread = (each for each, unread in round_trip if unread and each in self.wanted)
        return next((each for each in unread if each != comment), None)

    def _from(self, comment: UUID) -> tuple[tuple[UUID, bool], ...]:
        keys = [each for each, _unread in self.every]
        return self.every[keys.index(comment) + 1 :] if comment in keys else self.every


def queue_of(programme: Programme, chosen: Mapping[str, str], reader: User) -> Queue:
    """Two queries."""
    comments = readable_comments(programme)
    every = comments.order_by(*ORDER).values_list("pk", "state")
    wanted = filtered(comments, chosen, reader).values_list("pk", flat=True)
    return Queue(
        tuple((pk, state == Comment.State.SUBMITTED) for pk, state in every), frozenset(wanted)
    )


def is_for_two(question: Question, texts: int) -> bool:
    return is_read_twice(question.questionnaire.moment, question.code, texts)
