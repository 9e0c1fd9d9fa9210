"""The sections of each edition, in their order."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations.models import Report

from .parts import Part

MADE_OF_PARTS = ("places", "sessions", "others", "challenge", "plans", "impact", "comparison")
"""Sections that are figures and words under one heading after another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and the section it names. `told`: what staff wrote there, as HTML."""

    anchor: str
    title: str
    about: str = ""
    told: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def template(self) -> str:
        name = "parts" if self.anchor in MADE_OF_PARTS else self.anchor
        return f"evaluations/report/_{name}.html"


def edition_name(kind: str) -> str:
    if kind == Report.Kind.FOLLOW_UP:
        return _("Learning and impact at individual, organisational and system levels")
    return _("Evaluation report")


def entries(kind: str) -> tuple[Entry, ...]:
    follow_up = kind == Report.Kind.FOLLOW_UP
    return (*_opening(), *(_later() if follow_up else _at_the_end()), *_closing())


def _opening() -> tuple[Entry, ...]:
    return (
        Entry("glance", _("At a glance"), _("What people said, on one page")),
        Entry("programme", _("The programme"), _("Its question, its days, who gave what")),
        Entry("people", _("Who took part, who answered"), _("And how many did not")),
        Entry("reading", _("How to read the figures"), _("An example of each kind")),
    )


def _at_the_end() -> tuple[Entry, ...]:
    return (
        Entry("objectives", _("The objectives: all results"), _("Side by side, before and after")),
        Entry("each", _("Objective by objective"), _("Each with all that was asked about it")),
        Entry("places", _("Visits and café conversations"), _("All counted together")),
        Entry("sessions", _("The sessions"), _("As people rated them on the day")),
        Entry("others", _("The programme as a whole"), _("What else the form asked")),
        Entry("challenge", _("The response to the challenge"), _("And what its setters said")),
        Entry("words", _("In their words"), _("Praise and criticism, as they were written")),
        Entry("plans", _("What people planned"), _("And what could get in the way")),
    )


def _later() -> tuple[Entry, ...]:
    return (
        Entry("plans", _("Planned and done"), _("What became of what people had in mind")),
        Entry("impact", _("What has changed since"), _("People, their organisations, the system")),
        Entry("objectives", _("The objectives, months later"), _("At the end and now")),
        Entry("challenge", _("The response to the challenge"), _("What its setters did with it")),
        Entry("words", _("In their words"), _("Praise and criticism, as they were written")),
    )


def _closing() -> tuple[Entry, ...]:
    return (
        Entry("comparison", _("Beside earlier programmes"), _("Where the same was asked")),
        Entry("change", _("What we will change"), _("The organisers’ answer")),
        Entry("method", _("Method and limits"), _("How the figures came about")),
        Entry("questions", _("The questions asked"), _("As people read them")),
        Entry("tables", _("Full tables"), _("Every figure with its interval, every test")),
        Entry("data", _("The data in this file"), _("What each column means")),
    )
