"""Names in cells and the rows they stand for, both ways."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from .findings import CellProblem
from .reading import near_miss
from .words import fold, shortened

MOST_COMPARED = 50
MOST_NAMES = 20_000


class Index:
    """Rows of one kind by the names they go by, from the shortest to the least ambiguous."""

    def __init__(
        self,
        title: str,
        labels: Callable[[Any], Iterable[str]],
        aliases: Callable[[Any], Iterable[str]] = lambda thing: (),
    ) -> None:
        self.title, self.labels, self.aliases = title, labels, aliases
        self.named: dict[str, list[Any]] = defaultdict(list)
        self.things: list[Any] = []
        self.is_blind = False
        self.compared: dict[str, str] = {}
        self.unclear: set[str] = set()  # names of rows that have problems of their own

    def add_unclear(self, name: str | None, values: dict[str, Any]) -> None:
        """A row that cannot be taken as it is. Without a name it could be anybody's."""
        self.is_blind = self.is_blind or name is None
        self.unclear.update(fold(value) for value in values.values() if isinstance(value, str))

    def is_unclear(self, name: str) -> bool:
        """Stands in a row that has to be put right first: then nothing is said here."""
        words = (fold(name), *re.split(r" <| \(", fold(name)))
        return self.is_blind or not self.unclear.isdisjoint(words)

    def add(self, thing: Any) -> None:
        self.things.append(thing)
        names = dict.fromkeys(fold(n) for n in (*self.labels(thing), *self.aliases(thing)))
        for name in names:
            self.named[name].append(thing)

    def label(self, thing: Any) -> str:
        """The shortest name that nobody else has."""
        labels = list(self.labels(thing))
        alone = (label for label in labels if len(self.named[fold(label)]) < 2)
        return next(alone, labels[-1])

    def find(self, name: str, fits: Callable[[Any], bool] | None = None) -> Any:
        """Raises CellProblem when there is none, or more than one."""
        found = self.named.get(fold(name), [])
        if fits:
            found = [thing for thing in found if fits(thing)]
        if len(found) == 1:
            return found[0]
        raise self._ambiguous(name, found) if found else self._unknown(name)

    def _near(self, name: str) -> str:
        """Looked for a few times only: comparing every wrong name with every right one is slow."""
        if len(self.compared) < MOST_COMPARED and len(self.named) < MOST_NAMES:
            self.compared.setdefault(name, near_miss(name, self.named))
        return self.compared.get(name, "")

    def _unknown(self, name: str) -> CellProblem:
        words = {"name": shortened(name), "sheet": self.title}
        words["near"] = self._near(name)
        if words["near"]:
            words["near"] = self.label(self.named[fold(words["near"])][0])
            remedy = _("Did you mean “%(near)s”? Otherwise add it to the sheet “%(sheet)s”.")
        else:
            remedy = _("Add it to the sheet “%(sheet)s”, or correct the name.")
        text = _("“%(name)s” is not in the sheet “%(sheet)s”.")
        return CellProblem(text % words, remedy % words)

    def _ambiguous(self, name: str, found: list[Any]) -> CellProblem:
        clearer = "; ".join(f"“{self.label(thing)}”" for thing in found[:5])
        return CellProblem(
            _("“%(name)s” could be more than one row of “%(sheet)s”.")
            % {"name": shortened(name), "sheet": self.title},
            _("Write which one: %(names)s.") % {"names": clearer},
        )
