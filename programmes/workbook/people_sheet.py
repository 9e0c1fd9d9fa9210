"""The sheet People beside the records: a match for every row, asked of the whole directory once."""

from typing import Any

from django.utils.translation import gettext as _

from programmes.models import Person

from .people import Listed, known_people, match_people
from .sheets import Sheet
from .words import fold

FIELDS = ("pk", "name", "email", "organisation_id", "organisation__name")


def find_people(plan: Any, sheet: Sheet, rows: list) -> dict[int, Person | None]:
    """Existing records by row number; doubts become problems of the plan."""
    check_doubles(plan, sheet, rows)
    everybody = known_people(Person.objects.order_by("pk").values(*FIELDS), plan.reach.people)
    listed = [_listed(row, values) for row, values in rows if not row.broken]
    matches = match_people(listed, everybody)
    doubtful = {doubt.row for doubt in matches.doubts}
    for row, __ in rows:
        row.broken = row.broken or row.number in doubtful
    for doubt in matches.doubts:
        plan.problem(sheet, doubt.row, doubt.column, doubt.text, doubt.remedy)
    people = _fetched([pk for pk in matches.known.values() if pk])
    return {row: people.get(pk) for row, pk in matches.known.items()}


def _listed(row: Any, values: dict[str, Any]) -> Listed:
    organisation = values["organisation"].pk if values["organisation"] else 0
    known_as = (values.get("known_as") or "").casefold()
    return Listed(row.number, values["name"], values["email"] or "", organisation or 0, known_as)


def _fetched(keys: list[int]) -> dict[int, Person]:
    people: dict[int, Person] = {}
    for start in range(0, len(keys), 500):
        some = Person.objects.select_related("organisation").in_bulk(keys[start : start + 500])
        people.update(some)
    return people


def check_doubles(plan: Any, sheet: Sheet, rows: list) -> None:
    """The same person twice in one file: one address, or one name at one organisation."""
    addresses: dict[str, int] = {}
    names: dict[tuple, tuple[int, bool]] = {}
    for row, values in rows:
        email = (values["email"] or "").casefold()
        if email and (other := addresses.setdefault(email, row.number)) != row.number:
            text = _("The address %(email)s is already in row %(row)s.")
            remedy = _(
                "Keep one row a person. Where two people share an address, give it to one of them, "
                "and to the other as “Assistant’s e-mail”."
            )
            plan.problem(sheet, row.number, "email", text % {"email": email, "row": other}, remedy)
            row.broken = True
            continue
        name = fold(values["name"]), id(values["organisation"])
        other, has_email = names.setdefault(name, (row.number, bool(email)))
        if other != row.number and not (email and has_email):
            text = _("The same name at the same organisation is already in row %(row)s.")
            remedy = _("Delete one row, or give both their e-mail addresses.")
            plan.problem(sheet, row.number, "name", text % {"row": other}, remedy)
            row.broken = True
