"""The page for those who read one page: sentences, tiles, one quote, and what not to conclude."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from evaluations.disclosure import Display, display
from evaluations.statistics import ResponseBand, ResponseRate, recommendation
from evaluations.summary import ObjectiveResult, executive_summary, in_sentence, response_note

from .figures import Labelled, moved_text, unshown
from .people import People
from .results import Results
from .rows import Answered, Quote
from .spreads import net_text

GLANCE_QUOTE = 150
"""Characters that can be read at a glance."""


@dataclass(frozen=True, slots=True)
class Tile:
    """19 of 22, what they agreed to, and how many moved."""

    figure: str
    beside: str
    label: str
    moved: str


@dataclass(frozen=True, slots=True)
class Glance:
    sentences: tuple[str, ...]
    tiles: tuple[Tile, ...]
    about_tiles: str
    quote: Quote | None
    limits: tuple[str, ...]

    @property
    def flows(self) -> bool:
        """More than one page can hold, or too little to fill one: what follows starts below it."""
        too_much = len(self.tiles) > 9 or sum(len(tile.label) for tile in self.tiles) > 420
        return too_much or len(self.tiles) <= 3

    @property
    def lead(self) -> str:
        return " ".join(self.sentences[:3])

    @property
    def more(self) -> str:
        return " ".join(self.sentences[3:])


def at_a_glance(results: Results, people: People, m: int) -> Glance:
    rate = rate_of(people)
    plain = rate is not None and rate.band is ResponseBand.LOW
    tiles = () if people.answered < m else tuple(tile(r, m, plain) for r in results.headline)
    tiles += () if people.answered < m else _likings(results, m, plain)
    return Glance(
        sentences=_sentences(results, people, m),
        tiles=tiles,
        about_tiles=_about(results, tiles),
        quote=quote_of(results.words),
        limits=_limits(results, people, m),
    )


def rate_of(people: People) -> ResponseRate | None:
    return ResponseRate(people.answered, people.eligible) if people.eligible else None


def tile(row: Labelled, m: int, plain: bool = False) -> Tile:
    """`plain`: no percentages, because too few of those asked have answered."""
    share, moved = row.question.distribution.agree, moved_text(row.change, m)
    put = display(row.question.n, m)
    if put is Display.NOTHING:
        return Tile("", unshown(row.question.n, m), row.label, moved)
    if put is Display.PERCENT_FIRST and not plain:
        beside = _("%(k)s of %(n)s") % {"k": share.k, "n": share.n}
        return Tile(share.percent_text, beside, row.label, moved)
    return Tile(str(share.k), _("of %(n)s") % {"n": share.n}, row.label, moved)


def _likings(results: Results, m: int, plain: bool) -> tuple[Tile, ...]:
    told = [q for q in results.recommendations if display(q.n, m) is not Display.NOTHING]
    return tuple(_liking(question, m, plain) for question in told)


def _liking(question: Answered, m: int, plain: bool) -> Tile:
    """Recommendation; the net figure only where ten people answered, and many of those asked."""
    result = recommendation(question.distribution)
    counts = {"up": result.promoters, "mid": result.passives, "down": result.detractors}
    below = _("%(up)s promoters · %(mid)s passives · %(down)s detractors") % counts
    put = display(result.n, m)
    if plain or put is Display.COUNTS:
        return Tile(str(result.promoters), _("of %(n)s") % {"n": result.n}, _("Promoters"), below)
    return Tile(net_text(result), _("net"), _("Recommendation"), below)


def _about(results: Results, tiles: Sequence[Tile]) -> str:
    if not tiles:
        return ""
    words = _("The figures say how many agreed at the end, of those who answered the question.")
    if not results.moved:
        return words
    before = _("Up, same, down: how people rated themselves now beside before the programme.")
    return f"{words} {before}"


def _sentences(results: Results, people: People, m: int) -> tuple[str, ...]:
    adjusted = results.adjusted()
    rows = [_result(row, adjusted.get(row.question.pk), results) for row in results.headline]
    rate = rate_of(people)
    known = rate or ResponseRate(people.answered, people.answered)
    back = results.is_looking_back
    first, *rest = executive_summary(known, rows, looking_back=back, m=m, _=_)
    rest = rest[:-1] if people.answered < m and len(rest) > 1 else rest
    if rate is None and people.answered:
        words = _("%(n)s people answered at the end; how many were asked is not on record.")
        first = words % {"n": people.answered}
    moves = [_moved(row) for row in results.changes if row.change.n >= m]
    return (first, *rest[:-1], *moves, *rest[-1:])


def _result(row: Labelled, p: float | None, results: Results) -> ObjectiveResult:
    label = in_sentence(row.label) if results.objectives else f"“{row.label}”"
    movement = row.change.movement if row.change and results.objectives else None
    return ObjectiveResult(label, row.question.distribution.agree, movement, p)


def _moved(row: Labelled) -> str:
    moved = row.change.movement
    values = {"question": row.label, "n": moved.n, "up": moved.up}
    values |= {"same": moved.same, "down": moved.down}
    return (
        _(
            "On “%(question)s”, %(up)s of %(n)s people stand higher now than before, "
            "%(same)s the same, %(down)s lower."
        )
        % values
    )


def quote_of(words: Sequence[Answered]) -> Quote | None:
    """The first that is short enough; their order is nobody's choice."""
    for question in words:
        for quote in question.quotes:
            if len(quote.text) <= GLANCE_QUOTE:
                return quote
    return None


def without(words: Sequence[Answered], quote: Quote | None) -> tuple[Answered, ...]:
    """No quote is used twice."""
    return tuple(
        replace(question, quotes=tuple(q for q in question.quotes if q is not quote))
        for question in words
    )


def _limits(results: Results, people: People, m: int) -> tuple[str, ...]:
    if people.answered < m:
        few = _("Figures are shown from %(m)s answers on, so that nobody can be picked out.")
        return (few % {"m": m},)
    limits = [
        _("They are people’s own ratings; nobody else’s view was measured."),
        _("There was no comparison group, so they do not show that the programme caused a change."),
    ]
    if results.is_looking_back or results.changes:
        limits.append(_("“Before” was asked at the end, looking back; memory may deceive."))
    rate = rate_of(people)
    if rate is not None and (note := response_note(rate, _)):
        limits.append(note)
    if 0 < people.answered < 30:
        few = _("With %(n)s answers, one person more or less moves a figure: read the counts.")
        limits.append(few % {"n": people.answered})
    return tuple(limits)
