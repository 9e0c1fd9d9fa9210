"""The evaluation report: one frozen value for the page, the PDF and the data file."""

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

from .evaluation_contents import Entry, edition_name, entries
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
from .evaluation_results import Evaluation, counted_questionnaire, evaluate
from .evaluation_setting import Setting, read_setting
from .evaluation_tables import appendix
from .writing import Writing

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
        there = {
            "programme": self.setting.is_told,
            "reading": self.reading,
            "objectives": self.results,
            "each": self.objectives,
            "words": self.words,
            "change": self.writing.what_we_change,
            "tables": self.tables,
            "questions": self.questions,
        }
        parts = {"places": self.places, "others": self.others}
        told = self.writing.told
        return tuple(
            replace(entry, told=told.get(entry.anchor, ""), parts=parts.get(entry.anchor, ()))
            for entry in entries(self.kind)
            if there.get(entry.anchor, entry.anchor in ALWAYS)
            or parts.get(entry.anchor)
            or entry.anchor in told
        )


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
    results, people, m = found.results, found.people, found.m
    told = people.answered >= m
    glance, rate = at_a_glance(results, people, m), rate_of(people)
    words = without(results.words, glance.quote)
    return EvaluationReport(
        kind=str(found.kind),
        setting=setting,
        counted_on=found.questionnaire.counted_on,
        version=_version(found.questionnaire, people.answered),
        address=settings.SITE_URL + reverse("report_page", args=[setting.slug]),
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
