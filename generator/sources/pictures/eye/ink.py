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
"""Of the height of a digit: what is smaller in both directions is dust, or a point between digits."""
BESIDE = 0.7
"""A point stands so near a digit, in heights of one."""
STROKE = 0.36
"""Of the height of a digit: a line has a stroke as long as this."""
WIDEST = 0.9
"""Of their height: digits are no wider."""
PALER = 222
"""The same for what may be a minus, which is thin, where a figure follows: it is read only where there is none."""
DASH = 0.3
"""Of the height of a digit: a dash that stands alone is as wide; what is shorter may be dust."""
HYPHEN = 0.15
"""Of the height of a digit: the least width of a minus."""
BEFORE = 1.2
"""A minus stands so near before its number, in heights of a digit."""
PALE_SIDE = 0.4
"""Of the height of a digit: pale ink that is as high or wide may be a digit."""
APART = 0.9
"""Of the height of a digit: no figure has so much paper within it, be it parted in thousands or from its unit."""
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
    torn: bool = False
    """So much paper lies within a line that it may be two figures, between which a border was lost."""

    @property
    def empty(self) -> bool:
        return not self.lines and not self.doubtful


def ink_of(cell: Picture, digit: float) -> Ink:
    """The ink of ``cell``, flat and without rules; ``digit`` is the height of digits on the page, in pixels."""
    parts, _ = _parts(cell < INK, digit)
    runs = [run for run in _runs(parts, digit) if any(_is_stroke(part, digit) for part in run)]
    lines = [_around(run) for run in runs]
    if not lines:
        return Ink((), bool(parts) or _pale(cell, digit))
    alone = len(parts) == 1
    if alone and _side(parts[0]) < DASH * digit:
        return Ink((), True)  # it may as well be dust
    flat = alone and parts[0][3] - parts[0][1] <= 0.3 * digit and _is_hyphen(parts[0], digit)
    torn = any(_gap(run) > APART * digit for run in runs)
    return Ink(tuple(lines), False, flat, torn)


def without_dust(cell: Picture, digit: float) -> Picture:
    """``cell`` without dots that are no points of a number, if all its ink is as narrow as digits are: in Han
    characters dots are strokes."""
    parts, dust = _parts(cell < INK, digit)
    if not dust or any(x1 - x0 > WIDEST * digit for x0, _, x1, _ in parts):
        return cell
    done = cell.copy()
    for x0, y0, x1, y1 in dust:
        done[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 255
    return done


def _parts(dark: Any, digit: float) -> tuple[list[Box], list[Box]]:
    """The boxes of connected ink, and those of dust among it."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]
    large = [box for box in boxes if _side(box) >= SPECK * digit or _is_hyphen(box, digit)]
    small = [box for box in boxes if box not in large]
    points = [box for box in small if _is_point(box, large, BESIDE * digit)]
    return large + points, [box for box in small if box not in points]


def _gap(run: list[Box]) -> int:
    """The widest paper within a line."""
    widest, end = 0, None
    for x0, _, x1, _ in sorted(run):
        if end is not None:
            widest = max(widest, x0 - end)
        end = x1 if end is None else max(end, x1)
    return widest


def _is_stroke(box: Box, digit: float) -> bool:
    """Is it large enough for a line of its own? A hyphen is short, and flat."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return max(wide, high) >= STROKE * digit or _is_hyphen(box, digit)


def _is_hyphen(box: Box, digit: float) -> bool:
    """May a short flat stroke be a minus? That of a small face is shorter than some dust, and wider than high."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return wide >= HYPHEN * digit and wide >= 1.4 * high


def _side(box: Box) -> int:
    return max(box[2] - box[0], box[3] - box[1])


def _is_point(dot: Box, large: list[Box], reach: float) -> bool:
    """Has ``dot`` a digit on either side, at whose foot it stands?"""
    level = [box for box in large if (box[1] + 2 * box[3]) / 3 <= (dot[1] + dot[3]) / 2 <= box[3] + reach / 2]
    before = any(0 <= dot[0] - box[2] <= reach for box in level)
    return before and any(0 <= box[0] - dot[2] <= reach for box in level)


def _pale(cell: Picture, digit: float) -> bool:
    """Is there pale ink that might be a digit or a dash?"""
    if cell.size == 0:
        return False
    smooth = cv2.GaussianBlur(cell, (0, 0), max(0.8, digit / 14))
    _, _, stats, _ = cv2.connectedComponentsWithStats((smooth < PALE).astype(np.uint8))
    if any(max(w, h) >= PALE_SIDE * digit for _, _, w, h, _ in stats[1:]):
        return True
    _, _, stats, _ = cv2.connectedComponentsWithStats((cell < PALE).astype(np.uint8))
    return any(_is_hyphen((0, 0, int(w), int(h)), digit) for _, _, w, h, area in stats[1:] if area > 2)


def has_minus(cell: Picture, digit: float) -> bool:
    """Is there, before the first digit in ``cell``, which has its dust, and at half its height, what may be a minus:
    too pale for ink, or too short?"""
    tall = [box for box in _parts(cell < INK, digit)[0] if box[3] - box[1] >= 0.6 * digit]
    if not tall:
        return False
    x0, y0, _, y1 = min(tall)
    before = cell[:, max(0, round(x0 - BEFORE * digit)) : x0]
    middle = before[round(y0 + 0.25 * (y1 - y0)) : round(y1 - 0.2 * (y1 - y0))]
    if middle.size == 0:
        return False
    smooth = cv2.GaussianBlur(middle, (0, 0), 0.8)
    _, _, stats, _ = cv2.connectedComponentsWithStats((smooth < PALER).astype(np.uint8))
    return any(w >= HYPHEN * digit for _, _, w, _, _ in stats[1:])


def _runs(parts: list[Box], digit: float) -> list[list[Box]]:
    """``parts`` in lines from the top, by the rows that are free of ink."""
    runs: list[list[Box]] = []
    foot = -1
    for part in sorted(parts, key=lambda box: (box[1], box[0])):
        if runs and part[1] <= foot:
            runs[-1].append(part)
        else:
            runs.append([part])
        foot = max(foot, part[3])
    done: list[list[Box]] = []
    for run in runs:
        # Strokes of one character may stand apart, as those of 二 and 三 do.
        if done and _around(run)[3] - _around(done[-1])[1] <= TALLER * digit:
            done[-1] += run
        else:
            done.append(run)
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
