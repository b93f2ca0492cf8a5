"""What a reader sees of a stretch of text: one model for every format.

Each reader of a format decides for every stretch whether it is seen, unseen or unsure. Unseen text is not read: the
reader sees nothing there. Unsure text is kept with a mark (:mod:`generator.sources.marks`), and a cell whose digits
are unsure is illegible. What is not understood and could hide, move, reverse, replace or cover text is unsure, never
seen.

This module stands alone (it imports nothing of the package), so that child processes can load it by its path.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

TINY_POINTS = 2.0
"""Letters of this size or smaller are no text for readers: a fifth of the smallest print of a newspaper."""

LEAST_CONTRAST = 1.5
"""WCAG ratio below which ink and paper may be one to the eye. WCAG asks 4.5 of readable text; the palest grey seen in
real reports (#c0c0c0 on white) has 1.8."""


class Visibility(IntEnum):
    """How a stretch of text is seen. The order is by doubt, so that ``max`` of several causes is what holds."""

    SEEN = 0
    UNSURE = 1
    UNSEEN = 2


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours by WCAG 2: 1 (alike) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def of_colours(ink: Colour, paper: Colour) -> Visibility:
    """UNSURE where ``ink`` hardly differs from ``paper``: screens, prints and selections show it, eyes may not."""
    return Visibility.UNSURE if contrast(ink, paper) < LEAST_CONTRAST else Visibility.SEEN


def of_size(points: float) -> Visibility:
    """UNSURE for letters of ``points`` that are too small to be read."""
    return Visibility.UNSURE if points <= TINY_POINTS else Visibility.SEEN


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
