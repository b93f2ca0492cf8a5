"""Pages photographed at an angle: squared by the rules of their tables, which then run towards one another."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .ground import INK, Picture, flat, grey

WIDTH = 1000
"""Pixels of width in which rules are looked for."""
STROKE = 0.024
"""Of that width: no stroke of a character is as long."""
LONG = 0.16
"""Of that width: rules that are shorter tell too little of where they run."""
FEWEST = 3
"""So many rules each way tell how a page lies."""
LEAST, MOST = 0.004, 0.12
"""By so much, in shares of a page's side, its rules run together: less is a straight page, more is none."""
STRAYING = 0.002
"""So far the run of a rule lies from what those of the others make likely; if most lie further, the paper is bent."""


def squared(page: Picture) -> Picture:
    """``page``, upright, in colour or not, seen straight from above, as far as its rules tell."""
    high, wide = page.shape[:2]
    corners = _corners(flat(grey(page)))
    if corners is None:
        return page
    whole = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    ground = tuple(float(v) for v in np.percentile(page.reshape(-1, *page.shape[2:]), 90, axis=0).ravel())
    matrix = cv2.getPerspectiveTransform(corners, whole)
    return cv2.warpPerspective(
        page, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=ground
    )


def _corners(page: Picture) -> Any:
    """Where on ``page``, flat, the corners of a page lie whose rules would be square; None where they are."""
    factor = min(1.0, WIDTH / page.shape[1])
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else page
    dark = (small < INK).astype(np.uint8)
    high, wide = dark.shape
    level, upright = _lean(_rules(dark)), _lean(_rules(dark.T))
    if level is None or upright is None:
        return None
    together = max(abs(level[1]) * high, abs(upright[1]) * wide)
    if not LEAST <= together <= MOST:
        return None
    top, bottom = ((level[0] + level[1] * at, at) for at in (0.0, float(high)))
    left, right = ((upright[0] + upright[1] * at, at) for at in (0.0, float(wide)))
    pairs = ((top, left), (top, right), (bottom, right), (bottom, left))
    meet = [_meeting(across, down) for across, down in pairs]
    return np.array(meet, np.float32) / factor


def _rules(dark: Any) -> list[tuple[float, float]]:
    """(how it runs, where it begins) of each long level rule in ``dark``: by how much it descends to the right, and the
    row in which it would meet the left edge, both as its ink tells."""
    stroke = max(9, round(STROKE * WIDTH))
    thick = cv2.dilate(np.ascontiguousarray(dark), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, stroke), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(runs, np.ones((1, 5), np.uint8)))
    found = []
    for number in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[number])
        if w < LONG * WIDTH or h > 0.2 * w:
            continue
        ys, xs = np.nonzero((labels[y : y + h, x : x + w] == number) & (runs[y : y + h, x : x + w] > 0))
        run, begin = np.polyfit(xs + x, ys + y, 1)
        found.append((float(run), float(begin)))
    return found


def _lean(rules: list[tuple[float, float]]) -> tuple[float, float] | None:
    """How rules run: at the edge, and by how much more each pixel further; None where that cannot be told."""
    if len(rules) < FEWEST:
        return None
    runs, places = (np.array(side) for side in zip(*rules, strict=True))
    if np.ptp(places) < LONG * WIDTH:
        return None
    more, first = np.polyfit(places, runs, 1)
    if np.median(np.abs(first + more * places - runs)) > STRAYING:
        return None
    return float(first), float(more)


def _meeting(across: tuple[float, float], down: tuple[float, float]) -> tuple[float, float]:
    """Where the level line ``across`` and the upright one ``down`` (how it runs, where it begins) meet."""
    (run, row), (lean, column) = across, down
    y = (row + run * column) / (1 - run * lean)
    return column + lean * y, y
