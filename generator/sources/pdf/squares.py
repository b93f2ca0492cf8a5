"""The squares that the rules of a frame make, and the cells that they form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.sources.pdf.page import Box, Char, RuledLine

SAME_RULE = 2.5
"""Rules closer than this, in points, are one."""
MAX_COLUMNS = 120
Key = tuple[int, int]
"""(row, column) of a square; of the first of its squares for a cell."""


@dataclass(frozen=True, slots=True)
class SquareGrid:
    """The squares between all rules of a frame; ``xs`` and ``ys`` are their borders."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[RuledLine, ...]

    @staticmethod
    def of(frame: Sequence[RuledLine]) -> SquareGrid | None:
        """The grid of the lines of a ``frame``; None where they make no table."""
        level = [r for r in frame if r.level]
        upright = [r for r in frame if not r.level]
        if len(level) < 2 or not upright:
            return None
        rules = (*frame, *_open_sides(level, upright))
        xs, ys = (stops(r.at for r in rules if r.level == kind) for kind in (False, True))
        # Without an inner upright line it is a box around text. One row may be what a page break left.
        if not 3 <= len(xs) <= MAX_COLUMNS or len(ys) < 2:
            return None
        return SquareGrid(xs, ys, rules)

    def holds(self, char: Char) -> bool:
        return self.xs[0] <= char.x <= self.xs[-1] and self.ys[0] <= char.y <= self.ys[-1]

    def square(self, char: Char) -> Key:
        """The square in which ``char`` stands."""
        return _index(self.ys, char.y), _index(self.xs, char.x)

    def span(self, x0: float, y0: float, x1: float, y1: float, margin: float) -> tuple[range, range]:
        """The rows and columns of squares into which a box reaches by more than ``margin``."""

        def reached(stops: Sequence[float], start: float, end: float) -> range:
            first = bisect_right(stops, start + margin) - 1
            last = bisect_left(stops, end - margin)
            # What is thinner than the margins counts where its middle is.
            if last <= first:
                first = bisect_right(stops, (start + end) / 2) - 1
                near = min(abs(stop - (start + end) / 2) for stop in stops[max(0, first) : first + 2])
                last = first + (near > margin)
            return range(max(0, first), min(len(stops) - 1, last))

        return reached(self.ys, y0, y1), reached(self.xs, x0, x1)

    def box(self, squares: Sequence[Key]) -> Box:
        """The box around ``squares``."""
        rows, columns = [r for r, _ in squares], [c for _, c in squares]
        return (
            round(self.xs[min(columns)], 1),
            round(self.ys[min(rows)], 1),
            round(self.xs[max(columns) + 1], 1),
            round(self.ys[max(rows) + 1], 1),
        )

    def cells(self) -> dict[Key, list[Key]]:
        """Squares without a border between them, by the first of them."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        parent: dict[Key, Key] = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

        def root(key: Key) -> Key:
            while parent[key] != key:
                parent[key] = key = parent[parent[key]]
            return key

        level, upright = (_by_stop(stops, self.rules, kind) for stops, kind in ((self.ys, True), (self.xs, False)))
        for r in range(rows):
            for c in range(columns):
                if c + 1 < columns and not _drawn(upright[c + 1], self.ys[r], self.ys[r + 1]):
                    _unite(parent, root((r, c)), root((r, c + 1)))
                if r + 1 < rows and not _drawn(level[r + 1], self.xs[c], self.xs[c + 1]):
                    _unite(parent, root((r, c)), root((r + 1, c)))
        found: dict[Key, list[Key]] = {}
        for key in sorted(parent):
            found.setdefault(root(key), []).append(key)
        return found


def _open_sides(level: Sequence[RuledLine], upright: Sequence[RuledLine]) -> tuple[RuledLine, ...]:
    """The four outer borders of a frame: they are often left open, by style or where a page ends."""
    left = min(*(r.start for r in level), *(r.at for r in upright))
    right = max(*(r.end for r in level), *(r.at for r in upright))
    top = min(*(r.at for r in level), *(r.start for r in upright))
    bottom = max(*(r.at for r in level), *(r.end for r in upright))
    return (
        RuledLine(False, left, top, bottom),
        RuledLine(False, right, top, bottom),
        RuledLine(True, top, left, right),
        RuledLine(True, bottom, left, right),
    )


def _by_stop(stops: Sequence[float], rules: Iterable[RuledLine], level: bool) -> list[list[RuledLine]]:
    """For each stop the rules that lie there."""
    own = sorted((rule for rule in rules if rule.level == level), key=lambda rule: rule.at)
    places = [rule.at for rule in own]
    return [own[bisect_left(places, stop - SAME_RULE) : bisect_right(places, stop + SAME_RULE)] for stop in stops]


def _drawn(rules: Sequence[RuledLine], start: float, end: float) -> bool:
    """Do ``rules`` on one line border what reaches from ``start`` to ``end``?"""
    length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return length >= 0.5 * (end - start)


def _unite(parent: dict[Key, Key], a: Key, b: Key) -> None:
    parent[max(a, b)] = min(a, b)


def stops(values: Iterable[float]) -> tuple[float, ...]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= SAME_RULE:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def _index(stops: Sequence[float], value: float) -> int:
    return min(max(0, bisect_right(stops, value) - 1), len(stops) - 2)
