"""A page as ink on white paper: seals taken out by their colour, shadows by the paper around, ink made equally dark."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Picture = Any
"""An array of bytes: rows, columns and, in colour, blue, green and red."""
INK = 150
"""What is darker, of 255, is ink: halfway between the ink and the paper of ``flat``."""
DARK = 40
"""What ink is made."""
RED = 28
"""By so much the red of a pixel exceeds its other colours where it is a seal's."""
SEAL_SIDES = (0.06, 0.45)
"""How wide and high a seal is at least and at most, in widths of the page. Flatter red ink is a heading."""
SHADES = 8
"""The light on paper changes slowly: it is told in tiles of so many pixels each way."""


def grey(picture: Picture) -> Picture:
    """``picture`` without colour; the ink of seals is gone as far as nothing dark lies under it."""
    if picture.ndim == 2:
        return picture
    plain = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    strongest = picture[..., 2].astype(np.int16)
    red = strongest - np.maximum(picture[..., 0], picture[..., 1]) > RED
    if np.count_nonzero(red) < red.size / 5000:
        return plain
    seals = _seals(red)
    if not seals.any():
        return plain
    paper = np.percentile(picture[..., 2], 90)
    level = max(60.0, float(np.median(strongest[red & seals])))
    lifted = np.clip(strongest * (paper / level), 0, 255).astype(np.uint8)
    # Beside its ink, too, a seal is seen through red glass: compression lets its colour run.
    return np.where(seals & red, lifted, np.where(seals, picture[..., 2], plain))


def _seals(red: Picture) -> Picture:
    """The boxes around round clusters of ``red``."""
    wide = red.shape[1]
    reach = max(3, wide // 80) | 1
    near = cv2.dilate(red.astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    found = np.zeros(red.shape, bool)
    for x, y, w, h, _ in stats[1:]:
        if min(w, h) >= SEAL_SIDES[0] * wide and max(w, h) <= SEAL_SIDES[1] * wide and max(w, h) < 1.6 * min(w, h):
            found[y : y + h, x : x + w] = True
    return found


def flat(page: Picture) -> Picture:
    """``page``, grey, with white paper and dark ink everywhere."""
    high, wide = page.shape
    small = cv2.resize(page, (max(1, wide // SHADES), max(1, high // SHADES)), interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 5)
    light = cv2.resize(paper, (wide, high), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    even = np.minimum(255.0, page * (255.0 / np.maximum(light, 30.0)))
    inked = even[even < 170]
    ink = min(150.0, float(np.percentile(inked, 30))) if inked.size > 200 else 100.0
    paper_level = 250.0
    return np.clip((even - ink) * ((255 - DARK) / (paper_level - ink)) + DARK, 0, 255).astype(np.uint8)
