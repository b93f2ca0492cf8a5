"""What was read from a report, in words for a terminal. Makes renderables, prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text as Words

from generator.checks.equations import plain
from generator.checks.sentences import in_short
from generator.forms.loader import Forms, FormTable
from generator.model.figures import Cell, Reading, Table
from generator.model.reports import Report
from generator.model.results import Badge, Result, Verdict

SIGNS = {
    Reading.BLANK: ("□", "dim"),
    Reading.SLASH: ("/", "dim"),
    Reading.DASH: ("—", "dim"),
    Reading.TEXT: ("“”", "dim"),
    Reading.ILLEGIBLE: ("?", "bold red"),
    Reading.ABSENT: ("×", "red"),
    Reading.UNREAD: ("〓", "red"),
    Reading.SOLVED: ("≈", "yellow"),
    Reading.CORRECTED: ("✎", "cyan"),
    Reading.RECOGNISED: ("◎", "yellow"),
    Reading.CONFIRMED: ("◉", "cyan"),
}
"""A sign for every reading but a plain number: never colour alone."""
VERDICTS = {Verdict.PASS: ("✓", "green"), Verdict.FAIL: ("✗", "bold red"), Verdict.NOT_CHECKABLE: ("·", "dim")}


def describe(
    report: Report, results: Sequence[Result], badges: Sequence[Badge], forms: Forms
) -> Iterator[RenderableType]:
    """Identity, tables, stated figures, checks and doubts, in this order."""
    yield _identity(report)
    if report.passed_over:
        yield Words("passed over:", "dim")
        yield _passed_over(report)
    for table in report.tables:
        yield _table(table, forms.table(table.number, table.form))
    if any(report.tables):
        yield Words("  ".join(f"{sign} {reading.value}" for reading, (sign, _) in SIGNS.items()), "dim")
    if report.figures:
        yield _figures(report)
    yield from _verdicts(results)
    yield Words("badges: " + ", ".join(f"{badge.name} {badge.value}" for badge in badges))
    yield from _doubts(report)


def _verdicts(results: Sequence[Result]) -> Iterator[Words]:
    """A line for each check that could be made, and one for all others."""
    yield from (_check(result) for result in results if result.verdict is not Verdict.NOT_CHECKABLE)
    silent = [result.code for result in results if result.verdict is Verdict.NOT_CHECKABLE]
    if silent:
        yield Words(f"· not checkable: {' '.join(silent)}", "dim")


def _doubts(report: Report) -> Iterator[Words]:
    for doubt in report.doubts:
        line = f"line {report.text.line_of(doubt.span.start)}: " if doubt.span else ""
        yield Words(f"! {line}{doubt.message} {doubt.remedy}", "yellow")


def _identity(report: Report) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    place, dates = report.place, report.dates
    rows = (
        ("file", f"{report.source.path} ({report.source.media_type}, {report.source.encoding})"),
        ("title", report.title.value if report.title else "–"),
        ("organ", f"{report.organ.known_as or '–'} ({report.organ.kind.value}, {_organ_from(report)})"),
        ("place", f"{' '.join(place.names) or '–'} {place.code} ({place.confidence.value})"),
        ("year", f"{report.year.value} (from {report.year.origin})" if report.year else "–"),
        ("form", f"{report.format or '–'}"),
        ("signed", dates.signed.value.isoformat() if dates.signed else "–"),
        ("published", dates.published.value.isoformat() if dates.published else "–"),
        ("sections", " / ".join(section.title for section in report.sections) or "–"),
    )
    for name, value in rows:
        grid.add_row(Words(name, "bold"), Words(value))
    return grid


def _passed_over(report: Report) -> Grid:
    """Other readings of title, author and year, and what spoke against them."""
    grid = Grid.grid(padding=(0, 2))
    for one in report.passed_over:
        where = f"line {report.text.line_of(one.span.start)}" if one.span else ""
        grid.add_row(where, one.field, one.value, one.voice, one.why)
    return grid


def _organ_from(report: Report) -> str:
    organ = report.organ
    printed = "" if organ.name or not organ.implied else "implied, not printed; "
    return f"{printed}from {organ.origin or '–'}"


def _table(table: Table, form: FormTable) -> Grid:
    title = f"{form.zh} (form {table.form}, {table.layout})"
    grid = Grid(title=title, title_justify="left", show_header=len(form.blocks) == 1)
    grid.add_column("", overflow="fold")
    if len(form.blocks) > 1:
        for block in form.blocks:
            for row in block.rows:
                cells = (_named(form.columns[c].short, table.cells[row, c]) for c in block.columns)
                grid.add_row(form.rows[row].short, Words("  ").join(cells))
        return grid
    for label in form.columns.values():
        grid.add_column(label.short, justify="right", overflow="fold")
    for row, label in form.rows.items():
        grid.add_row(label.short, *(_cell(table.cells[row, column]) for column in form.columns))
    return grid


def _named(name: str, cell: Cell) -> Words:
    return Words.assemble((f"{name} ", "dim"), _cell(cell))


def _cell(cell: Cell) -> Words:
    sign, style = SIGNS.get(cell.reading, ("", ""))
    value = "" if cell.value is None else plain(cell.value) + (cell.unit or "")
    return Words(f"{sign}{value}", style)


def _figures(report: Report) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    for figure in report.figures:
        where = f"line {report.text.line_of(figure.span.start)}"
        grid.add_row(where, figure.label, f"{plain(figure.value)} {figure.unit}", figure.kind.value, figure.role)
    return grid


def _check(result: Result) -> Words:
    sign, style = VERDICTS[result.verdict]
    words = Words(f"{sign} {result.check} ", style)
    broken = [i for i in result.failing if i.equation]
    details = "; ".join(in_short(result.code, i) for i in broken)
    counts = result.counts
    return words.append(details or f"{counts.passed} hold, {counts.failed} fail, {counts.not_checkable} open", "")
