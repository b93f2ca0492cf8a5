"""Sums over a region: by year, figure and scope, with how many reports stand behind each and how many were blank.

A figure is summed only if every form defines it alike, or within one form. Reports on the organ alone, aggregates of
governments, and reports that do not state their scope are summed separately.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from generator.archive.types import Entry, Total
from generator.model.figures import KeyFigure, Reading, Table
from generator.model.reports import Report, ReportIdentity, ReportSummary, Scope
from generator.model.results import Result, Term


@dataclass(frozen=True, slots=True)
class Summed:
    """A cell that is summed. ``form`` is "" where all forms define it alike, else the one it belongs to."""

    id: str
    table: str
    row: str
    column: str
    zh: str
    form: str = ""


SUMMED: tuple[Summed, ...] = (
    Summed("new_requests", "requests", "new_requests", "total", "本年新收申请"),
    Summed("granted", "requests", "granted", "total", "予以公开"),
    Summed("partly_granted", "requests", "partly_granted", "total", "部分公开"),
    Summed("results_total", "requests", "results_total", "total", "办理结果总计"),
    Summed("carried_forward", "requests", "carried_forward", "total", "结转下年度"),
    Summed("reconsideration", "disputes", "reconsideration", "total", "行政复议"),
    Summed("litigation_direct", "disputes", "litigation_direct", "total", "行政诉讼：未经复议直接起诉"),
    Summed("litigation_after", "disputes", "litigation_after_reconsideration", "total", "行政诉讼：复议后起诉"),
    Summed("made_2019", "disclosure", "normative_documents", "made", "规范性文件：本年新制作（2019 年表式）", "2019"),
    Summed("made_2021", "disclosure", "normative_documents", "made", "行政规范性文件：本年制发（2021 年表式）", "2021"),
)
"""In the order shown. Table 2 changed its meaning in 2021, so its rows belong to one form each."""

SUMMED_IDS = tuple(summed.id for summed in SUMMED)
_ADDRESSES = {summed.id: f"{summed.table}.{summed.row}.{summed.column}" for summed in SUMMED}

CARRIED_OVER = Summed("carried_over", "requests", "carried_over", "total", "上年结转申请")
"""Kept for the sheets of regions, and summed there alone."""
KEPT = (*SUMMED, CARRIED_OVER)
"""The cells that a summary keeps."""

DENIED = "denied"
"""The id of what no form prints and sheets show: the sum of the rows of :data:`DENIED_ROWS`."""
DENIED_ROWS = (
    "denied_state_secret", "denied_other_law", "denied_safety_stability", "denied_third_party",
    "denied_internal_affairs", "denied_process_info", "denied_enforcement_file", "denied_admin_query",
)  # fmt: skip
"""The group 不予公开 of table 3, in every form alike."""

SHEET = (
    "new_requests", "carried_over", "granted", "partly_granted", DENIED, "carried_forward",
    "reconsideration", "litigation_direct", "litigation_after", "made_2019", "made_2021",
)  # fmt: skip
"""The figures on a region's sheet, in the order of its columns."""

VALUES = (Reading.STATED, Reading.CORRECTED, Reading.CONFIRMED)
"""What was solved from a sum is not summed again, and what a program recognised in a picture not at all."""
EMPTY = (Reading.BLANK, Reading.SLASH, Reading.DASH, Reading.TEXT)

Totals = Mapping[int, Mapping[str, Mapping[Scope, Total]]]
"""Year → id of the figure → scope → sum."""


def totals(entries: Iterable[Entry], ids: Sequence[str] = SUMMED_IDS) -> Totals:
    """The sums of the figures ``ids`` over ``entries``; those without a year are left out."""
    return totals_of(counted_figures(entries, ids))


def counted_figures(entries: Iterable[Entry], ids: Sequence[str] = SUMMED_IDS) -> Counted:
    """What is added up for sums over ``entries``. One step a report and figure."""
    counted: Counted = {}
    for entry in entries:
        if entry.year is None:
            continue
        figures = key_figures(entry.report)
        clashing = _clashing(entry)
        for id_ in ids:
            if id_ in figures:
                key = (entry.year, id_, entry.report.scope)
                _tally(counted, key).add(figures[id_], _ADDRESSES.get(id_, DENIED) in clashing)
    return counted


def add_counted(into: Counted, other: Counted) -> None:
    """Add what was counted of other entries: those of a region are counted once, not again for all regions above."""
    for key, tally in other.items():
        _tally(into, key).merge(tally)


def totals_of(counted: Counted) -> Totals:
    """The sums of what was counted."""
    found: dict[int, dict[str, dict[Scope, Total]]] = {}
    for (year, id_, scope), tally in counted.items():
        found.setdefault(year, {}).setdefault(id_, {})[scope] = tally.total
    return {year: found[year] for year in sorted(found, reverse=True)}


def _clashing(entry: Entry) -> frozenset[str]:
    """The cells of a report in the equations that made its seal say that it contradicts itself."""
    badge = entry.badges.get("consistency")
    if badge is None or badge.value != "inconsistent":
        return frozenset()
    results = filter(None, map(entry.result, badge.because))
    return frozenset(term.address for result in results for term in _terms(result) if not term.report)


def _terms(result: Result) -> Iterator[Term]:
    for one in result.failing:
        if one.equation:
            yield from (*one.equation.left, *one.equation.right)


def key_figures(report: ReportIdentity) -> Mapping[str, KeyFigure | None]:
    """The figures of KEPT and DENIED that ``report`` may have, by id; None where the table was not found.

    A figure that the report's form does not have is left out.
    """
    if isinstance(report, ReportSummary):
        return report.key_figures
    return _key_figures(report) if isinstance(report, Report) else {}


def _key_figures(report: Report) -> dict[str, KeyFigure | None]:
    found: dict[str, KeyFigure | None] = {}
    for summed in KEPT:
        table = report.tables[summed.table]
        if summed.form and (table is None or table.form != summed.form):
            continue
        if table is None:
            found[summed.id] = None
        elif cell := table.cells.get((summed.row, summed.column)):
            found[summed.id] = KeyFigure(cell.value, cell.reading, cell.seen is not None and cell.reading.is_known)
    requests = report.tables["requests"]
    found[DENIED] = _denied(requests) if requests else None
    return found


def _denied(table: Table) -> KeyFigure:
    """不予公开 added up: only where every part is a number that may be summed; BLANK where every part is empty, UNREAD
    for anything between, since what stands in no cell can neither be read nor be taken for nought."""
    cells = [table.cells.get((row, "total")) for row in DENIED_ROWS]
    values = [cell.value for cell in cells if cell and cell.value is not None and cell.reading in VALUES]
    if len(values) == len(cells):
        return KeyFigure(sum(values, Decimal(0)), Reading.STATED)
    empty = all(cell is not None and cell.reading in EMPTY for cell in cells)
    recognised = any(cell is not None and cell.seen is not None for cell in cells)
    return KeyFigure(None, Reading.BLANK if empty else Reading.UNREAD, recognised)


def summary_of(report: Report) -> ReportSummary:
    """``report`` without its body."""
    kept = {field.name: getattr(report, field.name) for field in fields(ReportIdentity)}
    kept["place"] = replace(report.place, evidence=())
    return ReportSummary(
        **kept,
        table_forms=report.forms,
        key_figures=_key_figures(report),
        taken=report.corrected,
        engine=report.scan.engine,
    )


class _Tally:
    """Accumulates one sum."""

    def __init__(self) -> None:
        self.value, self.reports, self.blank, self.unread = Decimal(0), 0, 0, 0
        self.solved, self.clashing, self.recognised = 0, 0, 0

    def add(self, cell: KeyFigure | None, clashing: bool) -> None:
        if cell is not None and cell.recognised:
            self.recognised += 1
        elif cell is not None and cell.value is not None and cell.reading in VALUES:
            self.value += cell.value
            self.reports += 1
            self.clashing += clashing
        elif cell is not None and cell.reading in EMPTY:
            self.blank += 1
        elif cell is not None and cell.reading is Reading.SOLVED:
            self.solved += 1
        else:
            self.unread += 1

    def merge(self, other: _Tally) -> None:
        """Add what another one has accumulated."""
        self.value += other.value
        self.reports += other.reports
        self.blank += other.blank
        self.unread += other.unread
        self.solved += other.solved
        self.clashing += other.clashing
        self.recognised += other.recognised

    @property
    def total(self) -> Total:
        return Total(self.value, self.reports, self.blank, self.unread, self.solved, self.clashing, self.recognised)


Cell = tuple[int, str, Scope]
Counted = dict[Cell, _Tally]
"""(year, id of the figure, scope) → what was accumulated."""


def _tally(counted: Counted, cell: Cell) -> _Tally:
    """The sum of ``cell``. Asked a hundred thousand times in a build, so that none is made for nothing."""
    found = counted.get(cell)
    if found is None:
        found = counted[cell] = _Tally()
    return found
