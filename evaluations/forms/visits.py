"""What somebody chose from the lists beside the visits, turned into a ranking and refusals.

One list a visit holds both: "1", "2", … is its rank, "access", "employer" or "conflict" the reason
why it cannot be; an empty value says nothing about the visit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Participant, VisitRefusal
from programmes.models import SiteVisit

ORDINALS = (
    gettext_lazy("First choice"),
    gettext_lazy("Second choice"),
    gettext_lazy("Third choice"),
    gettext_lazy("Fourth choice"),
    gettext_lazy("Fifth choice"),
    gettext_lazy("Sixth choice"),
    gettext_lazy("Seventh choice"),
    gettext_lazy("Eighth choice"),
    gettext_lazy("Ninth choice"),
    gettext_lazy("Tenth choice"),
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """`ranking` has the first choice first; `errors` are sentences, by the visit's key."""

    ranking: tuple[SiteVisit, ...]
    refusals: dict[SiteVisit, str]
    errors: dict[int, str]


def name_of(visit: int) -> str:
    return f"v{visit}"


def ordinal(rank: int) -> str:
    if rank <= len(ORDINALS):
        return str(ORDINALS[rank - 1])
    return _("Choice %(rank)s") % {"rank": rank}


def choices_among(number: int) -> tuple[tuple[str, str], ...]:
    """Values and words of the ranks that so many visits can have."""
    return tuple((str(rank), ordinal(rank)) for rank in range(1, number + 1))


def read_wishes(visits: Sequence[SiteVisit], fields: Mapping[str, str]) -> Wishes:
    """`visits` are those that may be chosen; what is sent about any other is not looked at."""
    sent = {visit: fields.get(name_of(visit.pk), "") for visit in visits}
    ranks = dict(choices_among(len(visits)))
    ranked: dict[str, list[SiteVisit]] = {}
    for visit, value in sent.items():
        if value in ranks:
            ranked.setdefault(value, []).append(visit)
    refusals = {v: value for v, value in sent.items() if value in VisitRefusal.Reason.values}
    return Wishes(
        ranking=tuple(ranked[value][0] for value in ranks if value in ranked),
        refusals=refusals,
        errors=_unknown(sent, {"", *ranks, *VisitRefusal.Reason.values}) | _doubles(ranked, ranks),
    )


def _unknown(sent: Mapping[SiteVisit, str], known: set[str]) -> dict[int, str]:
    return {visit.pk: _("Choose from the list.") for visit, v in sent.items() if v not in known}


def _doubles(ranked: Mapping[str, Sequence[SiteVisit]], ranks: Mapping[str, str]) -> dict[int, str]:
    errors = {}
    for value, visits in ranked.items():
        for visit in visits:
            others = ", ".join(other.title for other in visits if other != visit)
            if others:
                words = _("“%(choice)s” also stands beside %(others)s. Change one of them.")
                errors[visit.pk] = words % {"choice": ranks[value], "others": others}
    return errors


def said_before(participant: Participant, without: Collection[int] = ()) -> dict[str, str]:
    """The fields as their author, or an organiser for them, left them.

    Ranks have no gaps where visits are left out.
    """
    ranked = participant.preferences.exclude(visit__in=without)
    ranks = enumerate(ranked.values_list("visit_id", flat=True), start=1)
    refused = participant.refusals.values_list("visit_id", "reason")
    return {name_of(visit): str(rank) for rank, visit in ranks} | {
        name_of(visit): reason for visit, reason in refused
    }
