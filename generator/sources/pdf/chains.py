"""Which lines of a page are borders, also those drawn in pieces: dotted ones, and those drawn cell by cell.

Part of ``child.py``: it stands alone like that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

DOT = 4.0
"""Points: a longer piece is no dot or dash of a dotted line."""
GAP = 4.0
"""Points between two dots at most."""
DOTS = 6
"""So many dots in a row are a line: a digit that is drawn of dots has less in a row."""
SPAN = 14.0
"""Points that dots in a row are long at least: no digit of a table is as high."""
ASIDE = 0.6
"""Points by which pieces of one line may be beside it."""
TOUCH = 1.0
"""Points between pieces of a line that is not dotted."""
ALIKE = 0.6
"""Points by which the thickness of such pieces may differ: a thicker one might be a stroke of its own."""

LONG = 12.0
"""Points: a straight line as long is a border; shorter ones might be strokes of a digit."""
LOWEST = 7.0
"""Points: no row of a table is lower."""
MOST_AT_ONE_HEIGHT = 60
"""Level lines that are looked at; a row whose cells are all framed by themselves has twice as many as columns."""
BAR = 30.0
"""Points: a filled box as long is no stroke of a digit, however thick it is."""
BROAD = 6.0
"""Points: nor is a filled box as broad."""
BORDER = 1.6
"""Points to both sides of a border that may belong to it: round joins, blurred edges."""
THICKEST = 4.0
"""Points: thicker strokes might be a cover, whose edges count."""
UNDERLINE = (0.05, 0.32, 0.2)
"""From where to where below the baseline, and how far beside a digit, in sizes, a line underlines it."""

Line = Sequence[float]
"""(left, top, right, bottom) in points from the top left, as a page is read."""
Box = tuple[float, float, float, float]
"""In the same way."""


def dotted(lines: Sequence[Line], thick: Sequence[float]) -> tuple[list[Line], list[float]]:
    """``lines`` and how thick they are, those that are dots in a row put together."""
    small = [i for i, (x0, y0, x1, y1) in enumerate(lines) if max(x1 - x0, y1 - y0) <= DOT]
    if len(small) < DOTS:
        return list(lines), list(thick)
    used: set[int] = set()
    made: list[tuple[Line, float]] = []
    for run, line in (found for level in (True, False) for found in dotted_runs(lines, small, level)):
        used |= set(run)
        made.append((line, max(thick[i] for i in run)))
    kept = [(line, width) for i, (line, width) in enumerate(zip(lines, thick, strict=True)) if i not in used]
    both = [*kept, *made]
    return [line for line, _ in both], [width for _, width in both]


def dotted_runs(lines: Sequence[Line], small: Sequence[int], level: bool) -> Iterator[tuple[list[int], Line]]:
    """The places of ``small`` lines that are the dots of a level (or upright) line, and that line."""
    for row in in_rows(lines, small, level):
        for run in runs(lines, row, level, GAP):
            line = dotted_line(around(lines, run), level)
            if len(run) >= DOTS and (line[2] - line[0] if level else line[3] - line[1]) >= SPAN:
                yield run, line


def dotted_line(box: Line, level: bool) -> Line:
    """The middle line of the ``box`` around dots in a row."""
    if level:
        middle = (box[1] + box[3]) / 2
        return box[0], middle, box[2], middle
    middle = (box[0] + box[2]) / 2
    return middle, box[1], middle, box[3]


def chained(lines: Sequence[Line], thick: Sequence[float]) -> list[Line]:
    """For each line the whole of which it is a piece: what lies in its direction, touches it and is as thick."""
    whole = list(lines)
    for level in (True, False):
        own = [i for i, (x0, y0, x1, y1) in enumerate(lines) if (x1 - x0 > y1 - y0) == level]
        for row in in_rows(lines, own, level):
            for run in runs(lines, row, level, TOUCH):
                for part in alike(run, thick):
                    box = around(lines, part)
                    for i in part:
                        whole[i] = box
    return whole


def borders(
    lines: Sequence[Line],
    thick: Sequence[float],
    boxes: Iterable[tuple[Any, Any]],
    turn: Callable[[float, float], Any],
) -> list[Box]:
    """The places of long rules (``lines``, in points as the page is read) and of the edges of filled ``boxes``."""
    found = _lasting(lines, lines, thick)
    if len(found) < len(lines):
        # A line that is a piece of a longer one is as long as that.
        found = _lasting(lines, chained(lines, thick), thick)
    for a, b in boxes:
        (ax, ay), (bx, by) = turn(*a), turn(*b)
        x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if min(x1 - x0, y1 - y0) < BROAD and max(x1 - x0, y1 - y0) < BAR:
            continue
        for left, top, right, bottom in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            found.append((left - BORDER, top - BORDER, right + BORDER, bottom + BORDER))
    return found


def _lasting(lines: Sequence[Line], whole: Sequence[Line], thick: Sequence[float]) -> list[Box]:
    """The places of those of ``lines`` that are borders, each a piece of one of ``whole``."""
    found = []
    level = _long_level(whole if whole is lines else dict.fromkeys(map(tuple, whole)))
    heights = {height + by for height in level for by in (-2, -1, 0, 1, 2)}
    for line, (x0, y0, x1, y1), width in zip(lines, whole, thick, strict=True):
        # An upright line as high as a row meets the level ones; one that does not might be a 1.
        meets = x1 - x0 > y1 - y0 or y1 - y0 >= BAR or {round(y0), round(y1)} <= heights
        if meets and (max(x1 - x0, y1 - y0) >= LONG or _joins(level, x0, y0, y1)):
            side = BORDER + min(width, THICKEST) / 2
            found.append((line[0] - side, line[1] - side, line[2] + side, line[3] + side))
    return found


def _long_level(lines: Iterable[Line]) -> dict[int, list[tuple[float, float]]]:
    """From where to where the long level ones of ``lines`` reach, by their rounded height."""
    level: dict[int, list[tuple[float, float]]] = {}
    for x0, y0, x1, _ in lines:
        if x1 - x0 >= LONG and len(level.setdefault(round(y0), [])) < MOST_AT_ONE_HEIGHT:
            level[round(y0)].append((x0, x1))
    return level


def _joins(level: Mapping[int, Sequence[tuple[float, float]]], x: float, top: float, bottom: float) -> bool:
    """Does an upright line reach from one of the long level lines to another? Rows of small print are that low.

    ``level`` are the lines by their rounded height.
    """
    return bottom - top >= LOWEST and all(
        any(x0 - 1 < x < x1 + 1 for by in (-1, 0, 1) for x0, x1 in level.get(round(end) + by, ()))
        for end in (top, bottom)
    )


def underline(claim: Any) -> Box:
    """Where a line that underlines ``claim`` may be."""
    near, far, beside = (share * claim.size for share in UNDERLINE)
    return claim.x0 - beside, claim.base + near, claim.x1 + beside, claim.base + far


def alike(run: Sequence[int], thick: Sequence[float]) -> list[list[int]]:
    """The pieces of ``run`` that follow one another and are equally thick."""
    parts: list[list[int]] = []
    for i in run:
        if parts and abs(thick[i] - thick[parts[-1][0]]) <= ALIKE:
            parts[-1].append(i)
        else:
            parts.append([i])
    return parts


def in_rows(lines: Sequence[Line], places: Iterable[int], level: bool) -> list[list[int]]:
    """``places`` of lines on one level (or upright) line, each row in order."""
    at, start = (1, 0) if level else (0, 1)
    rows: list[list[int]] = []
    height = 0.0
    for i in sorted(places, key=lambda i: lines[i][at]):
        if rows and lines[i][at] - height <= ASIDE:
            rows[-1].append(i)
        else:
            rows.append([i])
            height = lines[i][at]
    return [sorted(row, key=lambda i: lines[i][start]) for row in rows]


def runs(lines: Sequence[Line], row: Sequence[int], level: bool, gap: float) -> list[list[int]]:
    """The pieces of ``row`` that follow one another at most ``gap`` apart."""
    found: list[list[int]] = []
    end = 0.0
    for i in row:
        if found and lines[i][0 if level else 1] - end <= gap:
            found[-1].append(i)
            end = max(end, lines[i][2 if level else 3])
        else:
            found.append([i])
            end = lines[i][2 if level else 3]
    return found


def around(lines: Sequence[Line], places: Sequence[int]) -> Line:
    return (
        min(lines[i][0] for i in places),
        min(lines[i][1] for i in places),
        max(lines[i][2] for i in places),
        max(lines[i][3] for i in places),
    )
