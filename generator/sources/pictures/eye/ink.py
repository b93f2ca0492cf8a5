"""The ink in a cell: whether there is any, and the lines it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .ground import INK, Picture

PALE = 205
"""Ink that is as dark as this after smoothing is still ink: what an empty cell must not have."""
SPECK = 0.24
"""Of the height of a digit: what is smaller in both directions is dust, or a point beside a digit."""
BESIDE = 0.7
"""A point stands so near a digit, in heights of one."""
PALE_SIDE = 0.4
"""Of the height of a digit: pale ink that is as high or wide may be a digit."""
TALLER = 1.5
"""A line of characters is at most so many times as high as a digit."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Ink:
    """What stands in a cell: ``lines`` are boxes in the cell, from the top. ``doubtful``: ink that is no line, too pale
    or shapeless. Neither: the cell is empty."""

    lines: tuple[Box, ...]
    doubtful: bool = False
    flat: bool = False
    """Nothing but one stroke along the line: a dash, or the character for one."""

    @property
    def empty(self) -> bool:
        return not self.lines and not self.doubtful


def ink_of(cell: Picture, digit: float) -> Ink:
    """The ink of ``cell``, flat and without rules; ``digit`` is the height of digits on the page, in pixels."""
    parts = _parts(cell < INK, digit)
    if not parts:
        return Ink((), _pale(cell, digit))
    lines = _lines(parts, digit)
    x0, y0, x1, y1 = lines[0]
    flat = len(lines) == 1 and len(parts) == 1 and y1 - y0 <= 0.3 * digit and x1 - x0 >= 0.25 * digit
    return Ink(tuple(lines), False, flat)


def _parts(dark: Any, digit: float) -> list[Box]:
    """The boxes of connected ink, without dust."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, area in stats[1:] if area >= 2]
    large = [box for box in boxes if max(box[2] - box[0], box[3] - box[1]) >= SPECK * digit]
    small = [box for box in boxes if max(box[2] - box[0], box[3] - box[1]) < SPECK * digit]
    return large + [box for box in small if any(_near(box, other, BESIDE * digit) for other in large)]


def _near(box: Box, other: Box, reach: float) -> bool:
    apart = max(other[0] - box[2], box[0] - other[2], 0)
    return apart <= reach and other[1] - reach / 2 <= (box[1] + box[3]) / 2 <= other[3] + reach / 2


def _pale(cell: Picture, digit: float) -> bool:
    """Is there pale ink that might be a digit?"""
    if cell.size == 0:
        return False
    smooth = cv2.GaussianBlur(cell, (0, 0), max(0.8, digit / 14))
    _, _, stats, _ = cv2.connectedComponentsWithStats((smooth < PALE).astype(np.uint8))
    return any(max(w, h) >= PALE_SIDE * digit for _, _, w, h, _ in stats[1:])


def _lines(parts: list[Box], digit: float) -> list[Box]:
    """``parts`` in lines from the top, by the rows that are free of ink."""
    runs: list[list[Box]] = []
    foot = -1
    for part in sorted(parts, key=lambda box: (box[1], box[0])):
        if runs and part[1] <= foot:
            runs[-1].append(part)
        else:
            runs.append([part])
        foot = max(foot, part[3])
    lines = [_around(run) for run in runs]
    done: list[Box] = []
    for line in lines:
        # Strokes of one character may stand apart, as those of 二 and 三 do.
        if done and line[3] - done[-1][1] <= TALLER * digit:
            done[-1] = _around([done[-1], line])
        else:
            done.append(line)
    return done


def _around(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def digit_height(page: Picture, boxes: list[Box], dpi: float) -> float:
    """The height of digits in the cells ``boxes`` of ``page``, in pixels: the usual height of ink as narrow as they."""
    heights: list[int] = []
    for x0, y0, x1, y1 in boxes:
        _, _, stats, _ = cv2.connectedComponentsWithStats((page[y0:y1, x0:x1] < INK).astype(np.uint8))
        if len(stats) <= 8:  # a few digits; labels have more strokes
            heights += [int(h) for _, _, w, h, _ in stats[1:] if 4 <= 72 * h / dpi <= 16 and w <= 1.2 * h]
    return float(np.median(heights)) if len(heights) >= 3 else 7.5 * dpi / 72
