"""The kinds of question: what each is called and which values its answers may take.

Pure but for the lazy translations of its labels.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGREE6 = (
    _("Strongly disagree"),
    _("Disagree"),
    _("Slightly disagree"),
    _("Slightly agree"),
    _("Agree"),
    _("Strongly agree"),
)
AGREE5 = (
    _("Strongly disagree"),
    _("Disagree"),
    _("Neither agree nor disagree"),
    _("Agree"),
    _("Strongly agree"),
)


class Kind(StrEnum):
    """`value` is stored, `label` is read by organisers."""

    AGREE6 = "agree6"
    AGREE5 = "agree5"
    STEPS = "steps"
    OPTION = "option"
    OPTIONS = "options"
    YES_NO = "yesno"
    RECOMMEND = "recommend"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    TEXT = "text"
    QUOTE = "quote"
    COMMIT = "commit"

    @property
    def label(self) -> Promise:
        return LABELS[self]

    @property
    def is_scale(self) -> bool:
        """Ordered answers 1 to k, drawn as one row of buttons."""
        return self in (Kind.AGREE6, Kind.AGREE5, Kind.STEPS)

    @property
    def takes_options(self) -> bool:
        """The organiser writes the answers to choose from."""
        return self in (Kind.STEPS, Kind.OPTION, Kind.OPTIONS)

    @property
    def is_words(self) -> bool:
        """Free text: kept apart from the ratings."""
        return self in (Kind.TEXT, Kind.QUOTE, Kind.COMMIT)

    @property
    def is_figure(self) -> bool:
        """A whole number that people write, not a step they choose."""
        return self in (Kind.NUMBER, Kind.COUNT)


LABELS = {
    Kind.AGREE6: _("agreement, 1 to 6"),
    Kind.AGREE5: _("agreement, 1 to 5"),
    Kind.STEPS: _("ordered steps"),
    Kind.OPTION: _("one choice"),
    Kind.OPTIONS: _("several choices"),
    Kind.YES_NO: _("yes or no"),
    Kind.RECOMMEND: _("recommendation, 0 to 10"),
    Kind.NUMBER: _("whole number"),
    Kind.COUNT: _("how many, 0 to 99"),
    Kind.DATE: _("date"),
    Kind.TEXT: _("text"),
    Kind.QUOTE: _("text that may be quoted"),
    Kind.COMMIT: _("commitment: what, by when, with whom"),
}


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers from `first` to `last`, both included."""

    first: int
    last: int


def answer_range(kind: Kind, options: list[str]) -> Range | None:
    """Which integers an answer may be: a step or choice counts from 1; yes is 1 and no is 0;
    a date is its proleptic ordinal; None for words and for several choices."""
    if kind is Kind.AGREE6:
        return Range(1, 6)
    if kind is Kind.AGREE5:
        return Range(1, 5)
    if kind in (Kind.STEPS, Kind.OPTION):
        return Range(1, len(options))
    fixed = {
        Kind.YES_NO: Range(0, 1),
        Kind.RECOMMEND: Range(0, 10),
        Kind.NUMBER: Range(0, 1_000_000),
        Kind.COUNT: Range(0, 99),
        Kind.DATE: Range(1, 3_652_059),
    }
    return fixed.get(kind)
