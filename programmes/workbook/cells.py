"""What a cell may hold, a class for each kind of field: read from a sheet, written to one."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from .findings import CellProblem
from .words import fold, shortened, tidy

Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta


class Kind(Protocol):
    width: int

    def read(self, raw: Raw) -> object:
        """The value, None for nothing; raises CellProblem with what to do."""

    def write(self, value: object) -> object:
        """What a spreadsheet program should find in the cell."""


@dataclass(frozen=True)
class Text:
    lines: bool = False
    longest: int | None = None
    width: int = 28

    def read(self, raw: Raw) -> str | None:
        if isinstance(raw, dt.date | dt.time | dt.timedelta):
            raise CellProblem(
                _("The spreadsheet program has made a date or time of this text."),
                _("Set the format of the cell to Text and type it again."),
            )
        text = tidy(_as_text(raw), lines=self.lines)
        if self.longest and len(text) > self.longest:
            raise CellProblem(
                _("“%(text)s” has %(length)s characters.")
                % {"text": shortened(text), "length": len(text)},
                _("Shorten it to %(most)s.") % {"most": self.longest},
            )
        return text or None

    def write(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True)
class Whole:
    least: int = 0
    most: int = 2_147_483_647
    width: int = 10

    def read(self, raw: Raw) -> int | None:
        if raw == "":
            return None
        text = _as_text(raw).strip()
        if isinstance(raw, dt.date | dt.time) or not re.fullmatch(r"-?\d{1,18}", text):
            raise CellProblem(
                _("“%(text)s” is not a whole number.") % {"text": shortened(text)},
                _("Write the number alone, such as 8."),
            )
        if not self.least <= int(text) <= self.most:
            raise CellProblem(
                _("%(number)s is not between %(least)s and %(most)s.")
                % {"number": text, "least": self.least, "most": self.most},
                _("Correct the number."),
            )
        return int(text)

    def write(self, value: object) -> object:
        return value


@dataclass(frozen=True)
class Date:
    """A real date, or one written 2027-01-17 or 17/01/2027 (the day first)."""

    width: int = 12

    def read(self, raw: Raw) -> dt.date | None:
        if isinstance(raw, dt.datetime) and raw.time() == dt.time():
            return raw.date()
        if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
            return raw
        found = re.fullmatch(
            r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4})", _as_text(raw).strip()
        )
        parts = [int(part) for part in found.groups() if part] if found else None
        if parts and found[4]:
            parts.reverse()
        try:
            return dt.date(*parts)
        except (TypeError, ValueError):
            raise CellProblem(
                _("“%(text)s” is not a date.") % {"text": shortened(_as_text(raw))},
                _("Write it as 17/01/2027 (the day first) or 2027-01-17."),
            ) from None

    def write(self, value: object) -> object:
        return value


@dataclass(frozen=True)
class Time:
    width: int = 9

    def read(self, raw: Raw) -> dt.time | None:
        if isinstance(raw, dt.timedelta) and dt.timedelta() <= raw < dt.timedelta(days=1):
            raw = (dt.datetime(2000, 1, 1) + raw).time()
        if isinstance(raw, dt.time):
            return raw
        found = re.fullmatch(r"(\d\d?)[:.](\d\d)(?::(\d\d(?:\.\d+)?))?", _as_text(raw).strip())
        try:
            return dt.time.fromisoformat(f"{int(found[1]):02}:{found[2]}:{found[3] or '00'}")
        except (TypeError, ValueError):
            raise CellProblem(
                _("“%(text)s” is not a time of day.") % {"text": shortened(_as_text(raw))},
                _("Write hours and minutes, such as 09:30 or 14:00."),
            ) from None

    def write(self, value: dt.time) -> object:
        return value.isoformat() if value.microsecond else value


@dataclass(frozen=True)
class Moment:
    """Day and time as the clock at the venue shows them."""

    width: int = 18

    def read(self, raw: Raw) -> dt.datetime | None:
        if isinstance(raw, dt.datetime):
            return raw
        day, __, clock = _as_text(raw).strip().partition(" ")
        try:
            if "T" in day or re.search(r"[+-]\d\d:\d\d$", clock):
                return dt.datetime.fromisoformat(f"{day} {clock}".strip())
            return dt.datetime.combine(Date().read(day), Time().read(clock))
        except (CellProblem, ValueError):
            raise CellProblem(
                _("“%(text)s” is not a day and time.") % {"text": shortened(_as_text(raw))},
                _("Write both, such as 18/01/2027 16:00."),
            ) from None

    def write(self, value: dt.datetime) -> object:
        """Text where a spreadsheet's number would lose something: parts of a second, or which of
        the two hours when clocks go back."""
        if value.microsecond or value.fold:
            return value.isoformat(" ")
        return value.replace(tzinfo=None)


YES = {"yes", "y", "true", "x", "1", "✓"}
NO = {"no", "n", "false", "0", "-"}


@dataclass(frozen=True)
class YesNo:
    width: int = 10

    def read(self, raw: Raw) -> bool | None:
        word = fold(_as_text(raw))
        if word in YES | {fold(_("yes"))}:
            return True
        if word in NO | {fold(_("no"))}:
            return False
        raise CellProblem(
            _("“%(text)s” is neither yes nor no.") % {"text": shortened(_as_text(raw))},
            _("Write yes or no."),
        )

    def write(self, value: bool) -> str:
        return _("yes") if value else _("no")

    @property
    def choices(self) -> list[str]:
        return [_("yes"), _("no")]


@dataclass(frozen=True)
class Choice:
    """One of the field's choices, by the word people read or the one that is stored."""

    pairs: tuple[tuple[str, object], ...]
    width: int = 20

    def read(self, raw: Raw) -> str | None:
        word = fold(_as_text(raw))
        for value, label in self.pairs:
            if word in (fold(str(label)), fold(str(value))):
                return value
        raise CellProblem(
            _("“%(text)s” is not one of the possible entries.")
            % {"text": shortened(_as_text(raw))},
            _("Choose one of: %(choices)s.") % {"choices": "; ".join(self.choices)},
        )

    def write(self, value: str) -> str:
        return str(dict(self.pairs).get(value, value))

    @property
    def choices(self) -> list[str]:
        return [str(label) for __, label in self.pairs]


@dataclass(frozen=True)
class Lines:
    """A list of texts, one a line in the cell."""

    width: int = 28

    def read(self, raw: Raw) -> list[str]:
        lines = (tidy(line) for line in _as_text(raw).splitlines())
        return [line for line in lines if line]

    def write(self, value: list[str]) -> str:
        return "\n".join(value)


@dataclass(frozen=True)
class Reference(Text):
    """The name of a row of another sheet; found later, when all names are known."""


def kind_of(field: models.Field) -> Kind:
    if field.is_relation:
        return Reference()
    if field.choices:
        return Choice(tuple(field.flatchoices))
    if isinstance(field, models.IntegerField):
        return Whole(*_bounds(field))
    for field_class, kind in (
        (models.JSONField, Lines()),
        (models.BooleanField, YesNo()),
        (models.DateTimeField, Moment()),
        (models.DateField, Date()),
        (models.TimeField, Time()),
        (models.TextField, Text(lines=True, width=44)),
    ):
        if isinstance(field, field_class):
            return kind
    return Text(longest=field.max_length)


def in_words(kind: Kind, value: object, zone: dt.tzinfo) -> str:
    """As people read it on a page."""
    if isinstance(value, dt.datetime):
        return date_format(value.astimezone(zone), "j F Y, H:i")
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    if isinstance(value, dt.time):
        return time_format(value, "H:i:s" if value.second else "H:i")
    return str(kind.write(value))


def _bounds(field: models.IntegerField) -> tuple[int, int]:
    """The narrowest that its validators and every database allow."""
    least = [v.limit_value for v in field.validators if v.code == "min_value"]
    small = isinstance(field, models.PositiveSmallIntegerField | models.SmallIntegerField)
    return max([0, *least]), 32_767 if small else 2_147_483_647


def _as_text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, bool):
        return _("yes") if raw else _("no")
    return str(raw)
