"""The evaluation report: one frozen value for the page, the PDF and the data file."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.models import Questionnaire
from evaluations.statistics import ResponseBand, ResponseRate
from evaluations.summary import response_note
from programmes.models import Programme

from .evaluation_figures import Figure, Table
from .evaluation_glance import Glance, at_a_glance, rate_of, without
from .evaluation_method import Note, method, questions_asked, reading
from .evaluation_parts import (
    ObjectivePart,
    Part,
    Words,
    all_words,
    headline_figures,
    objective_parts,
    other_parts,
    place_parts,
)
from .evaluation_people import People
from .evaluation_results import Evaluation, evaluate
from .evaluation_setting import Setting, read_setting
from .evaluation_tables import appendix
from .writing import Writing


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    anchor: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Ready to be drawn: every figure has passed disclosure, every number is words."""

    setting: Setting
    counted_on: date | None
    version: str
    glance: Glance
    people: People
    response: str
    caution: str
    reading: tuple[Note, ...]
    results: tuple[Figure, ...]
    objectives: tuple[ObjectivePart, ...]
    places: tuple[Part, ...]
    others: tuple[Part, ...]
    words: tuple[Words, ...]
    method: tuple[Note, ...]
    tables: tuple[Table, ...]
    questions: Table | None
    writing: Writing

    @property
    def contents(self) -> tuple[Entry, ...]:
        """The sections there are, in their order."""
        there = {
            "programme": self.setting.is_told,
            "reading": self.reading,
            "objectives": self.results,
            "each": self.objectives,
            "places": self.places,
            "others": self.others,
            "words": self.words,
            "tables": self.tables,
            "questions": self.questions,
        }
        return tuple(entry for entry in _entries() if there.get(entry.anchor, True))


def _entries() -> tuple[Entry, ...]:
    return (
        Entry("glance", _("At a glance"), _("What people said, on one page")),
        Entry("programme", _("The programme"), _("Its question, its days, who gave what")),
        Entry("people", _("Who took part, who answered"), _("And how many did not")),
        Entry("reading", _("How to read the figures"), _("What each kind of figure means")),
        Entry("objectives", _("The objectives: all results"), _("Side by side")),
        Entry("each", _("Objective by objective"), _("Each with all that was asked about it")),
        Entry("places", _("Visits and café conversations"), _("All counted together")),
        Entry("others", _("Other results"), _("What else the form asked")),
        Entry("words", _("In their words"), _("Praise and criticism, as they were written")),
        Entry("method", _("Method and limits"), _("How the figures came about")),
        Entry("questions", _("The questions asked"), _("As people read them")),
        Entry("tables", _("Full tables"), _("Every figure with its interval, every test")),
    )


def evaluation_report(programme: Programme, questionnaire: Questionnaire) -> EvaluationReport:
    return composed(read_setting(programme), evaluate(programme, questionnaire))


def composed(
    setting: Setting, found: Evaluation, writing: Writing | None = None
) -> EvaluationReport:
    """Without the fewest answers that may be shown, only what is known without them."""
    results, people, m = found.results, found.people, found.m
    told = people.answered >= m
    glance, rate = at_a_glance(results, people, m), rate_of(people)
    words = without(results.words, glance.quote)
    return EvaluationReport(
        setting=setting,
        counted_on=found.questionnaire.counted_on,
        version=_version(found.questionnaire, people.answered),
        glance=glance,
        people=people,
        response=response_note(rate, _) if rate else glance.sentences[0],
        caution=_caution(rate),
        reading=reading(results, people, m) if told else (),
        results=headline_figures(results, m) if told else (),
        objectives=objective_parts(found, words) if told else (),
        places=place_parts(setting, results, m) if told else (),
        others=other_parts(results, m) if told else (),
        words=all_words(words, found, told),
        method=method(found),
        tables=appendix(found) if told else (),
        questions=questions_asked(found.answers, m),
        writing=writing or Writing(),
    )


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
