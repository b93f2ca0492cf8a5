"""Tables with rules: from the lines on a page to cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.spans import Where
from generator.sources.extract import RawCell
from generator.sources.pdf.page import UNREAD, Box, Char, Page, Rule, text_lines
from generator.sources.pdf.wrapping import cell_text

NEAR = 2.5
"""Rules closer than this, in points, are one."""
REACH = 4.0
"""So far, in points, a rule may end before the one it ought to meet."""
THINNEST = 4.0
"""Points: nothing could be printed in a cell as narrow or as low as this."""
MAX_LINES = 600
"""More rules in one frame are a drawing or squared paper."""
MAX_COLUMNS = 120
Key = tuple[int, int]


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


def ruled_tables(page: Page) -> tuple[list[PageTable], list[Char]]:
    """The tables drawn on ``page``, from the top, and the glyphs outside of them."""
    rest = list(page.chars)
    tables: list[PageTable] = []
    for frame in _frames(_merged(page.rules)):
        grid = _Grid.of(frame)
        if grid is None:
            continue
        inside = [c for c in rest if grid.holds(c)]
        table = _table(page, grid, inside)
        if table is None:
            continue
        taken = set(map(id, inside))
        rest = [c for c in rest if id(c) not in taken]
        tables.append(table)
    return sorted(tables, key=lambda t: t.box[1]), rest


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces on one line that touch become one rule."""
    done: list[Rule] = []
    groups: list[list[Rule]] = []
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
            if rule.start <= end + NEAR:
                end = max(end, rule.end)
            else:
                done.append(Rule(rule.level, group[0].at, start, end))
                start, end = rule.start, rule.end
        done.append(Rule(group[0].level, group[0].at, start, end))
    return [rule for rule in done if rule.end - rule.start >= 4]


def _frames(rules: Sequence[Rule]) -> list[list[Rule]]:
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
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate([*level, *upright]):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Grid:
    """The squares between all rules of a frame; ``xs`` and ``ys`` are their borders."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @staticmethod
    def of(frame: Sequence[Rule]) -> _Grid | None:
        level = [r for r in frame if r.level]
        upright = [r for r in frame if not r.level]
        if len(level) < 2 or not upright:
            return None
        left = min(min(r.start for r in level), min(r.at for r in upright))
        right = max(max(r.end for r in level), max(r.at for r in upright))
        top = min(min(r.at for r in level), min(r.start for r in upright))
        bottom = max(max(r.at for r in level), max(r.end for r in upright))
        # Outer borders are often left open, by style or where a page ends.
        open_sides = (
            Rule(False, left, top, bottom),
            Rule(False, right, top, bottom),
            Rule(True, top, left, right),
            Rule(True, bottom, left, right),
        )
        rules = (*frame, *open_sides)
        xs, ys = _stops(r.at for r in rules if not r.level), _stops(r.at for r in rules if r.level)
        # Without an inner upright line it is a box around text. One row may be what a page break left.
        if len(xs) < 3 or len(ys) < 2 or len(xs) > MAX_COLUMNS:
            return None
        return _Grid(xs, ys, rules)

    def holds(self, char: Char) -> bool:
        return self.xs[0] <= char.x <= self.xs[-1] and self.ys[0] <= char.y <= self.ys[-1]

    def cells(self) -> dict[Key, list[Key]]:
        """Squares without a border between them, by the first of them."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        parent: dict[Key, Key] = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

        def root(key: Key) -> Key:
            while parent[key] != key:
                key = parent[key]
            return key

        for r in range(rows):
            for c in range(columns):
                if c + 1 < columns and not self._drawn(False, self.xs[c + 1], self.ys[r], self.ys[r + 1]):
                    _unite(parent, root((r, c)), root((r, c + 1)))
                if r + 1 < rows and not self._drawn(True, self.ys[r + 1], self.xs[c], self.xs[c + 1]):
                    _unite(parent, root((r, c)), root((r + 1, c)))
        found: dict[Key, list[Key]] = {}
        for key in sorted(parent):
            found.setdefault(root(key), []).append(key)
        return found

    def _drawn(self, level: bool, at: float, start: float, end: float) -> bool:
        length = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for rule in self.rules
            if rule.level == level and abs(rule.at - at) <= NEAR
        )
        return length >= 0.5 * (end - start)


def _unite(parent: dict[Key, Key], a: Key, b: Key) -> None:
    parent[max(a, b)] = min(a, b)


def _stops(values: Iterable[float]) -> tuple[float, ...]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def _table(page: Page, grid: _Grid, chars: Sequence[Char]) -> PageTable | None:
    cells = grid.cells()
    if len(cells) < 2 or not chars:
        return None
    owner = {square: first for first, squares in cells.items() for square in squares}
    held: dict[Key, list[Char]] = {first: [] for first in cells}
    for char in chars:
        held[owner[_index(grid.ys, char.y), _index(grid.xs, char.x)]].append(char)
    torn = _torn(grid, owner, page.chars)
    rows: list[list[RawCell]] = [[RawCell("", covered=True)] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for first, squares in cells.items():
        box = _box(grid, squares)
        text = cell_text(text_lines(held[first]), box[0], box[2])
        square = (squares[-1][0] - first[0] + 1) * (max(c for _, c in squares) - first[1] + 1) == len(squares)
        if text and (first in torn or not square):
            text += UNREAD  # whose characters these are cannot be told
        # Between the two strokes of a double border is no cell.
        if text or (square and min(box[2] - box[0], box[3] - box[1]) >= THINNEST):
            rows[first[0]][first[1]] = RawCell(text, where=Where(page=page.number, box=box))
    return PageTable(page.number, _box(grid, sorted(owner)), tuple(tuple(row) for row in rows), "pdf_ruled")


def _torn(grid: _Grid, owner: dict[Key, Key], chars: Sequence[Char]) -> set[Key]:
    """Cells over whose border a number runs, into the next cell or out of the table."""

    def cell(char: Char) -> Key | None:
        return owner[_index(grid.ys, char.y), _index(grid.xs, char.x)] if grid.holds(char) else None

    torn: set[Key] = set()
    for line in text_lines(c for c in chars if grid.ys[0] - c.size <= c.y <= grid.ys[-1] + c.size):
        for a, b in pairwise(line.chars):
            if _numeral(a) and _numeral(b) and b.x0 - a.x1 <= 0.12 * a.size and cell(a) != cell(b):
                torn |= {key for key in (cell(a), cell(b)) if key is not None}
    return torn


def _numeral(char: Char) -> bool:
    return char.text.isdigit() or char.text in ".,+-" or char.text == UNREAD


def _index(stops: Sequence[float], value: float) -> int:
    return next((i for i in range(len(stops) - 2) if value < stops[i + 1]), len(stops) - 2)


def _box(grid: _Grid, squares: Sequence[Key]) -> Box:
    rows, columns = [r for r, _ in squares], [c for _, c in squares]
    return (
        round(grid.xs[min(columns)], 1),
        round(grid.ys[min(rows)], 1),
        round(grid.xs[max(columns) + 1], 1),
        round(grid.ys[max(rows) + 1], 1),
    )
