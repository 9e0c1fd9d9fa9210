"""Visits, café conversations and sessions, as people rated them on the day and at the end."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evaluations import charts

from .figures import Figure, is_drawn
from .groups import By, Grouped, by_group
from .moments import Moment
from .parts import Part, figures_of, words_of
from .results import Evaluation, Opened
from .rows import Answered
from .setting import Setting


def place_parts(setting: Setting, found: Opened) -> tuple[Part, ...]:
    """All visits together, and all conversations: one alone has too few people."""
    results, moments = found.results, found.moments
    visits = (*results.visitors, *moments.pooled(Moment.VISITS))
    cafes = (*results.guests, *moments.pooled(Moment.CAFE))
    parts = (
        _places(_("The site visits"), visits, _("site visits"), bool(setting.visits), found),
        _places(_("The café conversations"), cafes, _("café tables"), bool(setting.cafes), found),
    )
    there = tuple(part for part in parts if part)
    return there if any(part.is_told for part in there) else ()


def _places(
    title: str, asked: Sequence[Answered], things: str, held: bool, found: Opened
) -> Part | None:
    if not asked:
        return Part(title, about=_("No form asked about them.")) if held else None
    apart = _by_visit([q.pk for q in asked], found)
    about = _("All %(things)s are counted together, because each alone had few people.")
    if apart:
        about = _("All %(things)s are counted together; those with enough answers also apart.")
    words = tuple(words_of(q) for q in asked if q.kind.is_words and q.texts)
    figures = (*figures_of(asked, title, found.m), *apart)
    return Part(title, figures, words, about % {"things": things})


def _by_visit(asked: Sequence[int], found: Opened) -> tuple[Figure, ...]:
    rows = [
        (one.question.wording, one)
        for one in found.groups
        if one.by is By.VISIT and one.question.pk in asked
    ]
    note = _("How many agreed, of those who went there and answered.")
    table = by_group(rows, _("By visit"), note, found.m, across=True)
    return (Figure(table),) if table else ()


def sector_figures(found: Evaluation) -> tuple[Figure, ...]:
    """The objectives by sector."""
    leading = {row.question.pk: row.label for _objective, row in found.results.objectives}
    rows = [
        (leading[one.question.pk], one)
        for one in found.groups
        if one.by is By.SECTOR and one.question.pk in leading
    ]
    note = _(
        "How many agreed at the end. Sectors with fewer than %(m)s answers, and one more where "
        "that alone would give them away, are counted together."
    )
    table = by_group(rows, _("Agreement by sector"), note % {"m": found.m}, found.m)
    return (Figure(table),) if table else ()


# Sessions


def session_parts(found: Opened) -> tuple[Part, ...]:
    """Each session's rating where it may be shown; the rest counted together."""
    asked = found.moments.pooled(Moment.SESSION)
    grouped = [one for one in found.groups if one.by is By.SESSION]
    broken_down = {one.question.pk for one in grouped}
    rest = [q for q in asked if q.pk not in broken_down and not q.kind.is_words]
    words = tuple(words_of(q) for q in asked if q.kind.is_words and q.texts)
    strip = _strip(grouped, found.m)
    parts = [
        Part(_("How people rated the sessions"), strip, about=_rated_on_the_day()),
        Part(_("All sessions together"), figures_of(rest, _("All sessions together"), found.m)),
        Part(_("What people took away"), words=words),
    ]
    return tuple(part for part in parts if part.is_told)


def _rated_on_the_day() -> str:
    return _(
        "Asked on the day of those who were there. A rating of a session says how it was received, "
        "not what anybody learned."
    )


def _strip(grouped: Sequence[Grouped], m: int) -> tuple[Figure, ...]:
    """Averages of the first question by session, and who agreed to each."""
    if not grouped:
        return ()
    rows = [(one.label, one.counted) for one in grouped[0].slices if is_drawn(one.counted.n, m)]
    chart = charts.rating_strip(rows, _=_) if rows else ""
    caption = _("Agreed, by session")
    note = _("Sessions with few answers are counted together, so that nobody can be picked out.")
    table = by_group([(one.question.wording, one) for one in grouped], caption, note, m, True)
    below = _("“%s” Average answer, from 1 to 6.") % grouped[0].question.wording
    return (Figure(table, chart, below),)
