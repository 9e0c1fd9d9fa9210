"""Which person of the file is which person we know. In doubt it asks; it never guesses.

By e-mail address first, then by name and organisation. What remains is new unless somebody of that
name, or of nearly that name, is known and not in the file under another row: then the organiser
says in the column "Known as" which it is.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .words import fold

TITLES = frozenset(
    ("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady")
) | {"cllr", "councillor", "rev", "revd"}
NEW = "new"
SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    pk: int
    name: str
    email: str
    organisation: int
    organisation_name: str
    visible: bool = True  # the importer works with them; otherwise nothing of theirs is said

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_name}" + (f" <{self.email}>" if self.email else "")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the sheet People. `organisation` is 0 for one that is itself new."""

    row: int
    name: str
    email: str
    organisation: int
    known_as: str


@dataclass(frozen=True, slots=True)
class Doubt:
    row: int
    column: str
    text: str
    remedy: str


@dataclass
class Matches:
    known: dict[int, int | None]  # row -> primary key, None for somebody new
    doubts: list[Doubt]


def skeleton(name: str) -> str:
    """What "Dr Ann Smith", "SMITH, Ann" and "Ánn Smith" have in common."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in re.split(r"[\W_]+", plain) if word and word not in TITLES]
    return " ".join(sorted(words))


def match_people(rows: Iterable[Listed], everybody: Iterable[Known]) -> Matches:
    return _Matching(list(rows), list(everybody)).run()


class _Matching:
    def __init__(self, rows: list[Listed], everybody: list[Known]) -> None:
        self.rows, self.everybody = rows, everybody
        self.result = Matches({}, [])
        self.taken: dict[int, int] = {}  # primary key -> row
        self.by_email = {known.email.casefold(): known for known in everybody if known.email}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.near: dict[tuple, list[Known]] = defaultdict(list)
        for known in everybody:
            if known.visible:
                self.by_name[fold(known.name)].append(known)

    def run(self) -> Matches:
        left = [row for row in self.rows if not self.certain(row)]
        left = [row for row in left if not self.by_name_and_organisation(row)]
        if left:
            self.index_near_names()
        for row in left:
            self.decide(row)
        return self.result

    def take(self, row: Listed, known: Known) -> None:
        if (other := self.taken.get(known.pk)) is not None:
            text = _("This is the same person as in row %(row)s.") % {"row": other}
            self.doubt(row, text, _("Keep one of the two rows."))
            return
        self.taken[known.pk] = row.row
        self.result.known[row.row] = known.pk

    def doubt(self, row: Listed, text: str, remedy: str, column: str = "known_as") -> None:
        self.result.known[row.row] = None
        self.result.doubts.append(Doubt(row.row, column, text, remedy))

    def certain(self, row: Listed) -> bool:
        """By the e-mail address, when the names do not contradict it."""
        known = self.by_email.get(row.email.casefold()) if row.email else None
        if known is None:
            return False
        if could_be_one(row.name, known.name) or row.known_as in (SAME, row.email.casefold()):
            self.take(row, known)
        elif known.visible:
            self.doubt(
                row,
                _("The address %(email)s belongs to %(known)s.")
                % {"email": row.email, "known": known},
                _(
                    "If it is the same person under a new name, write “same” in “Known as”; if "
                    "not, correct the address."
                ),
            )
        else:
            self.doubt(
                row,
                _("The address %(email)s belongs to somebody of another name.")
                % {"email": row.email},
                _("Correct the address or the name."),
                "email",
            )
        return True

    def by_name_and_organisation(self, row: Listed) -> bool:
        if row.known_as:
            return False
        found = [k for k in self.by_name[fold(row.name)] if k.organisation == row.organisation]
        found = [k for k in found if not (row.email and k.email)]  # another address: doubtful
        if len(found) != 1:
            return False
        self.take(row, found[0])
        return True

    def index_near_names(self) -> None:
        for known in self.everybody:
            if known.visible and known.pk not in self.taken:
                for key in _near_keys(known.name, known.organisation):
                    self.near[key].append(known)

    def decide(self, row: Listed) -> None:
        candidates = self.candidates(row)
        if row.known_as in ("", NEW):
            self.new_unless_doubtful(row, candidates)
        elif row.known_as == SAME:
            self.same(row, candidates)
        elif known := self.by_email.get(row.known_as):
            self.take(row, known)
        else:
            self.doubt(
                row,
                _("Nobody is known by the address %(email)s.") % {"email": row.known_as},
                _("Write the address they are known by, “same”, “new”, or nothing."),
            )

    def candidates(self, row: Listed) -> list[Known]:
        found = {known.pk: known for known in self.by_name[fold(row.name)]}
        for key in _near_keys(row.name, row.organisation):
            found.update((known.pk, known) for known in self.near.get(key, ()))
        return [known for pk, known in found.items() if pk not in self.taken]

    def new_unless_doubtful(self, row: Listed, candidates: list[Known]) -> None:
        if row.known_as == NEW and self.can_be_told_apart(row, candidates):
            self.result.known[row.row] = None
        elif row.known_as == NEW:
            self.doubt(
                row,
                _(
                    "Somebody of this name is known at this organisation, and there is no address"
                    " to tell them apart."
                ),
                _("Give an e-mail address, or a job in the name."),
                "email",
            )
        elif candidates:
            names = "; ".join(str(known) for known in candidates[:3])
            text = _("“%(name)s” may be known already: %(known)s.") % {
                "name": row.name,
                "known": names,
            }
            self.doubt(row, text, _remedy(candidates))
        else:
            self.result.known[row.row] = None

    def can_be_told_apart(self, row: Listed, candidates: list[Known]) -> bool:
        alike = [k for k in candidates if fold(k.name) == fold(row.name)]
        return bool(row.email) or not any(k.organisation == row.organisation for k in alike)

    def same(self, row: Listed, candidates: list[Known]) -> None:
        if len(candidates) == 1:
            self.take(row, candidates[0])
        else:
            text = _("It is not clear who is meant by “same”.")
            self.doubt(row, text, _("Write the e-mail address they are known by, or “new”."))


def _remedy(candidates: list[Known]) -> str:
    if len(candidates) == 1:
        return _(
            "Write “same” in “Known as” if this is the same person, “new” if it is somebody else."
        )
    return _("Write in “Known as” the address of the one who is meant, or “new” for somebody else.")


def could_be_one(name: str, other: str) -> bool:
    """The same but for titles, order and accents, or at least the same first name: people marry,
    but two of one family may share an address."""
    if skeleton(name) == skeleton(other):
        return True
    mine, theirs = _first_name(name), _first_name(other)
    if mine[:1] == theirs[:1] and 1 in (len(mine), len(theirs)):
        return True
    return difflib.SequenceMatcher(None, mine, theirs).ratio() >= 0.75


def _first_name(name: str) -> str:
    last, comma, first = name.partition(",")
    words = re.split(r"[\W_]+", (first if comma else last).casefold())
    return next((word for word in words if word and word not in TITLES), "")


def _near_keys(name: str, organisation: int) -> Iterator[tuple]:
    """Names that share a key are the same but for titles, order and accents; or, within one
    organisation, but for one letter (each name stands under itself less any one letter)."""
    bare = skeleton(name)
    yield (bare,)
    if organisation and len(bare) > 5 and not any(letter.isdigit() for letter in bare):
        yield organisation, bare
        for place in range(len(bare)):
            yield organisation, bare[:place] + bare[place + 1 :]


def known_people(rows: Iterable[dict[str, Any]], visible: frozenset[int] | None) -> list[Known]:
    """From values(); `visible` holds primary keys, None for all."""
    return [
        Known(
            row["pk"],
            row["name"],
            row["email"] or "",
            row["organisation_id"],
            row["organisation__name"],
            visible is None or row["pk"] in visible,
        )
        for row in rows
    ]
