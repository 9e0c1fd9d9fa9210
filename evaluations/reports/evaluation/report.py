"""The evaluation report: one frozen value for the page, the PDF and the data file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.models import Questionnaire, Report
from evaluations.statistics import ResponseBand, ResponseRate
from evaluations.summary import in_sentence, response_note
from programmes.models import Programme

from ..writing import Writing
from .challenge import read_challenge
from .contents import MADE_OF_PARTS, Entry, edition_name, entries
from .dictionary import dictionary
from .figures import Figure, Note, Table
from .glance import Glance, at_a_glance, rate_of, without
from .impact import impact_parts, objectives_later
from .later import later_at_a_glance
from .method import method
from .parts import (
    ObjectivePart,
    Part,
    Words,
    all_words,
    headline_figures,
    objective_parts,
    other_parts,
)
from .people import People
from .places import place_parts, sector_figures, session_parts
from .plans import plan_parts
from .questions import questions_asked
from .reading import Example, examples, reading
from .results import Evaluation, counted_questionnaire, evaluate
from .rows import Answered
from .setting import Setting, read_setting
from .tables import appendix, shares_drawn
from .themes import themes_table
from .theory import Box, theory

ALWAYS = ("glance", "people", "method")
"""Sections without which there is no report."""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Ready to be drawn: every figure has passed disclosure, every number is words."""

    kind: str
    setting: Setting
    counted_on: date | None
    version: str
    address: str
    glance: Glance
    theory: tuple[Box, ...]
    people: People
    response: str
    caution: str
    examples: tuple[Example, ...]
    reading: tuple[Note, ...]
    results: tuple[Figure, ...]
    objectives: tuple[ObjectivePart, ...]
    places: tuple[Part, ...]
    sessions: tuple[Part, ...]
    others: tuple[Part, ...]
    challenge: tuple[Part, ...]
    themes: Table | None
    words: tuple[Words, ...]
    plans: tuple[Part, ...]
    impact: tuple[Part, ...]
    comparison: tuple[Part, ...]
    method: tuple[Note, ...]
    shares: str
    tables: tuple[Table, ...]
    questions: tuple[Table, ...]
    data: Table | None
    writing: Writing

    @property
    def is_follow_up(self) -> bool:
        return self.kind == Report.Kind.FOLLOW_UP

    @property
    def name(self) -> str:
        return edition_name(self.kind)

    @property
    def title(self) -> str:
        return f"{self.setting.title}: {in_sentence(self.name)}"

    @property
    def dated(self) -> date:
        """When it was published; a draft, when its answers were opened."""
        return self.writing.published_on or self.counted_on

    @property
    def contents(self) -> tuple[Entry, ...]:
        """The sections that have something to say, in the order of the edition."""
        told, parts, there = self.writing.told, self._parts(), self._there()
        return tuple(
            replace(entry, told=told.get(entry.anchor, ""), parts=parts.get(entry.anchor, ()))
            for entry in entries(self.kind)
            if entry.anchor in told or parts.get(entry.anchor) or there.get(entry.anchor)
        )

    def _parts(self) -> dict[str, tuple[Part, ...]]:
        return {name: getattr(self, name) for name in MADE_OF_PARTS}

    def _there(self) -> dict[str, object]:
        return dict.fromkeys(ALWAYS, True) | {
            "programme": self.setting.is_told,
            "reading": self.reading,
            "objectives": self.results,
            "each": self.objectives,
            "words": self.words or self.themes,
            "change": self.writing.what_we_change,
            "tables": self.tables,
            "questions": self.questions,
            "data": self.data,
        }


def evaluation_report(programme: Programme, questionnaire: Questionnaire) -> EvaluationReport:
    return composed(read_setting(programme), evaluate(programme, questionnaire))


def report_of(
    programme: Programme, kind: str = Report.Kind.PROGRAMME, writing: Writing | None = None
) -> EvaluationReport | None:
    """An edition as it would be drawn today; None until the form it rests on is counted."""
    questionnaire = counted_questionnaire(programme)
    if questionnaire is None:
        return None
    found = evaluate(programme, questionnaire, kind)
    return composed(read_setting(programme), found, writing)


def composed(
    setting: Setting, found: Evaluation, writing: Writing | None = None
) -> EvaluationReport:
    """Without the fewest answers that may be shown, only what is known without them."""
    writing = writing or Writing()
    later, told = found.kind == Report.Kind.FOLLOW_UP, found.people.answered >= found.m
    glance, rate = _glance(found, later), rate_of(found.people)
    words = without(_said(found, later), glance.quote)
    compose = _later if later else _at_the_end
    sections = compose(setting, found, words, writing.told) if told else {}
    programme = found.questionnaire.programme
    return EvaluationReport(
        kind=str(found.kind),
        setting=setting,
        counted_on=found.questionnaire.counted_on,
        version=_version(found.questionnaire, found.people.answered),
        address=settings.SITE_URL + reverse("report_page", args=[setting.slug]),
        glance=glance,
        theory=theory(setting, found.objectives, 4),
        people=found.people,
        response=response_note(rate, _) if rate else glance.sentences[0],
        caution=_caution(rate),
        challenge=read_challenge(programme, found.kind),
        themes=themes_table(found) if told else None,
        words=all_words(words, found, told and not later),
        plans=plan_parts(found) if told else (),
        impact=impact_parts(found, writing) if told else (),
        method=method(found),
        shares=shares_drawn(found) if told else "",
        tables=appendix(found) if told else (),
        questions=questions_asked(found),
        data=None if writing.is_draft or not told else dictionary(),
        writing=writing,
        **(NOTHING_TOLD | sections),
    )


NOTHING_TOLD = dict.fromkeys(
    ("reading", "examples", "results", "objectives", "places", "sessions", "others", "comparison"),
    (),
)


def _glance(found: Evaluation, later: bool) -> Glance:
    if later:
        return later_at_a_glance(found)
    return at_a_glance(found.results, found.people, found.m)


def _said(found: Evaluation, later: bool) -> tuple[Answered, ...]:
    if not later:
        return found.results.words
    form = found.moments.one(Questionnaire.Moment.FOLLOW_UP)
    return tuple(q for q in form.answers.questions if q.kind.is_words) if form else ()


def _at_the_end(setting: Setting, found: Evaluation, words: Sequence[Answered], told) -> dict:
    results, m = found.results, found.m
    sessions, comparison = session_parts(found), _comparison(found)
    return {
        "reading": reading(found),
        "examples": examples(found, bool(sessions), bool(comparison)),
        "results": (*headline_figures(results, m), *sector_figures(found)),
        "objectives": objective_parts(found, words, told),
        "places": place_parts(setting, found),
        "sessions": sessions,
        "others": other_parts(results, m),
        "comparison": comparison,
    }


def _later(setting: Setting, found: Evaluation, words: Sequence[Answered], told) -> dict:
    return {
        "reading": reading(found),
        "examples": examples(found, False, False),
        "results": objectives_later(found),
    }


def _comparison(found: Evaluation) -> tuple[Part, ...]:
    """Only where there is something to compare with; why there is not, the method says."""
    beside = found.comparison
    if beside.figure is None:
        return ()
    title, text = _("The same questions elsewhere"), "\n\n".join(beside.sentences)
    return (Part(title, (beside.figure,), about=beside.about, text=text),)


def _version(questionnaire: Questionnaire, answered: int) -> str:
    """Answers typed in later change the figures, so their number belongs to the name."""
    counted = date_format(questionnaire.counted_on, "j F Y")
    words = ngettext(
        "From the one answer opened on %(day)s",
        "From the %(answers)d answers opened on %(day)s",
        answered,
    )
    return words % {"answers": answered, "day": counted}


def _caution(rate: ResponseRate | None) -> str:
    if rate is None or rate.band not in (ResponseBand.CAUTION, ResponseBand.LOW):
        return ""
    return response_note(rate, _)
