"""What is said about a workbook: problems, notices, and what would change."""

from dataclasses import dataclass, field


class Refused(Exception):
    """The file cannot be read as a workbook at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps the whole file out, where it stands and what to do about it."""

    text: str
    remedy: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.remedy}".strip()


class CellProblem(Exception):
    """A cell that cannot be understood; whoever reads it knows where it stands."""

    def __init__(self, text: str, remedy: str = "") -> None:
        super().__init__(text)
        self.text, self.remedy = text, remedy


@dataclass(frozen=True, slots=True)
class FieldChange:
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that would be new, or differ from what is known."""

    row: int
    label: str
    fields: tuple[FieldChange, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """What a file would do to the rows of one kind."""

    title: str
    new: tuple[RowChange, ...] = ()
    changed: tuple[RowChange, ...] = ()
    unchanged: int = 0
    left_alone: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        return not (self.new or self.changed or self.left_alone)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `digest` names exactly these changes, to be confirmed as such."""

    slug: str
    title: str
    is_new: bool
    sheets: tuple[SheetChanges, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    digest: str = field(default="", compare=False)

    @property
    def new(self) -> int:
        return sum(len(sheet.new) for sheet in self.sheets)

    @property
    def changed(self) -> int:
        return sum(len(sheet.changed) for sheet in self.sheets)

    @property
    def unchanged(self) -> int:
        return sum(sheet.unchanged for sheet in self.sheets)

    @property
    def left_alone(self) -> int:
        return sum(len(sheet.left_alone) for sheet in self.sheets)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed)
