"""How the programme was meant to work, in five boxes, in words that its own record gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .setting import Objective, Setting

MOST_OBJECTIVES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """One step of the way from what was needed to what might change."""

    title: str
    lines: tuple[str, ...]


def theory(setting: Setting, objectives: Sequence[Objective], months: int) -> tuple[Box, ...]:
    """Nothing without a challenge, a day or an objective: there would be no chain to draw."""
    if not (setting.challenge and objectives and _done(setting)):
        return ()
    return (
        Box(_("What was needed"), (_("An answer to: %s") % setting.challenge,)),
        Box(_("What people did"), _done(setting)),
        Box(_("What they might learn"), _learned(objectives)),
        Box(_("What they might do"), _deeds(bool(setting.setters))),
        Box(_("What might change"), _changes(months)),
    )


def _done(setting: Setting) -> tuple[str, ...]:
    sessions = sum(len(day.sessions) for day in setting.days)
    counted = (
        (ngettext("%s session", "%s sessions", sessions), sessions),
        (ngettext("%s site visit", "%s site visits", len(setting.visits)), len(setting.visits)),
        (
            ngettext("%s table of conversation", "%s tables of conversation", len(setting.cafes)),
            len(setting.cafes),
        ),
    )
    done = tuple(words % number for words, number in counted if number)
    return (*done, _("Teams of people who do not work together")) if done else ()


def _learned(objectives: Sequence[Objective]) -> tuple[str, ...]:
    titles = tuple(objective.title for objective in objectives)
    if len(titles) <= MOST_OBJECTIVES:
        return titles
    rest = len(titles) - MOST_OBJECTIVES + 1
    return (*titles[: MOST_OBJECTIVES - 1], _("and %s more") % rest)


def _deeds(has_setters: bool) -> tuple[str, ...]:
    own = _("One thing each, written down at the end: what, by when, with whom")
    return (own, _("A response that the challenge setters can use")) if has_setters else (own,)


def _changes(months: int) -> tuple[str, ...]:
    asked = ngettext("Asked again after %s month", "Asked again after %s months", months) % months
    return (
        _("How their organisations work"),
        _("How organisations here work together"),
        asked,
    )
