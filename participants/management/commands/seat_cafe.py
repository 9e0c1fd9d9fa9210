from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from participants.management.planning import PlanningCommand, stored
from participants.placing.cafe import NOT_COMING, scene_of
from participants.placing.mending import mended
from participants.placing.seats import draft_seats, publish_seats
from participants.rota import Cafe, Day, Repair, Rota, groups, seat
from participants.rota.words import (
    change_sentence,
    quality_sentences,
    remedy_sentence,
    repair_sentence,
    rota_sentences,
)
from programmes.models import CafeConversation, Contribution, Programme


class Command(PlanningCommand):
    help = "Seat a café conversation, or mend its seats on the day."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--cafe", help="its title, where there are several")
        parser.add_argument(
            "--without",
            nargs="+",
            default=[],
            metavar="PERSON",
            help="name or e-mail of guests or leaders who are missing",
        )
        parser.add_argument(
            "--late",
            nargs="+",
            default=[],
            metavar="PERSON=ROUND",
            help="guests who come later, and their first round",
        )
        parser.add_argument("--held", type=int, default=0, help="rounds that are over")

    def handle(self, *, slug: str, cafe, save, publish, seed, json, **options) -> None:
        conversation = self.cafe(self.programme(slug), cafe)
        scene = scene_of(conversation)
        day = self.day(conversation, scene.draft.day, options)
        if options["without"] or options["late"] or options["held"]:
            found = mended(scene, day, seed)
            data, lines = repair_data(found), repair_text(found)
        else:
            found = seat(scene.cafe, seed)
            data, lines = rota_data(found), rota_text(found)
        if found.seats is None:
            self.say(json, data | {"saved": False}, lines)
            raise CommandError(_("Nothing is stored: this café cannot be seated."))
        seen = scene.version
        if save or publish:
            seen = draft_seats(cafe=conversation, seats=found.seats, day=day, seen=seen).version
        if publish:
            publish_seats(cafe=conversation, seen=seen)
        about = {"programme": slug, "cafe": str(conversation), "saved": save or publish}
        self.say(json, about | data, [*lines, "", stored(save, publish)])

    def cafe(self, programme: Programme, title: str | None) -> CafeConversation:
        cafes = programme.cafe_conversations.all()
        chosen = [cafe for cafe in cafes if title in (None, cafe.title)]
        if len(chosen) == 1:
            return chosen[0]
        names = ", ".join(cafe.title for cafe in cafes) or _("none")
        raise CommandError(_("Name one café with --cafe. There are: %(names)s.") % {"names": names})

    def day(self, cafe: CafeConversation, noted: Day, options: dict[str, Any]) -> Day:
        """What was noted before, and what is said now."""
        missing: set[int] = set()
        closed: set[int] = set()
        for name in options["without"]:
            guests, tables = whoever(cafe, name)
            missing |= guests
            closed |= tables
        late = dict(arrival(cafe, words) for words in options["late"])
        return Day(
            held=max(noted.held, min(options["held"], cafe.rounds)),
            missing=(noted.missing - late.keys()) | missing,
            late={**noted.late, **late},
            closed=noted.closed | closed,
        )


def whoever(cafe: CafeConversation, name: str) -> tuple[set[int], set[int]]:
    """The guests of this name or address, and the tables that are without a leader then."""
    wanted = name.strip().casefold()
    guests = {
        row.pk
        for row in cafe.programme.participants.eligible().select_related("person")
        if wanted in (row.person.name.casefold(), (row.person.email or "").casefold())
    }
    leaders = Contribution.objects.filter(table__cafe=cafe).exclude(status__in=NOT_COMING)
    ill = [
        leader
        for leader in leaders.select_related("person")
        if wanted in (leader.person.name.casefold(), (leader.person.email or "").casefold())
    ]
    if not guests and not ill:
        raise CommandError(_("Nobody in this café is called “%(name)s”.") % {"name": name})
    others = set(leaders.exclude(pk__in=[row.pk for row in ill]).values_list("table_id", flat=True))
    return guests, {row.table_id for row in ill} - others


def arrival(cafe: CafeConversation, words: str) -> tuple[int, int]:
    name, _sign, turn = words.rpartition("=")
    guests = whoever(cafe, name)[0] if name else set()
    if len(guests) != 1 or not turn.isdigit():
        raise CommandError(_("Write --late as NAME=ROUND, not %(words)s.") % {"words": words})
    return guests.pop(), int(turn)


def rota_data(rota: Rota) -> dict[str, Any]:
    return {
        "quality": asdict(rota.quality) if rota.quality else None,
        "bound": asdict(rota.bound),
        "fewest_repeats_proved": rota.least_repeats,
        "rounds": seating(rota.cafe, rota.seats),
        "remedies": [remedy_sentence(rota.cafe, remedy, _) for remedy in rota.remedies],
    }


def repair_data(mended: Repair) -> dict[str, Any]:
    cafe = mended.cafe
    return {
        "quality": asdict(mended.quality) if mended.quality else None,
        "bound": asdict(mended.bound),
        "rounds": seating(cafe, mended.seats),
        "changes": [
            asdict(change) | {"sentence": change_sentence(cafe, change, _)}
            for change in mended.changes
        ],
        "told": [cafe.by_key[key].name for key in mended.told],
        "fewest_changes_proved": mended.proved,
        "remedies": [remedy_sentence(cafe, remedy, _) for remedy in mended.remedies],
    }


def seating(cafe: Cafe, seats: dict | None) -> list[dict[str, Any]]:
    """Rounds of tables of names."""
    held = groups(seats or {})
    return [
        {
            "round": turn,
            "tables": [
                {
                    "table": table.title,
                    "guests": [
                        cafe.by_key[key].name
                        for key in sorted(held.get((turn, table.key), []))
                        if key in cafe.by_key
                    ],
                }
                for table in cafe.tables
            ],
        }
        for turn in range(1, cafe.rounds + 1)
    ]


def rota_text(rota: Rota) -> Iterator[str]:
    if rota.seats is not None:
        yield from _rounds_text(rota.cafe, rota.seats)
    yield from rota_sentences(rota, _)
    yield from _help(rota)


def repair_text(mended: Repair) -> Iterator[str]:
    yield repair_sentence(mended, _)
    yield from (change_sentence(mended.cafe, change, _) for change in mended.changes)
    if mended.quality:
        yield from quality_sentences(mended.quality, mended.bound, _)
    yield from _help(mended)


def _help(found: Rota | Repair) -> Iterator[str]:
    for remedy in found.remedies:
        yield _("It would help: %(change)s.") % {"change": remedy_sentence(found.cafe, remedy, _)}


def _rounds_text(cafe: Cafe, seats: dict) -> Iterator[str]:
    for turn in seating(cafe, seats):
        yield _("Round %(round)s") % {"round": turn["round"]}
        yield from (f"  {row['table']}: {', '.join(row['guests'])}" for row in turn["tables"])
