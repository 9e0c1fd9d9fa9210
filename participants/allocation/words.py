"""Sentences for people about places on visits. `_` translates; English without it."""

from collections.abc import Callable, Iterable

from .clashes import Change, Clash, Remedy
from .reasons import Cause, Kind, Missed, Reason
from .values import Case, Quality, Rule

Translate = Callable[[str], str]


def ordinal(rank: int, _: Translate = str) -> str:
    names = (_("1st"), _("2nd"), _("3rd"))
    return names[rank - 1] if rank <= len(names) else _("%(rank)sth") % {"rank": rank}


def nth(rank: int, _: Translate = str) -> str:
    names = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"))
    return names[rank - 1] if 0 < rank <= len(names) else ordinal(rank, _)


def why(case: Case, reason: Reason, _: Translate = str) -> str:
    """For organisers: why this person is where they are, and not where they would rather be."""
    return _sentences(case, reason, _places(_), _misses(_), _)


def why_you(case: Case, reason: Reason, _: Translate = str) -> str:
    """The same, said to the person."""
    return _sentences(case, reason, _your_places(_), _your_misses(_), _)


def _sentences(
    case: Case,
    reason: Reason,
    places: dict[Kind, str],
    misses: dict[Cause | str, str],
    _: Translate,
) -> str:
    rank = reason.rank or 0
    sentences = [places[reason.kind] % {"rank": ordinal(rank, _), "nth": nth(rank, _)}]
    for missed in reason.missed:
        values = {
            "visit": case.visit[missed.visit].title,
            "wanted": missed.wanted,
            "places": missed.places,
            "rank": ordinal(missed.rank, _),
            "nth": nth(missed.rank, _),
        }
        sentences.append(misses[_how_full(missed)] % values)
    return " ".join(sentences)


ONE, TAKEN, ONE_TAKEN = "one place", "taken without a wish", "one place, taken without a wish"


def _how_full(missed: Missed) -> Cause | str:
    """A visit can be full of people who did not ask for it: then nobody is said to have asked."""
    if missed.cause is not Cause.FULL:
        return missed.cause
    if missed.wanted <= missed.places:
        return ONE_TAKEN if missed.places == 1 else TAKEN
    return ONE if missed.places == 1 else Cause.FULL


def _places(_: Translate) -> dict[Kind, str]:
    return {
        Kind.FIRST: _("This is their first choice."),
        Kind.LOWER: _("This is their %(rank)s choice."),
        Kind.UNNAMED: _("They did not name this visit."),
        Kind.NO_PREFERENCES: _("They gave no preferences, so any visit was right."),
        Kind.PINNED: _("They are pinned here."),
        Kind.UNPLACED: _("They have no place."),
    }


def _your_places(_: Translate) -> dict[Kind, str]:
    return {
        Kind.FIRST: _("Your first choice."),
        Kind.LOWER: _("Your %(nth)s choice."),
        Kind.UNNAMED: _("You did not name this visit."),
        Kind.NO_PREFERENCES: _("You gave no preferences."),
        Kind.PINNED: _("The organisers chose this visit for you."),
        Kind.UNPLACED: _("You have no place yet."),
    }


def _misses(_: Translate) -> dict[Cause | str, str]:
    return {
        Cause.FULL: _("%(visit)s was full: %(wanted)s asked for %(places)s places."),
        ONE: _("%(visit)s was full: %(wanted)s asked for its one place."),
        TAKEN: _("%(visit)s was full: all its %(places)s places are taken."),
        ONE_TAKEN: _("%(visit)s was full: its one place is taken."),
        Cause.CANCELLED: _("%(visit)s does not take place: too few people can go."),
        Cause.CALLED_OFF: _("%(visit)s is called off."),
        Cause.OWN_ORGANISATION: _("%(visit)s is hosted by their own organisation."),
        Cause.STEP_FREE: _("%(visit)s is not step-free."),
        Cause.REFUSED: _("They said they cannot go to %(visit)s."),
        Cause.PINNED: _("%(visit)s was their %(rank)s choice."),
        Cause.NEEDED: _("Had they gone to %(visit)s, too few would be left on their visit."),
        Cause.TOLD: _("%(visit)s has a free place, but they have been told this one."),
        Cause.FREE: _("%(visit)s has a free place."),
    }


def _your_misses(_: Translate) -> dict[Cause | str, str]:
    return {
        Cause.FULL: _("Your %(nth)s, %(visit)s, was full: %(wanted)s asked for %(places)s places."),
        ONE: _("Your %(nth)s, %(visit)s, was full: %(wanted)s asked for its one place."),
        TAKEN: _("Your %(nth)s, %(visit)s, was full: all its %(places)s places are taken."),
        ONE_TAKEN: _("Your %(nth)s, %(visit)s, was full: its one place is taken."),
        Cause.CANCELLED: _("Your %(nth)s, %(visit)s, does not take place: too few people can go."),
        Cause.CALLED_OFF: _("Your %(nth)s, %(visit)s, is called off."),
        Cause.OWN_ORGANISATION: _("Your %(nth)s, %(visit)s, is hosted by your own organisation."),
        Cause.STEP_FREE: _("Your %(nth)s, %(visit)s, is not step-free."),
        Cause.REFUSED: _("You said you cannot go to %(visit)s."),
        Cause.PINNED: _("Your %(nth)s was %(visit)s."),
        Cause.NEEDED: _(
            "Had you gone to your %(nth)s, %(visit)s, too few would be left on your visit."
        ),
        Cause.TOLD: _(
            "Your %(nth)s, %(visit)s, has a free place now; "
            "ask the organisers if you want to change."
        ),
        Cause.FREE: _(
            "Your %(nth)s, %(visit)s, has a free place; ask the organisers if you want to change."
        ),
    }


def clash_sentence(case: Case, clash: Clash, _: Translate = str) -> str:
    """Which rules clash: “3 people can only go to Mill, with 2 places in all. 3 need …”"""
    values = {
        "people": _people(case, clash.people, _),
        "visits": _listed((case.visit[key].title for key in clash.visits), _),
        "places": clash.places,
    }
    if Rule.MINIMUM in dict(clash.because):
        return _minimum(case, clash, values, _)
    if not clash.visits:
        known = any(not visit.called_off for visit in case.visits)
        first = _("%(people)s cannot go on any visit.") if known else _("No visit takes place.")
    elif len(clash.people) == len(case.people) and not clash.because:
        first = _("%(count)s people need a place; there are %(places)s.")
        if clash.places == 1:
            first = _("%(count)s people need a place; there is one.")
        values["count"] = len(clash.people)
    elif _all_need_steps(clash):
        first = _(
            "%(people)s need step-free access, which only %(visits)s can give, "
            "with %(places)s places in all."
        )
    else:
        first = _("%(people)s can only go to %(visits)s, with %(places)s places in all.")
    return " ".join((first % values, *_because(clash, _)))


def _minimum(case: Case, clash: Clash, values: dict, _: Translate) -> str:
    if not clash.visits:
        return _("%(people)s could only join visits that then have too few people.") % values
    fewest = _listed(
        (f"{case.visit[key].title} ({case.visit[key].minimum})" for key in clash.visits), _
    )
    sentence = _("%(people)s are left over, too few for a visit of their own: %(fewest)s.")
    if len(clash.people) == 1:
        sentence = _("%(people)s is left over, too few for a visit of their own: %(fewest)s.")
    return sentence % {**values, "fewest": fewest}


def _because(clash: Clash, _: Translate) -> Iterable[str]:
    if _all_need_steps(clash):
        return ()
    sentences = {
        Rule.STEP_FREE: _("Need step-free access: %(count)s."),
        Rule.OWN_ORGANISATION: _("Would visit their own organisation: %(count)s."),
        Rule.REFUSED: _("Said they cannot go elsewhere: %(count)s."),
        Rule.PINNED: _("Pinned: %(count)s."),
    }
    return (sentences[rule] % {"count": count} for rule, count in clash.because)


def _all_need_steps(clash: Clash) -> bool:
    return bool(clash.visits) and clash.because == ((Rule.STEP_FREE, len(clash.people)),)


def _people(case: Case, keys: tuple[int, ...], _: Translate) -> str:
    """Names while they are few."""
    if len(keys) <= 3:
        return _listed((case.person[key].name for key in keys), _)
    return _("%(count)s people") % {"count": len(keys)}


def _listed(names: Iterable[str], _: Translate) -> str:
    *first, last = tuple(names) or ("",)
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def remedy_sentence(case: Case, remedy: Remedy, _: Translate = str) -> str:
    """What would let everybody in, as one sentence without its full stop."""
    return _listed((_change(case, change, _) for change in remedy), _)


def _change(case: Case, change: Change, _: Translate) -> str:
    visit = case.visit.get(change.visit)
    person = case.person.get(change.person)
    sentence = {
        Rule.CAPACITY: _("%(amount)s more at %(visit)s"),
        Rule.MINIMUM: _("%(visit)s with %(fewest)s people or more"),
        Rule.STEP_FREE: _("a step-free way at %(visit)s"),
        Rule.PINNED: _("taking out the pin of %(person)s"),
        Rule.REFUSED: _("%(person)s agreeing to %(visit)s"),
        Rule.OWN_ORGANISATION: _("%(person)s visiting their own organisation, %(visit)s"),
    }[change.rule]
    if change.rule is Rule.MINIMUM and visit and visit.minimum - change.amount == 1:
        sentence = _("%(visit)s with one person or more")
    return sentence % {
        "amount": change.amount,
        "visit": visit.title if visit else "",
        "fewest": visit.minimum - change.amount if visit else "",
        "person": person.name if person else "",
    }


def ranks_sentence(quality: Quality, _: Translate = str) -> str:
    """The distribution of ranks: “19 have their 1st choice, 5 their 2nd.”"""
    ranks = [
        _("%(count)s × %(rank)s choice") % {"count": count, "rank": ordinal(rank, _)}
        for rank, count in quality.ranks
    ]
    if quality.without_preferences:
        ranks.append(_("%(count)s without preferences") % {"count": quality.without_preferences})
    return _listed(ranks, _) if ranks else _("Nobody has a place.")
