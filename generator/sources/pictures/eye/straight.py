"""Pages straightened and squared, and two pages on one scan parted."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from .ground import INK, Picture, flat, grey
from .keystone import squared

MOST = 5.5
"""Degrees by which a page may be turned."""
LEAST = 0.08
"""A page turned by less is straight."""
POINTS = 150_000
WIDTH = 1000
"""Pixels of width in which the turn is looked for."""
GUTTER = 0.012
"""The least width of the gutter between two pages, in widths of the scan."""


def turn_of(page: Picture) -> float:
    """Degrees by which the lines of ``page``, flat, descend to the right."""
    factor = min(1.0, WIDTH / page.shape[1])
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else page
    ys, xs = np.nonzero(small < INK)
    if ys.size < 200:
        return 0.0
    step = max(1, ys.size // POINTS)
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)
    best, reach = 0.0, MOST
    for pace in (0.25, 0.05, 0.01):
        tried = [best + pace * i for i in range(-round(reach / pace), round(reach / pace) + 1)]
        scores = [_levels(ys, xs, degrees) for degrees in tried]
        best, reach = tried[int(np.argmax(scores))], pace
    return best if LEAST <= abs(best) <= MOST else 0.0


def _levels(ys: Any, xs: Any, degrees: float) -> float:
    """How unevenly ink is spread over the rows of a page that is turned back by ``degrees``."""
    rows = ys - xs * math.tan(math.radians(degrees))
    counts = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)
    return float(np.sum(counts**2))


def turned(picture: Picture, degrees: float) -> Picture:
    """``picture`` turned back by ``degrees``, with all of it kept; paper is added at its corners."""
    if not degrees:
        return picture
    high, wide = picture.shape[:2]
    angle = math.radians(abs(degrees))
    new_wide = round(wide * math.cos(angle) + high * math.sin(angle))
    new_high = round(high * math.cos(angle) + wide * math.sin(angle))
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    matrix[:, 2] += ((new_wide - wide) / 2, (new_high - high) / 2)
    ground = tuple(float(v) for v in np.percentile(picture.reshape(-1, *picture.shape[2:]), 90, axis=0).ravel())
    return cv2.warpAffine(
        picture, matrix, (new_wide, new_high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=ground
    )


def straightened(picture: Picture) -> list[Picture]:
    """The pages on ``picture``, in colour or not, each straight: one, or two that stand side by side."""
    done = turned(picture, turn_of(flat(grey(picture))))
    at = _gutter(flat(grey(done)))
    if at is None:
        return [squared(done)]
    return [squared(turned(half, turn_of(flat(grey(half))))) for half in (done[:, :at], done[:, at:])]


def _gutter(page: Picture) -> int | None:
    """Where ``page``, flat, is to be parted in two; None where it is one."""
    high, wide = page.shape
    if wide < 1.2 * high:
        return None
    first, last = round(0.42 * wide), round(0.58 * wide)
    inked = np.count_nonzero(page[:, first:last] < INK, axis=0)
    free = np.flatnonzero(inked <= 0.002 * high)
    if not free.size:
        return None
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    widest = max(runs, key=len)
    crossed = (page[:, first + int(widest[0]) : first + int(widest[-1]) + 1] < INK).mean(axis=1)
    if crossed.max() > 0.9:  # a rule runs through
        return None
    halves = (page[:, : first + int(widest[0])], page[:, first + int(widest[-1]) :])
    both = all(np.count_nonzero(half < INK) > 0.002 * half.size for half in halves)
    return first + int(widest.mean()) if len(widest) >= GUTTER * wide and both else None
