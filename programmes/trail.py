"""The history: who did what to which record, told as sentences.

Rows name nobody. Names are looked up when they are read, so whoever has been forgotten is
forgotten here as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Programme, Trail, User

PAGE = 100
SENTENCES = {
    "added": gettext_lazy("%(who)s added %(what)s"),
    "changed": gettext_lazy("%(who)s changed %(what)s"),
    "deleted": gettext_lazy("%(who)s deleted a record: %(kind)s"),
    "published": gettext_lazy("%(who)s published %(what)s"),
    "imported": gettext_lazy("%(who)s brought in a workbook for %(what)s"),
    "moved": gettext_lazy("%(who)s moved %(what)s to other days"),
    "cloned": gettext_lazy("%(who)s made %(what)s from an earlier programme"),
    "linked": gettext_lazy("%(who)s made personal links for %(what)s"),
    "forgot": gettext_lazy("%(who)s forgot somebody who asked for it, in %(what)s"),
    "reworded": gettext_lazy("%(who)s changed what messages of %(what)s say"),
    "opened": gettext_lazy("%(who)s opened the answers of %(what)s"),
    "applied": gettext_lazy("On the public page, somebody asked for a place: %(what)s"),
    "offered": gettext_lazy("%(who)s offered a place to %(what)s"),
    "listed": gettext_lazy("%(who)s put %(what)s on the waiting list"),
    "not chosen": gettext_lazy("%(who)s decided on no place this time for %(what)s"),
    "reopened": gettext_lazy("%(who)s opened the decision again on %(what)s"),
    "followed": gettext_lazy("By the rule for free places, the next was %(what)s"),
    "said yes": gettext_lazy("On their own page, a yes was said by %(what)s"),
    "said no": gettext_lazy("On their own page, a no was said by %(what)s"),
    "yes noted": gettext_lazy("%(who)s noted a yes from %(what)s"),
    "no noted": gettext_lazy("%(who)s noted a no from %(what)s"),
    "taken back": gettext_lazy("%(who)s took back the invitation of %(what)s"),
    "stands in": gettext_lazy("%(who)s found somebody to stand in: %(what)s"),
    "replaced": gettext_lazy("%(who)s let somebody stand in for %(what)s"),
    "undone": gettext_lazy("%(who)s undid the last decision on %(what)s"),
    "approved": gettext_lazy("%(who)s approved %(what)s"),
    "dropped": gettext_lazy("%(who)s decided not to send %(what)s"),
    "held back": gettext_lazy("%(who)s let %(what)s wait again"),
    "told": gettext_lazy("%(who)s noted that somebody was told otherwise: %(what)s"),
    "worded": gettext_lazy("%(who)s changed the words of %(what)s"),
    "arrived": gettext_lazy("%(who)s found out that this had arrived: %(what)s"),
    "not arrived": gettext_lazy("%(who)s found out that this had not arrived: %(what)s"),
    "tried again": gettext_lazy("%(who)s asked to try again: %(what)s"),
    "written": gettext_lazy("%(who)s wrote %(what)s"),
    "opened notes": gettext_lazy("%(who)s invited team-mates to write to each other: %(what)s"),
    "closed notes": gettext_lazy("%(who)s took back the notes to team-mates of %(what)s"),
    "released notes": gettext_lazy("%(who)s released %(what)s"),
    "withheld note": gettext_lazy("%(who)s took a reported note off a page: %(what)s"),
    "gave note back": gettext_lazy("%(who)s put a reported note back on a page: %(what)s"),
    "dealt with note": gettext_lazy("%(who)s dealt with a reported note: %(what)s"),
    "long-listed": gettext_lazy("%(who)s put on the long list: %(what)s"),
    "off the list": gettext_lazy("%(who)s took off the long list: %(what)s"),
    "asked": gettext_lazy("%(who)s asked for %(what)s"),
    "maybe noted": gettext_lazy("%(who)s noted a maybe from %(what)s"),
    "asked for a call": gettext_lazy("On their own page, a call was asked for by %(what)s"),
    "called": gettext_lazy("%(who)s called about %(what)s"),
    "briefed": gettext_lazy("%(who)s noted as briefed: %(what)s"),
    "noted thanks": gettext_lazy("%(who)s noted as thanked: %(what)s"),
    "moved back": gettext_lazy("%(who)s moved one step back: %(what)s"),
    "got the brief": gettext_lazy("The brief was sent for %(what)s"),
    "took part": gettext_lazy("The days are over, and this took place: %(what)s"),
    "thanked": gettext_lazy("The thanks were sent for %(what)s"),
}
MORE, AMONG = "more", "among"
"""Of many records to which the same was done at once, the first says in its detail how many more;
the others are told on their own pages only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`sentence` says who did what; `detail` in which respects, empty where that is plain."""

    at: datetime
    sentence: str
    detail: str


def note(
    *,
    actor: User | None,
    deed: str,
    record: models.Model,
    programme: Programme | None = None,
    fields: Iterable[str] = (),
) -> Trail:
    """Append one deed. `fields` are names of fields or of kinds of record, never values.

    KeyError for a deed that no sentence tells.
    """
    SENTENCES[deed]
    return Trail.objects.create(
        actor=actor,
        deed=deed,
        record=_label(record),
        programme=programme or _programme_of(record),
        detail={"fields": sorted({str(field) for field in fields})},
    )


def note_each(
    *, actor: User | None, deed: str, records: Sequence[models.Model], programme: Programme
) -> None:
    """The same deed for each of some records of a programme, in one statement; the history of the
    programme tells it in one sentence."""
    SENTENCES[deed]
    Trail.objects.bulk_create(
        Trail(
            actor=actor,
            deed=deed,
            record=_label(record),
            programme=programme,
            detail={AMONG: True} if at else {MORE: len(records) - 1},
        )
        for at, record in enumerate(records)
    )


def trail_of(record: models.Model) -> list[Entry]:
    """What was done to one record, the latest first."""
    return _told(Trail.objects.filter(record=_label(record)))


def trail_of_programme(programme: Programme) -> list[Entry]:
    """What was done in a programme, the latest first. One query for each kind of record."""
    rows = Trail.objects.filter(programme=programme)
    return _told(rows.exclude(detail__has_key=AMONG))


def _told(rows: QuerySet[Trail]) -> list[Entry]:
    found = list(rows.select_related("actor")[:PAGE])
    names = _names({row.record for row in found})
    return [_entry(row, names) for row in found]


def _entry(row: Trail, names: dict[str, str]) -> Entry:
    kind = str(_model(row.record)._meta.verbose_name)
    values = {
        "who": str(row.actor or _("Somebody")),
        "what": names.get(row.record) or _("a record that is gone (%(kind)s)") % {"kind": kind},
        "kind": kind,
    }
    sentence = str(SENTENCES[row.deed]) % values
    if others := row.detail.get(MORE):
        sentence = ngettext("%(done)s, and %(n)s more", "%(done)s, and %(n)s more", others)
        sentence %= {"done": str(SENTENCES[row.deed]) % values, "n": others}
    return Entry(row.at, f"{sentence}.", capfirst(", ".join(row.detail.get("fields", ()))))


def _names(records: set[str]) -> dict[str, str]:
    """How the records that are still there are called now."""
    keys: dict[str, list[str]] = defaultdict(list)
    for record in records:
        label, _space, key = record.partition(" ")
        keys[label].append(key)
    return {
        f"{label} {row.pk}": f"{apps.get_model(label)._meta.verbose_name} “{row}”"
        for label, some in keys.items()
        for row in _rows(apps.get_model(label), some)
    }


def _rows(model: type[models.Model], keys: list[str]) -> QuerySet:
    """With whatever each needs to say its name, so that a list costs one query a kind."""
    related = [field.name for field in model._meta.fields if field.many_to_one and not field.null]
    return model._default_manager.filter(pk__in=keys).select_related(*related)


def _label(record: models.Model) -> str:
    return f"{record._meta.label_lower} {record.pk}"


def _model(record: str) -> type[models.Model]:
    return apps.get_model(record.partition(" ")[0])


def _programme_of(record: models.Model) -> Programme | None:
    """The programme that a record belongs to, by the first of its fields that leads there."""
    if isinstance(record, Programme):
        return record if record.pk else None
    for name in ("programme", "cafe", "challenge", "questionnaire", "participant"):
        if parent := getattr(record, name, None):
            return _programme_of(parent)
    return None
