"""An organ's figures over the years as small drawings: one row of bars a figure, all rows of a drawing on one scale.

Every bar has its number, so that height and shade are never the only information; a table repeats the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from generator.archive.totals import VALUES
from generator.archive.types import Entry
from generator.forms.groups import counted_rows
from generator.forms.loader import Forms
from generator.model.figures import Cell, Table
from generator.pages.organ.chart_plans import PLANS, ChartPlan, Figure
from generator.pages.organ.scale import scale_end
from generator.pages.wording import grouped

CUT = 17
"""The tallest bar of a drawing in which larger numbers are cut off; what towers is drawn to the full height."""
YEAR, ROW, BAR, HEAD, FOOT = 44, 66, 26, 2, 24
"""Widths and heights in pixels: a year, a row with its label over it, its tallest bar, what is left above and below.
Eight years fit on a phone."""
FEWEST = 7
"""Years for which there is room at least, so that a short series is not drawn larger than a long one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure in one year."""

    x: int
    """Left edge."""
    top: int
    """Upper edge."""
    height: int
    """Nought for 0 and where there is no number."""
    middle: int
    """Where the number is centred."""
    text: int
    """Its baseline."""
    shown: str
    """The number, or ○ for what is blank or could not be read; "" where nothing is held or asked for."""
    words: str
    """The same for the table: the number, 空白或未读准, 表式没有这一项, or 未收录或未读出此表."""
    torn: bool = False
    """Whether it is cut off, and its height says nothing."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One figure over the years."""

    label: str
    """What it is."""
    title: int
    """Baseline of the label."""
    base: int
    """Where its bars stand."""
    bars: tuple[Bar, ...]
    """One a year."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One year."""

    year: int
    """The year."""
    x: int
    """Left edge of its column."""
    middle: int
    """Middle of its column."""
    held: bool
    """Whether there is a report with this table."""
    breaks: bool
    """Whether the form differs from the last one before."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing and the table behind it."""

    key: str
    """Its ids begin with it."""
    title: str
    """What it shows."""
    desc: str
    """The same in sentences, for those who do not see it."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    floor: int
    """Lower end of the columns."""
    ticks: tuple[Tick, ...]
    """The years, oldest first, without leaving out years between."""
    rows: tuple[BarRow, ...]
    """The figures."""
    end: str = ""
    """The largest number that is drawn to scale; "" where all are."""


class Scale(NamedTuple):
    """``height`` is that of the number ``end``; larger ones are drawn to the full height."""

    end: Decimal
    height: int


def charts(entries: Sequence[Entry], forms: Forms) -> tuple[Chart, ...]:
    """The drawings of an organ; none for a table that fewer than two years have, or in which all is nought."""
    by_year = {entry.year: entry for entry in entries if entry.year is not None}
    if len(by_year) < 2:
        return ()
    years = range(min(by_year), max(by_year) + 1)
    drawn = (_drawn(plan, by_year, years, forms) for plan in PLANS)
    return tuple(chart for chart in drawn if chart is not None)


def _drawn(plan: ChartPlan, by_year: Mapping[int, Entry], years: Sequence[int], forms: Forms) -> Chart | None:
    """None where fewer than two years have the table, or all is nought."""
    tables = [by_year[y].body.tables[plan.table] if y in by_year else None for y in years]
    cells = [[_cells(table, figure, forms) for table in tables] for figure in plan.figures]
    values = [list(map(_sum, row)) for row in cells]
    scale, most = _scale(values)
    if len(tables) - tables.count(None) < 2 or most <= 0:
        return None
    known = [list(map(bool, row)) for row in cells]
    chart = _chart(plan, years, tables, values, known, scale)
    if scale.end == most:
        return chart
    return replace(chart, end=grouped(scale.end), desc=f"{chart.desc}大于 {grouped(scale.end)} 的不按比例画。")


def _scale(values: Iterable[Sequence[Decimal | None]]) -> tuple[Scale, Decimal]:
    """The scale, and the largest of all numbers."""
    numbers = [value for row in values for value in row if value is not None]
    end, most = scale_end(numbers), max(numbers, default=Decimal(0))
    return Scale(end, CUT) if end else Scale(most, BAR), most


def _sum(cells: Sequence[Cell]) -> Decimal | None:
    """The sum of a figure's cells; None where one of them is no certain number."""
    sure = all(c.value is not None and c.reading in VALUES for c in cells)
    return sum((c.value for c in cells if c.value is not None), Decimal(0)) if cells and sure else None


def _cells(table: Table | None, figure: Figure, forms: Forms) -> list[Cell]:
    """The figure's cells; none where the table's form does not have them."""
    rows = counted_rows(forms.table(table.number, table.form), *figure.names) if table else ()
    addresses = [(row, figure.column) for row in rows]
    return [table.cells[address] for address in addresses if table and address in table.cells]


def _chart(
    plan: ChartPlan,
    years: Sequence[int],
    tables: Sequence[Table | None],
    values: Sequence[Sequence[Decimal | None]],
    known: Sequence[Sequence[bool]],
    scale: Scale,
) -> Chart:
    ticks, last = [], ""
    for number, (year, table) in enumerate(zip(years, tables, strict=True)):
        x = 1 + number * YEAR
        breaks = table is not None and last not in ("", table.form)
        ticks.append(Tick(year, x, x + YEAR // 2, table is not None, breaks))
        last = table.form if table else last
    rows = []
    for number, (figure, series, has) in enumerate(zip(plan.figures, values, known, strict=True)):
        base = HEAD + (number + 1) * ROW - 6
        bars = tuple(_bar(value, tick, base, scale, one) for value, tick, one in zip(series, ticks, has, strict=True))
        rows.append(BarRow(figure.zh, base - BAR - 22, base, bars))
    floor = HEAD + len(rows) * ROW
    return Chart(
        plan.key,
        plan.zh,
        _described(rows, ticks),
        max(len(ticks), FEWEST) * YEAR + 2,
        floor + FOOT,
        floor,
        tuple(ticks),
        tuple(rows),
    )


def _bar(value: Decimal | None, tick: Tick, base: int, scale: Scale, known: bool) -> Bar:
    """``known``: the year's form has the figure."""
    if value is None:
        open_ = ("○", "空白或未读准") if known else ("", "表式没有这一项")
        shown, words = open_ if tick.held else ("", "未收录或未读出此表")
        return Bar(tick.x + 10, base, 0, tick.middle, base - 5, shown, words)
    torn = value > scale.end
    height = BAR if torn else max(round(scale.height * max(value, Decimal(0)) / scale.end), 1 if value > 0 else 0)
    return Bar(tick.x + 10, base - height, height, tick.middle, base - height - 5, grouped(value), grouped(value), torn)


def _described(rows: Sequence[BarRow], ticks: Sequence[Tick]) -> str:
    lines = []
    for row in rows:
        said = "，".join(f"{tick.year} 年 {bar.words}" for tick, bar in zip(ticks, row.bars, strict=True))
        lines.append(f"{row.label}：{said}。")
    cuts = [tick.year for tick in ticks if tick.breaks]
    lines += [f"{year} 年起表式更换。" for year in cuts]
    return "".join(lines)
