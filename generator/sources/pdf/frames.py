"""Tables with rules: from the lines on a page to cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.sources.extract import RawCell
from generator.sources.pdf.cells import table_rows
from generator.sources.pdf.page import Box, Char, PdfPage, RuledLine
from generator.sources.pdf.squares import SAME_RULE, SquareGrid

REACH = 4.0
"""So far, in points, a rule may end before the one it ought to meet."""
MAX_LINES = 600
"""More rules in one frame are a drawing or squared paper."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table, or the part of it on one page."""

    page: int
    box: Box
    rows: tuple[tuple[RawCell, ...], ...]
    layout: str
    undecided: tuple[str, ...] = ()
    """Rows whose values could not be told apart, as they are printed."""
    headless: bool = False
    """It begins with values: perhaps the rest of a table on the page before."""
    columns: tuple[tuple[float, float], ...] = ()
    """Where its columns begin and end, if it has no rules."""


def ruled_tables(page: PdfPage) -> tuple[list[PageTable], list[Char]]:
    """The tables drawn on ``page``, from the top, and the glyphs outside of them."""
    rest = list(page.chars)
    tables: list[PageTable] = []
    for frame in _frames(_merged(page.rules)):
        grid = SquareGrid.of(frame)
        if grid is None:
            continue
        inside = [c for c in rest if grid.holds(c)]
        rows = table_rows(page, grid, inside)
        if rows is None:
            continue
        taken = set(map(id, inside))
        rest = [c for c in rest if id(c) not in taken]
        box = (round(grid.xs[0], 1), round(grid.ys[0], 1), round(grid.xs[-1], 1), round(grid.ys[-1], 1))
        tables.append(PageTable(page.number, box, rows, "pdf_ruled"))
    return sorted(tables, key=lambda t: t.box[1]), rest


def _merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Pieces on one line that touch become one rule."""
    done: list[RuledLine] = []
    groups: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda r: (r.level, r.at)):
        last = groups[-1][0] if groups else None
        if last is not None and last.level == rule.level and rule.at - last.at <= 1.2:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        group.sort(key=lambda r: r.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + SAME_RULE:
                end = max(end, rule.end)
            else:
                done.append(RuledLine(rule.level, group[0].at, start, end))
                start, end = rule.start, rule.end
        done.append(RuledLine(group[0].level, group[0].at, start, end))
    return [rule for rule in done if rule.end - rule.start >= 4]


def _frames(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Rules that meet, together."""
    level = [r for r in rules if r.level]
    upright = [r for r in rules if not r.level]
    if len(level) > MAX_LINES or len(upright) > MAX_LINES:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(level):
        for j, v in enumerate(upright, len(level)):
            if h.start - REACH <= v.at <= h.end + REACH and v.start - REACH <= h.at <= v.end + REACH:
                parent[root(i)] = root(j)
    groups: dict[int, list[RuledLine]] = {}
    for i, rule in enumerate([*level, *upright]):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())
