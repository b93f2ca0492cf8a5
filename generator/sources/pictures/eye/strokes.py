"""Rows of strokes that look like rules: those of labels that fill their columns."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .ground import Picture

GOES_ON, INKED = 0.12, 0.92
"""A rule from which ink goes on upwards or downwards in more of its length, and of which less is ink, is a row of
strokes."""


def without_strokes(level: Any, dark: Picture, dpi: float) -> Any:
    """The ``level`` rules without rows of strokes. Those of labels that fill their columns look like a rule with gaps,
    but ink goes on from them for a point and a half, up or down, as it does from a rule only where others cross it."""
    reach = max(3, round(dpi / 50))
    ink = np.pad(dark > 0, ((reach, reach), (0, 0)))
    high = level.shape[0]
    above, below = (
        np.logical_and.reduce([ink[reach + sign * step : reach + sign * step + high] for step in range(1, reach + 1)])
        for sign in (-1, 1)
    )
    first = level & ~np.pad(level, ((1, 0), (0, 0)))[:-1]
    last = level & ~np.pad(level, ((0, 1), (0, 0)))[1:]
    goes_on = (first & above) | (last & below)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(level.astype(np.uint8))
    wide = stats[:, cv2.CC_STAT_WIDTH]
    crossed, inked = (_columns(labels, where, count) / wide for where in (goes_on, level & (dark > 0)))
    keep = (crossed <= GOES_ON) | (inked >= INKED)
    keep[0] = False
    return keep[labels]


def _columns(labels: Any, where: Any, count: int) -> Any:
    """In how many columns each of ``count`` labels has something ``where``."""
    found = np.unique(np.stack((labels[where], np.nonzero(where)[1])), axis=1)[0]
    return np.bincount(found, minlength=count)
