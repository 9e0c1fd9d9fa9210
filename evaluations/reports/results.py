"""What managers may see as it comes in: who answered when, and the figures of what is opened.

Of a form that is not opened, nothing but how many answered it, and who has not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from evaluations.models import Report
from programmes.models import Programme

from .evaluation.challenge import read_challenge
from .evaluation.impact import contributors_part, impact_parts, objectives_later
from .evaluation.moments import Moment
from .evaluation.parts import Part, all_words, figures_of, headline_figures, other_parts, words_of
from .evaluation.places import place_parts, sector_figures, session_parts
from .evaluation.plans import plan_parts
from .evaluation.results import Evaluation, Opened, opened_so_far
from .evaluation.rows import Answered
from .evaluation.setting import read_setting
from .feedback import FormStanding, feedback_of
from .writing import Writing


@dataclass(frozen=True, slots=True)
class Progress:
    """One form: how many answered, and who has not, as long as they still can."""

    slug: str
    title: str
    state: str
    opens_at: datetime
    closes_at: datetime
    answered: int
    asked: int
    width: int
    silent: tuple[str, ...]

    @property
    def is_measured(self) -> bool:
        """How many were asked is on record, and is not fewer than answered."""
        return 0 < self.asked >= self.answered


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the programme's life; `silence` says why there are no figures of it."""

    anchor: str
    title: str
    forms: tuple[Progress, ...]
    parts: tuple[Part, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    stages: tuple[Stage, ...]
    has_report: bool


def read_results(programme: Programme) -> ResultsPage:
    """A constant number of queries, however many forms, people and answers there are."""
    found, forms = opened_so_far(programme), feedback_of(programme)
    stages = [
        _stage(anchor, title, [form for form in forms if form.moment in asked], parts)
        for anchor, title, asked, parts in _stages(programme, found)
    ]
    return ResultsPage(
        tuple(stage for stage in stages if stage.forms), isinstance(found, Evaluation)
    )


def _stages(programme: Programme, found: Opened):
    """(anchor, title, moments, figures) in the order of the programme."""
    before, end, later = Moment.BEFORE, Moment.END, Moment.FOLLOW_UP
    days = (Moment.SESSION, Moment.VISITS, Moment.CAFE)
    gave = (Moment.CONTRIBUTORS, Moment.SETTERS)
    return (
        ("before", _("Before the programme"), (before,), _before(found)),
        ("days", _("On the days"), days, _on_the_days(programme, found)),
        ("end", _("At the end"), (end,), _at_the_end(found)),
        ("gave", _("Hosts, café leaders and challenge setters"), gave, _gave(programme, found)),
        ("later", _("Months later"), (later, Moment.OBSERVERS), _later(found)),
    )


def _stage(anchor: str, title: str, forms: Sequence[FormStanding], parts: Sequence[Part]) -> Stage:
    told = tuple(part for part in parts if part.is_told or part.about)
    lines = tuple(_progress(form) for form in forms)
    return Stage(anchor, title, lines, told, "" if told else _silence(forms))


def _progress(form: FormStanding) -> Progress:
    """Once the answers are opened nobody needs to be reminded, so nobody is named."""
    return Progress(
        slug=form.slug,
        title=form.title,
        state=_state(form),
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        answered=form.answered,
        asked=form.asked,
        width=form.width,
        silent=form.silent if form.is_open or form.is_due else (),
    )


def _state(form: FormStanding) -> str:
    if form.is_counted:
        return "opened"
    if form.is_open:
        return "open"
    if form.is_due:
        return "closed" if form.is_signed else "sealed"
    return "to come"


def _silence(forms: Sequence[FormStanding]) -> str:
    if any(form.is_counted for form in forms):
        return _("The answers are opened, and nobody answered.")
    if any(form.is_open or form.is_due for form in forms):
        return _("What people answer stays sealed until the form closes and all are opened.")
    return _("Nobody has been asked yet.")


# Figures, as in the report


def _words(questions: Sequence[Answered]) -> tuple[Part, ...]:
    words = tuple(words_of(q) for q in questions if q.kind.is_words and q.texts)
    return (Part(_("What people wrote"), words=words),) if words else ()


def _before(found: Opened) -> tuple[Part, ...]:
    asked = found.moments.pooled(Moment.BEFORE)
    if not any(question.n for question in asked):
        return ()
    title = _("Where people started")
    return (Part(title, figures_of(asked, _("Agreement before"), found.m)), *_words(asked))


def _on_the_days(programme: Programme, found: Opened) -> tuple[Part, ...]:
    """Visits and the café only where they have forms of their own; else they belong to the end."""
    asked = any(found.moments.at(Moment.VISITS, Moment.CAFE))
    places = place_parts(read_setting(programme), found) if asked else ()
    return (*session_parts(found), *places)


def _at_the_end(found: Opened) -> tuple[Part, ...]:
    if not isinstance(found, Evaluation) or not found.answers.responses:
        return ()
    if found.people.answered < found.m:
        few = _("Figures are shown from %(m)s answers on, so that nobody can be picked out.")
        return (Part(_("Too few answers"), about=few % {"m": found.m}),)
    objectives = (*headline_figures(found.results, found.m), *sector_figures(found))
    visits = (*found.results.visitors, *found.results.guests)
    rated = figures_of(visits, _("Visits and the café"), found.m) if visits else ()
    parts = [
        Part(_("The objectives"), objectives),
        Part(_("Visits and the café, all together"), rated),
        *other_parts(found.results, found.m),
        *plan_parts(found) * (not found.moments.at(Moment.FOLLOW_UP)),
        Part(_("What people wrote"), words=all_words(found.results.words, found, told=False)),
        _beside_others(found),
    ]
    return tuple(part for part in parts if part.is_told or part.about)


def _beside_others(found: Evaluation) -> Part:
    beside = found.comparison
    figures = (beside.figure,) if beside.figure else ()
    text = "\n\n".join(beside.sentences)
    return Part(_("Beside earlier programmes"), figures, about=beside.about, text=text)


def _gave(programme: Programme, found: Opened) -> tuple[Part, ...]:
    setters = read_challenge(programme, Report.Kind.FOLLOW_UP)
    return (contributors_part(found), *setters)


def _later(found: Opened) -> tuple[Part, ...]:
    form = found.moments.one(Moment.FOLLOW_UP)
    if not isinstance(found, Evaluation) or form is None or not form.answers.responses:
        return ()
    return (
        Part(_("The objectives, months later"), objectives_later(found)),
        *plan_parts(found),
        *(part for part in impact_parts(found, Writing()) if part != contributors_part(found)),
    )
