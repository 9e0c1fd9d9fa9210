"""What the cafés of a programme need: tables, leaders, seats, and that people are told of them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.reports import CafeStanding
from programmes.reports import Cafe

from .deeds import Need, Situation, change, link, some
from .phases import Stage


def cafe_needs(now: Situation) -> Iterator[Need]:
    for cafe in now.outline.cafes:
        yield from _tables(now, cafe)
        if cafe.tables and now.people.coming:
            yield from _seats(now, cafe, now.cafes[cafe.pk])


def _tables(now: Situation, cafe: Cafe) -> Iterator[Need]:
    open_tables = [table for table in cafe.tables if not table.confirmed]
    if not cafe.tables:
        yield Need(
            _("%(cafe)s has no tables yet") % {"cafe": cafe.title},
            _("Each needs a leader and a topic."),
            _("Add tables"),
            change("programmes_cafeconversation", cafe.pk),
        )
    elif open_tables:
        numbers = ", ".join(str(table.number) for table in open_tables)
        words = ngettext(
            "%(n)s café table has no leader who has said yes",
            "%(n)s café tables have no leader who has said yes",
            len(open_tables),
        )
        yield Need(
            words % {"n": len(open_tables)},
            _("%(cafe)s: %(numbers)s.") % {"cafe": cafe.title, "numbers": numbers},
            _("See the leaders"),
            link("contributors", slug=now.programme.slug),
        )


def _seats(now: Situation, cafe: Cafe, seats: CafeStanding) -> Iterator[Need]:
    here = {"slug": now.programme.slug, "cafe": cafe.pk}
    if not seats.is_drafted:
        if now.stage >= Stage.PLACING:
            yield Need(
                _("%(cafe)s is not seated yet") % {"cafe": cafe.title},
                _("Who sits where in each round."),
                _("Seat the café"),
                link("cafe_rota", **here),
            )
        return
    if seats.unseated:
        words = ngettext(
            "%(n)s person has no seat at %(cafe)s",
            "%(n)s people have no seat at %(cafe)s",
            len(seats.unseated),
        )
        yield Need(
            words % {"n": len(seats.unseated), "cafe": cafe.title},
            some(seats.unseated),
            _("Mend the café"),
            link("mend_cafe", **here),
        )
    elif seats.uneven:
        yield Need(
            _("The tables of %(cafe)s are uneven") % {"cafe": cafe.title},
            _("Somebody who left sat there. Mending moves as few people as can be."),
            _("Mend the café"),
            link("mend_cafe", **here),
        )
    if seats.changed:
        words = ngettext(
            "%(n)s person has not been told of their seats at %(cafe)s",
            "%(n)s people have not been told of their seats at %(cafe)s",
            seats.changed,
        )
        yield Need(
            words % {"n": seats.changed, "cafe": cafe.title},
            _("The draft differs from what people see.")
            if seats.is_published
            else _("The seats are a draft; nobody sees them."),
            _("Look at it and publish"),
            link("cafe_rota", **here),
            pressing=seats.is_published,
        )
