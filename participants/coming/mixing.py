"""The mix in words and bars: what there is, and what a choice would make of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.mix import Gap, Someone, Target, gaps

from .places import Places, target_name


@dataclass(frozen=True, slots=True)
class Bar:
    """One target. Widths are per cent of the scale; `then` counts what is ticked as well.

    `key` is its place among the targets, by which the page counts along.
    """

    key: int
    name: str
    wanted: int
    now: int
    then: int
    words: str
    then_words: str
    width: int
    then_width: int
    tick: int
    scale: int
    state: str


@dataclass(frozen=True, slots=True)
class Mix:
    """`places` in words; `would` what they would be with the choice, empty where there is none."""

    bars: tuple[Bar, ...]
    places: Places
    words: str
    would: str
    over: bool


def mix_of(
    targets: Sequence[Target],
    present: Sequence[Someone],
    chosen: Sequence[Someone],
    places: Places,
) -> Mix:
    now, then = gaps(targets, present), gaps(targets, (*present, *chosen))
    after = Places(places.total, places.taken + len(chosen))
    bars = (_bar(key, *pair) for key, pair in enumerate(zip(now, then, strict=True)))
    return Mix(
        bars=tuple(bars),
        places=places,
        words=places_words(places),
        would=places_words(after) if chosen else "",
        over=not after.holds(0),
    )


def _bar(key: int, now: Gap, then: Gap) -> Bar:
    wanted = now.target.wanted
    scale = max(wanted, then.present, 1) + 2
    return Bar(
        key=key,
        name=target_name(now.target),
        wanted=wanted,
        now=now.present,
        then=then.present,
        words=gap_words(now),
        then_words=gap_words(then) if then != now else "",
        width=round(100 * now.present / scale),
        then_width=round(100 * then.present / scale),
        tick=round(100 * wanted / scale),
        scale=scale,
        state="short" if now.missing else "over" if now.too_many else "met",
    )


def gap_words(gap: Gap) -> str:
    counted = _("%(present)s of %(wanted)s") % {
        "present": gap.present,
        "wanted": gap.target.wanted,
    }
    if gap.missing:
        return counted + ", " + _("%(n)s missing") % {"n": gap.missing}
    if gap.too_many:
        return counted + ", " + _("%(n)s more than wanted") % {"n": gap.too_many}
    return counted


def places_words(places: Places) -> str:
    if places.total is None:
        words = ngettext("%(n)s place given", "%(n)s places given", places.taken)
        return words % {"n": places.taken}
    numbers = {"taken": places.taken, "total": places.total}
    counted = _("%(taken)s of %(total)s places given") % numbers
    if places.taken > places.total:
        return counted + ", " + _("%(n)s more than there are") % {"n": places.taken - places.total}
    return counted + ", " + _("%(n)s free") % {"n": places.free}


def counted_for(targets: Sequence[Target], someone: Someone) -> str:
    """The keys of the bars that somebody would lengthen, as the page's script reads them."""
    return " ".join(str(key) for key, each in enumerate(targets) if each.counts(someone))


def without(people: Iterable[Someone], keys: set[int]) -> tuple[Someone, ...]:
    return tuple(one for one in people if one.key not in keys)
