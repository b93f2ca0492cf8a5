"""The grids that ruling lines draw on a page, and the cells in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Any

import cv2
import numpy as np

from .ground import Picture
from .strokes import without_strokes

LEVEL, UPRIGHT = 22.0, 15.0
"""Points: the least length of a rule. No stroke of a character is as long but in titles."""
SAME = 3.2
"""Points: rules closer together are one that is drawn double or runs unevenly."""
GAP = 20.0
"""The pieces of a broken rule lie no further apart, in widths of ``SAME``."""
DRAWN = 0.5
"""Of the border between two squares so much is drawn at least; where less is, they are one cell."""
SURE = (0.12, 0.78)
"""A share between these is neither drawn nor left out for sure."""
MOST_STOPS = 120
Key = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """A cell: the first of its squares, how many it has each way, its box in pixels between the rules.

    ``sure``: it is a rectangle, with all its borders drawn and none within.
    """

    row: int
    column: int
    down: int
    across: int
    box: tuple[int, int, int, int]
    sure: bool


@dataclass(frozen=True)
class Ruled:
    """A table: its box in pixels, where its rules are, its cells.

    ``mask`` are the pixels of its rules, counted from ``corner``, which lies outside of the box where rules jut out.
    """

    box: tuple[int, int, int, int]
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[Cell, ...]
    corner: tuple[int, int]
    mask: Any


@dataclass(frozen=True)
class Rules:
    """The level and the upright rules of a page, as masks."""

    level: Any
    upright: Any

    @property
    def all(self) -> Any:
        return self.level | self.upright


def find_rules(page: Picture, dpi: float) -> Rules:
    """The rules on ``page``, flat."""
    block = max(11, round(dpi / 8)) | 1
    dark = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
    long, high = max(12, round(LEVEL * dpi / 72)), max(9, round(UPRIGHT * dpi / 72))
    return Rules(without_strokes(_opened(dark, (long, 1)), dark, dpi), _opened(dark, (1, high)))


def _opened(dark: Picture, size: tuple[int, int]) -> Any:
    """What of ``dark`` is as long as ``size``, gaps of a few pixels bridged."""
    bridge = tuple(1 if side == 1 else max(3, side // 12) for side in size)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size)) > 0


def find_tables(rules: Rules, dpi: float) -> list[Ruled]:
    """The tables that ``rules`` draw, from the top."""
    reach = max(3, round(SAME * dpi / 72)) | 1
    near = cv2.dilate(rules.all.astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    found = []
    for number, (x, y, w, h, _) in enumerate(stats[1:], 1):
        if w < 60 * dpi / 72 or h < 12 * dpi / 72:
            continue
        own = labels[y : y + h, x : x + w] == number
        level, upright = (mask[y : y + h, x : x + w] & own for mask in (rules.level, rules.upright))
        table = _table(level, upright, (int(x), int(y)), dpi)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.box[1])


def _table(level: Any, upright: Any, at: tuple[int, int], dpi: float) -> Ruled | None:
    tolerance = SAME * dpi / 72
    drawn = level, upright
    level, upright = _meeting(level, upright, tolerance)
    ys, xs = _stops(level, 1, tolerance), _stops(upright, 0, tolerance)
    if not (2 <= len(ys) <= MOST_STOPS and 3 <= len(xs) <= MOST_STOPS):
        return None
    cells = _cells(_Borders.of(level, upright, xs, ys, tolerance), _Borders.of(*drawn, xs, ys, tolerance), xs, ys)
    if len(cells) < 2 or not any(cell.sure for cell in cells):
        return None
    xs, ys = [x + at[0] for x in xs], [y + at[1] for y in ys]
    placed = tuple(replace(cell, box=_moved(cell.box, at)) for cell in cells)
    return Ruled((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), placed, at, level | upright)


def _moved(box: tuple[int, int, int, int], by: tuple[int, int]) -> tuple[int, int, int, int]:
    return box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]


def _meeting(level: Any, upright: Any, tolerance: float) -> tuple[Any, Any]:
    """The rules that end at others, as those between cells do, or cross half of the table. Lines of text may look like
    rules, and end anywhere."""
    reach = round(tolerance) * 2 + 1
    square = np.ones((reach, reach), np.uint8)
    grown = [cv2.dilate(mask.astype(np.uint8), square) > 0 for mask in (level, upright)]
    return _ended(level, grown[1], 1, tolerance), _ended(upright, grown[0], 0, tolerance)


def _ended(mask: Any, others: Any, axis: int, tolerance: float) -> Any:
    """The rules of ``mask`` that end at ``others``. ``axis``: along which they run. A rule may be broken on its way."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    keep = np.zeros(count, bool)
    for pieces in _broken([tuple(map(int, stats[i][:4])) for i in range(1, count)], axis, tolerance):
        boxes = [stats[i] for i in pieces]
        x, y = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
        long, whole = (right - x, mask.shape[1]) if axis else (bottom - y, mask.shape[0])
        part = others[y:bottom, x:right]
        ends = (part[:, 0], part[:, -1]) if axis else (part[0], part[-1])
        keep[pieces] = long >= 0.5 * whole or all(end.any() for end in ends)
    return keep[labels]


def _broken(boxes: list[tuple[int, ...]], axis: int, tolerance: float) -> list[list[int]]:
    """The numbers, from 1, of pieces that lie on one line, not too far from one another, together."""
    groups: list[list[int]] = []
    ends: list[tuple[float, int]] = []
    for number, box in sorted(enumerate(boxes, 1), key=lambda one: one[1][1 - axis]):
        start, long = box[1 - axis], box[3 - axis]
        middle = box[axis] + box[2 + axis] / 2
        near = [
            i
            for i, (at, end) in enumerate(ends)
            if abs(at - middle) <= tolerance / 4 and 0 <= start - end <= GAP * tolerance
        ]
        if near:
            groups[near[-1]].append(number)
            ends[near[-1]] = (middle, start + long)
        else:
            groups.append([number])
            ends.append((middle, start + long))
    return groups


def _stops(mask: Any, axis: int, tolerance: float) -> list[int]:
    """The places of the rules of ``mask`` on the axis across them."""
    count, _, stats, centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    side = cv2.CC_STAT_WIDTH if axis else cv2.CC_STAT_HEIGHT
    places = sorted((float(centres[i][axis]), int(stats[i][side])) for i in range(1, count))
    groups: list[list[tuple[float, int]]] = []
    for place in places:
        if groups and place[0] - groups[-1][-1][0] <= tolerance:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [round(sum(at * long for at, long in group) / sum(long for _, long in group)) for group in groups]


@dataclass(frozen=True)
class _Borders:
    """How much of the border below each square, and beside it, is drawn."""

    below: list[list[float]]
    beside: list[list[float]]
    tolerance: float

    @staticmethod
    def of(level: Any, upright: Any, xs: list[int], ys: list[int], tolerance: float) -> _Borders:
        across, down = list(pairwise(xs)), list(pairwise(ys))
        below = [[_share(level, row[1], column, tolerance, 0) for column in across] for row in down]
        beside = [[_share(upright, column[1], row, tolerance, 1) for column in across] for row in down]
        return _Borders(below, beside, tolerance)

    def unsure(self) -> set[Key]:
        """The squares at a border of which nobody can tell whether it is drawn. The edges of a table are anyway."""
        found: set[Key] = set()
        for r, c in product(range(len(self.below)), range(len(self.below[0]))):
            if c + 1 < len(self.below[0]) and SURE[0] < self.beside[r][c] < SURE[1]:
                found |= {(r, c), (r, c + 1)}
            if r + 1 < len(self.below) and SURE[0] < self.below[r][c] < SURE[1]:
                found |= {(r, c), (r + 1, c)}
        return found


def _cells(borders: _Borders, faint: _Borders, xs: list[int], ys: list[int]) -> list[Cell]:
    """The cells between ``borders``; ``faint`` are those and whatever else looks like one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner: dict[Key, Key] = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(key: Key) -> Key:
        while owner[key] != key:
            key = owner[key]
        return key

    for r, c in sorted(owner):
        if c + 1 < columns and borders.beside[r][c] < DRAWN:
            _unite(owner, root((r, c)), root((r, c + 1)))
        if r + 1 < rows and borders.below[r][c] < DRAWN:
            _unite(owner, root((r, c)), root((r + 1, c)))
    squares: dict[Key, list[Key]] = {}
    for key in sorted(owner):
        squares.setdefault(root(key), []).append(key)
    unsure = faint.unsure()
    return [_cell(own, xs, ys, not unsure.isdisjoint(own), borders.tolerance) for own in squares.values()]


def _unite(owner: dict[Key, Key], a: Key, b: Key) -> None:
    owner[max(a, b)] = min(a, b)


def _share(mask: Any, at: int, span: tuple[int, int], tolerance: float, axis: int) -> float:
    """How much of the border at ``at``, along ``span`` without its ends, is drawn."""
    band = round(tolerance)
    start, end = span[0] + band, span[1] - band
    if end <= start:
        start, end = span
    near = slice(max(0, at - band), at + band + 1)
    part = mask[near, start:end] if axis == 0 else mask[start:end, near]
    return float(part.any(axis=axis).mean()) if part.size else 0.0


def _cell(squares: list[Key], xs: list[int], ys: list[int], unsure: bool, tolerance: float) -> Cell:
    rows, columns = [r for r, _ in squares], [c for _, c in squares]
    down, across = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    box = (xs[min(columns)], ys[min(rows)], xs[min(columns) + across], ys[min(rows) + down])
    # What is as narrow as two strokes of a double rule is no cell.
    roomy = min(box[2] - box[0], box[3] - box[1]) > 1.5 * tolerance
    return Cell(min(rows), min(columns), down, across, box, down * across == len(squares) and not unsure and roomy)
