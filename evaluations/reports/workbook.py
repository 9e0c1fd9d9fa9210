"""What a page shows of a workbook's preview: all that matters, not thousands of lines."""

from dataclasses import dataclass

from programmes.workbook.findings import Preview, Problem, RowChange, SheetChanges

SHOWN = 40
PROBLEMS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Some:
    """The first of many, and how many more there are."""

    rows: tuple
    more: int


@dataclass(frozen=True, slots=True)
class ShownSheet:
    title: str
    new: int
    changed: int
    unchanged: int
    left_alone: int
    new_rows: Some
    changed_rows: Some
    left_rows: Some

    @property
    def has_rows(self) -> bool:
        return bool(self.new or self.changed or self.left_alone)


@dataclass(frozen=True, slots=True)
class ShownPreview:
    slug: str
    title: str
    is_new: bool
    changes_nothing: bool
    new: int
    changed: int
    unchanged: int
    left_alone: int
    sheets: tuple[ShownSheet, ...]
    problems: Some
    problem_count: int
    notices: tuple[Problem, ...]
    digest: str


def shown(preview: Preview) -> ShownPreview:
    return ShownPreview(
        slug=preview.slug,
        title=preview.title,
        is_new=preview.is_new,
        changes_nothing=preview.changes_nothing,
        new=preview.new,
        changed=preview.changed,
        unchanged=preview.unchanged,
        left_alone=preview.left_alone,
        sheets=tuple(_sheet(sheet) for sheet in preview.sheets),
        problems=_some(preview.problems, PROBLEMS_SHOWN),
        problem_count=len(preview.problems),
        notices=preview.notices,
        digest=preview.digest,
    )


def _sheet(sheet: SheetChanges) -> ShownSheet:
    return ShownSheet(
        title=sheet.title,
        new=len(sheet.new),
        changed=len(sheet.changed),
        unchanged=sheet.unchanged,
        left_alone=len(sheet.left_alone),
        new_rows=_some(sheet.new),
        changed_rows=_some(sheet.changed),
        left_rows=_some(sheet.left_alone),
    )


def _some(rows: tuple[RowChange | Problem | str, ...], most: int = SHOWN) -> Some:
    return Some(rows[:most], max(0, len(rows) - most))
