"""A report's key figures as filters tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from generator.archive.totals import DENIED_ROWS, VALUES
from generator.labels import Bilingual
from generator.model.reports import Report
from generator.search.steps import OVER, UNKNOWN

_DISPUTES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
CELLS: Mapping[str, tuple[str, tuple[tuple[str, str], ...], int]] = {
    "requests": ("requests", (("new_requests", "total"),), len(OVER)),
    "denied": ("requests", tuple((row, "total") for row in DENIED_ROWS), 1),
    "appeals": ("disputes", tuple((row, "total") for row in _DISPUTES), 1),
    "overturned": ("disputes", tuple((row, "corrected") for row in _DISPUTES), 1),
}
"""Facet → its table, the cells of it that are added up, and its highest step. All forms define these cells alike."""

WORDS = {
    "none": Bilingual("0", "0"),
    **{f"over{number}": Bilingual(f">{number}", f">{number}") for number in OVER},
    "unknown": Bilingual("空白或没有读准", "blank, or not read for sure"),
}
"""Value of a facet → what it is called; the facets' own names stand in ``assets/search/words.js``."""


def steps_of(report: Report) -> Iterator[tuple[str, int]]:
    """Each facet of :data:`CELLS` with the step of what ``report`` says there."""
    for facet, (name, places, most) in CELLS.items():
        table = report.tables[name]
        cells = [table.cells.get(place) if table else None for place in places]
        step = step_of([cell.value if cell and cell.reading in VALUES else None for cell in cells])
        yield facet, min(step, most)


def step_of(parts: Iterable[Decimal | None]) -> int:
    """The step of a sum of ``parts``, None for what is not known: over 0 if those that are known are, 0 only if all are
    known to be 0."""
    numbers = list(parts)
    known = [number for number in numbers if number is not None]
    step = sum(sum(known, Decimal(0)) > number for number in OVER)
    return step or (0 if all(number == 0 for number in numbers) else UNKNOWN)
