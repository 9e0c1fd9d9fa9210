"""The one form in which every measurement is told: a figure beside its reference."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """`figure` and `reference` are printed as they are; `ratio` only where one was asked for.

    `target` is "at least 0.5", "at most 1.25", "the same" or empty; `met` is None without target.
    """

    what: str
    figure: str
    reference: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


HEADINGS = ("What", "Measured", "Reference", "Ratio", "Target", "")


def table(measurements: Iterable[Measurement]) -> str:
    """The measurements in columns, one line each, as plain text."""
    rows = [HEADINGS, *(_cells(measurement) for measurement in measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cells(measurement: Measurement) -> tuple[str, ...]:
    ratio = "" if measurement.ratio is None else f"{measurement.ratio:.2f}"
    verdict = {None: "", True: "met", False: "missed"}[measurement.met]
    return (
        measurement.what,
        measurement.figure,
        measurement.reference,
        ratio,
        measurement.target,
        verdict,
    )
