"""What of people's words a report prints: approved quotes, themes, how far readers agreed.

Nothing that nobody has read and approved ever leaves this module.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from evaluations import coding
from evaluations.disclosure import may_quote
from evaluations.models import Coding, Comment, Questionnaire, Theme
from evaluations.quotes import Candidate, choose, lines_today, names_nobody
from evaluations.scales import Kind
from participants.models import Participant

MOST_QUOTES = 40
"""Of one question; beyond that a report is read by nobody."""
UNCOUNTED = (Comment.State.LEFT_OUT, Comment.State.WITHDRAWN)
SHARED = (Comment.Consent.SECTOR, Comment.Consent.ROLE)
OTHERS = (
    Questionnaire.Moment.CONTRIBUTORS,
    Questionnaire.Moment.SETTERS,
    Questionnaire.Moment.OBSERVERS,
)
"""Forms of people who are no participants, so that no group of participants hides them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be printed, as whom, and the theme they stand for."""

    text: str
    attribution: str
    theme: str = ""
    among: str = ""
    is_critical: bool = False


def comments_of(forms: Collection[int]) -> QuerySet[Comment]:
    return Comment.objects.filter(question__questionnaire__in=forms)


def texts_of(forms: Collection[int]) -> dict[int, int]:
    """How many wrote something, by question."""
    written = comments_of(forms).exclude(state=Comment.State.WITHDRAWN).order_by()
    return dict(written.values_list("question_id").annotate(people=Count("*")))


def quotes_of(forms: Collection[int], texts: Mapping[int, int]) -> dict[int, tuple[Quote, ...]]:
    """By question, chosen for all these forms together. Four queries, whatever their number."""
    themes, lines, candidates = themes_of(forms), {}, []
    for comment in _approved(forms):
        line = _line_now(comment, lines)
        if _may_print(comment, line, texts[comment.question_id]):
            candidates.append(_candidate(comment, line, themes))
    found: dict[int, list[Quote]] = {}
    for candidate in choose(candidates, MOST_QUOTES):
        found.setdefault(candidate.question, []).append(_quote(candidate, themes))
    return {question: tuple(quotes) for question, quotes in found.items()}


def _approved(forms: Collection[int]) -> QuerySet[Comment]:
    agreed = comments_of(forms).exclude(consent=Comment.Consent.NONE)
    approved = agreed.filter(state=Comment.State.APPROVED, question__kind=Kind.QUOTE)
    return approved.select_related("question__questionnaire__session")


def _may_print(comment: Comment, line: str, texts: int) -> bool:
    """An author who has said no to being quoted so is not quoted otherwise."""
    if comment.confirmed is not None:
        return comment.confirmed
    plain = plain_line(comment.question.questionnaire.moment)
    return may_quote(texts) and names_nobody(line, plain, _)


# The line beneath


def line_of(comment: Comment) -> str:
    """What stands beneath the words; capped by staff or by the Chatham House Rule."""
    form = comment.question.questionnaire
    rule = form.session is not None and form.session.chatham_house
    plain = plain_line(form.moment)
    return plain if comment.unnamed or rule else comment.attribution or plain


def _line_now(comment: Comment, lines: dict[int, dict[str, str]]) -> str:
    """Checked against everybody who takes part now, read once a programme."""
    line, programme = line_of(comment), comment.question.questionnaire.programme_id
    if not rests_on_others(comment):
        return line
    if programme not in lines:
        lines[programme] = lines_now(programme)
    return lines[programme].get(line, _("Participant"))


def rests_on_others(comment: Comment) -> bool:
    """Whether a line may be said only as long as five participants share it."""
    asked = comment.question.questionnaire.moment
    return comment.consent in SHARED and asked not in OTHERS


def lines_now(programme: int) -> dict[str, str]:
    """For each line that names a sector or a role: as much of it as five people share."""
    people = Participant.objects.eligible().filter(programme=programme)
    shared = [
        (one.organisation.get_sector_display(), one.role)
        for one in people.select_related("organisation")
    ]
    return lines_today(shared, settings.MINIMUM_CELL, _)


def names_nobody_in(comment: Comment) -> bool:
    plain = plain_line(comment.question.questionnaire.moment)
    return names_nobody(line_of(comment), plain, _)


def plain_line(moment: str) -> str:
    """The line that holds for everybody who was asked at that moment."""
    lines = {
        Questionnaire.Moment.CONTRIBUTORS: _("A host or café leader"),
        Questionnaire.Moment.OBSERVERS: _("A manager or colleague"),
    }
    return lines.get(moment, _("Participant"))


def _candidate(comment: Comment, line: str, themes: "Themes") -> Candidate:
    found = themes.of.get(comment.pk, frozenset())
    return Candidate(
        key=str(comment.pk),
        question=comment.question_id,
        text=" ".join(comment.text.split()),
        line=line,
        owner=comment.owner_key,
        themes=tuple(sorted(found)),
        is_critical=comment.is_critical or any(themes.is_critical(theme) for theme in found),
    )


def _quote(candidate: Candidate, themes: "Themes") -> Quote:
    theme = max(candidate.themes, key=themes.weight, default=None)
    return Quote(
        text=candidate.text,
        attribution=candidate.line,
        theme=themes.named[theme].name if theme else "",
        among=themes.among(theme) if theme else "",
        is_critical=candidate.is_critical,
    )


# Themes


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme and how many spoke of it, in words."""

    name: str
    definition: str
    valence: str
    is_critical: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class CodedWords:
    """The theme table of a report, most spoken of first, and how it came about."""

    themes: tuple[ThemeLine, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of each comment as settled, and who spoke of each, as far as that is known.

    `voices` holds (form, question, owner) of every comment of a theme. An owner is known within
    one form and never from form to form.
    """

    named: Mapping[int, Theme]
    of: Mapping[UUID, frozenset[int]]
    voices: Mapping[int, tuple[tuple[int, int, str | None], ...]]
    agreement: coding.Agreement

    def is_critical(self, theme: int) -> bool:
        return self.named[theme].valence == Theme.Valence.CRITICAL

    def weight(self, theme: int) -> tuple[int, str]:
        return len(self.voices[theme]), self.named[theme].name

    def is_known(self, theme: int) -> bool:
        """Everybody answers a question once, so that in one question comments are people."""
        voices = self.voices[theme]
        one_form = len({form for form, _question, _owner in voices}) == 1
        one_question = len({question for _form, question, _owner in voices}) == 1
        return one_question or (one_form and all(owner for _form, _question, owner in voices))

    def people(self, theme: int) -> int:
        """How many at the least; exactly so many where it is known."""
        return max(_people(voices) for voices in _by_form(self.voices[theme]))

    def among(self, theme: int) -> str:
        comments, m = len(self.voices[theme]), settings.MINIMUM_CELL
        if comments < m:
            return _("1 of fewer than %(m)s comments in this theme") % {"m": m}
        return _("1 of %(k)s comments in this theme") % {"k": comments}

    def spoken(self, theme: int) -> str:
        """Comments and people, as far as they are known; below five no number of either. Never a
        percentage."""
        comments, people, m = len(self.voices[theme]), self.people(theme), settings.MINIMUM_CELL
        values = {"comments": comments, "people": people, "m": m}
        if comments < m:
            return _("fewer than %(m)s comments") % values
        if people < m:
            few = _("%(comments)s comments (fewer than %(m)s people)")
            return (few if self.is_known(theme) else _("%(comments)s comments")) % values
        if self.is_known(theme):
            return _("%(comments)s comments (%(people)s people)") % values
        return _("%(comments)s comments (at least %(people)s people)") % values


def _by_form(voices: Collection[tuple]) -> list[list[tuple]]:
    forms: dict[int, list[tuple]] = {}
    for voice in voices:
        forms.setdefault(voice[0], []).append(voice)
    return list(forms.values())


def _people(voices: Collection[tuple]) -> int:
    """Of one form: its owners, or without them those who wrote to its fullest question."""
    if all(owner for _form, _question, owner in voices):
        return len({owner for _form, _question, owner in voices})
    return max(Counter(question for _form, question, _owner in voices).values())


def themes_of(forms: Collection[int]) -> Themes:
    """One query, and one for the codebook."""
    counted = comments_of(forms).exclude(state__in=UNCOUNTED)
    rows = list(
        Coding.objects.filter(comment__in=counted).values_list(
            "comment_id",
            "coder_id",
            "theme_id",
            "comment__question__questionnaire_id",
            "comment__question_id",
            "comment__owner_key",
        )
    )
    where = {comment: voice for comment, _coder, _theme, *voice in rows}
    found = coding.by_comment(row[:3] for row in rows)
    settled = {comment: coding.settled(readers) for comment, readers in found.items()}
    voices: dict[int, list] = {}
    for comment, themes in settled.items():
        for theme in themes:
            voices.setdefault(theme, []).append(tuple(where[comment]))
    return Themes(
        named=Theme.objects.in_bulk(voices),
        of=settled,
        voices={theme: tuple(sorted(who, key=str)) for theme, who in voices.items()},
        agreement=coding.agreement(found.values()),
    )


def coded_words(forms: Collection[int]) -> CodedWords:
    themes = themes_of(forms)
    order = sorted(themes.voices, key=lambda t: (-len(themes.voices[t]), themes.named[t].name))
    lines = tuple(
        ThemeLine(
            name=themes.named[theme].name,
            definition=themes.named[theme].definition,
            valence=themes.named[theme].get_valence_display(),
            is_critical=themes.is_critical(theme),
            spoken=themes.spoken(theme),
        )
        for theme in order
    )
    return CodedWords(lines, tuple(_about(forms, themes)))


def _about(forms: Collection[int], themes: Themes):
    agreed = themes.agreement
    if agreed.both:
        values = {"agreed": agreed.agreed, "both": agreed.both}
        yield _("Two readers, each for themselves, agreed on %(agreed)s of %(both)s comments.") % (
            values
        )
    if agreed.agreed + agreed.open < agreed.both:
        yield _("Where they did not agree, they settled it together.")
    if agreed.open:
        yield _("%(n)s are not settled; of these only what both found is counted.") % {
            "n": agreed.open
        }
    left = comments_of(forms).filter(state=Comment.State.LEFT_OUT).count()
    if left:
        yield _("Comments left out as saying nothing: %(n)s.") % {"n": left}
