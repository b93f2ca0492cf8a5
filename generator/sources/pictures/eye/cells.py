"""The cells of a table read, each from its own box and figures twice: in two sizes, with more and less paper around.

Of two readings in which the model errs, it seldom errs alike. A stroke alone is read by its shape as well: the model
takes a slash for a one, and a dash for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import cv2
import numpy as np

from .ground import INK, Picture
from .ink import Ink, digit_height, has_minus, ink_of, without_dust
from .models import fitted
from .reading import Eyes
from .rules import Cell, Ruled
from .words import UNITS, is_figure, is_whole

FIRST, SECOND = (32, 20, 96), (26, 16, 64)
"""Pixels that a digit is high, paper left and right of the line, least width of it all."""
AROUND = 0.45
"""So much of a line's surroundings, in heights of a digit, is read with it: thin brackets may be paler than ink."""
LONGEST = 30
"""Digits' heights: strips of lines are no longer."""
HAN = 1.3
"""Han characters are so many times as high as digits."""
SHORT = 2
"""Text of so few characters stands where figures do: it is read twice as well."""
UPRIGHT, SLANTING = 0.15, 0.28
"""A stroke that leans by less, sideways for its height, is a one; by more, a slash."""
SLASH_SURE = 0.9
"""How sure the shape of a slash is."""
STRAIGHT = 0.08
"""So far, in heights of a stroke, its ink lies from a straight line; that of a seven lies further."""


@dataclass(frozen=True)
class Told:
    """What is told of a cell: its readings without repeats, how sure they are, whether it is proved to be empty.

    ``last`` is the width of its last line, ``lead`` the height of its characters, in pixels.
    """

    cell: Cell
    texts: tuple[str, ...]
    sure: float
    empty: bool = False
    last: int = 0
    lead: float = 0.0


@dataclass(frozen=True)
class _Strip:
    """Lines of a cell, one behind another as if the cell were wide: a character alone on its line is seldom known.

    ``scale`` is what makes digits one pixel high.
    """

    cell: int
    pieces: tuple[Picture, ...]
    scale: float


class Reading(NamedTuple):
    """What was read of a cell in one way, on how many lines."""

    text: str
    sure: float
    lines: int


def without_rules(page: Picture, tables: list[Ruled]) -> Picture:
    """``page``, flat, with paper where the rules of ``tables`` are."""
    done = page.copy()
    for table in tables:
        grown = cv2.dilate(np.pad(table.mask, 1).astype(np.uint8), np.ones((3, 3), np.uint8))[1:-1, 1:-1] > 0
        (x, y), (high, wide) = table.corner, grown.shape
        done[y : y + high, x : x + wide][grown] = 255
    return done


def read_table(page: Picture, table: Ruled, dpi: float, eyes: Eyes) -> list[Told]:
    """All cells of ``table`` on ``page``, which is flat and without rules."""
    inset = max(1, round(dpi / 100))
    boxes = [_inside(cell.box, inset) for cell in table.cells]
    digit = digit_height(page, boxes, dpi)
    raw = [page[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]
    pictures = [without_dust(picture, digit) for picture in raw]
    inks = [ink_of(picture, digit) for picture in pictures]
    strips = [strip for i, ink in enumerate(inks) for strip in _strips(i, pictures[i], ink, digit)]
    readings = _readings(strips, eyes)
    told = [_told(cell, inks[i], pictures[i], readings.get(i, []), digit) for i, cell in enumerate(table.cells)]
    return [
        replace(one, sure=0.0) if _is_unsigned(one) and has_minus(picture, digit) else one
        for one, picture in zip(told, raw, strict=True)
    ]


def _is_unsigned(told: Told) -> bool:
    return any(is_figure(text) and text[0] not in "-+" for text in told.texts)


def _readings(strips: list[_Strip], eyes: Eyes) -> dict[int, list[Reading]]:
    """The readings of each cell, in one or in two ways."""
    found: dict[int, list[Reading]] = {}
    for strip, words in zip(strips, eyes.read([_fitted(strip, FIRST) for strip in strips]), strict=True):
        (reading,) = found.setdefault(strip.cell, [Reading("", 1.0, 0)])
        lines = reading.lines + len(strip.pieces)
        found[strip.cell] = [Reading(reading.text + words.text, min(reading.sure, words.sure), lines)]
    again = [strip for strip in strips if len(strip.pieces) == 1 and _is_short(found[strip.cell][0])]
    for strip, words in zip(again, eyes.read([_fitted(strip, SECOND) for strip in again]), strict=True):
        found[strip.cell].append(Reading(words.text, words.sure, 1))
    return found


def _inside(box: tuple[int, int, int, int], inset: int) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return x0 + inset, y0 + inset, max(x0 + inset, x1 - inset), max(y0 + inset, y1 - inset)


def _strips(cell: int, picture: Picture, ink: Ink, digit: float) -> list[_Strip]:
    pieces: list[Picture] = []
    side = round(AROUND * digit)
    for x0, y0, x1, y1 in ink.lines:
        # Flat strokes keep their place in a line as high as a digit, that they do not grow into something else.
        middle, high = (y0 + y1) / 2, max(y1 - y0, digit)
        top, bottom = max(0, round(middle - high / 2)), round(middle + high / 2)
        pieces.append(picture[top:bottom, max(0, x0 - side) : x1 + side])
    if not pieces:
        return []
    scale = 1 / max(digit, float(np.median([piece.shape[0] for piece in pieces])) / HAN)
    strips: list[list[Picture]] = [[]]
    for piece in pieces:
        if strips[-1] and (sum(one.shape[1] for one in strips[-1]) + piece.shape[1]) * scale > LONGEST:
            strips.append([])
        strips[-1].append(piece)
    return [_Strip(cell, tuple(own), scale) for own in strips]


def _fitted(strip: _Strip, way: tuple[int, int, int]) -> Picture:
    high, side, least = way
    if len(strip.pieces) == 1:
        return fitted(strip.pieces[0], high * strip.scale, side, least)
    tallest = max(piece.shape[0] for piece in strip.pieces)
    level = []
    for piece in strip.pieces:
        above = (tallest - piece.shape[0]) // 2
        below = tallest - piece.shape[0] - above
        level.append(np.pad(piece, ((above, below), (0, 0)), constant_values=255))
    return fitted(np.hstack(level), high * strip.scale, side, least)


def _is_short(reading: Reading) -> bool:
    text = reading.text
    short = len(text) <= SHORT or is_figure(text) or all(char in UNITS or char.isdigit() for char in text)
    return reading.lines == 1 and short


def _told(cell: Cell, ink: Ink, picture: Picture, readings: list[Reading], digit: float) -> Told:
    if not readings:
        return Told(cell, ("",), 1.0, empty=True) if ink.empty and cell.sure else Told(cell, (), 0.0)
    texts, sure = (("-",), 1.0) if ink.flat and not _is_wide(ink, digit) else _agreed(readings, ink)
    texts = _by_shape(texts, picture, ink, digit)
    sure = max(sure, SLASH_SURE) if texts == ("/",) else sure
    last = ink.lines[-1][2] - ink.lines[-1][0]
    lead = max(box[3] - box[1] for box in ink.lines)
    return Told(cell, texts, round(sure, 3) if cell.sure else 0.0, last=last, lead=lead)


def _agreed(readings: list[Reading], ink: Ink) -> tuple[tuple[str, ...], float]:
    """The different texts among ``readings``, and how sure the least sure of them is: one without a text is not."""
    texts = tuple(dict.fromkeys(one.text for one in readings if one.text))
    if _is_doubtful(texts, ink):
        return texts, 0.0
    return texts, min(one.sure for one in readings)


def _is_wide(ink: Ink, digit: float) -> bool:
    """Is a flat stroke longer than any dash?"""
    x0, _, x1, _ = ink.lines[0]
    return x1 - x0 > 3.2 * digit


def _is_doubtful(texts: tuple[str, ...], ink: Ink) -> bool:
    """A figure on several lines, in pieces, or one that nobody writes?"""
    parted = len(ink.lines) > 1 or ink.torn
    return any(is_figure(text) and (parted or not is_whole(text)) for text in texts)


def _by_shape(texts: tuple[str, ...], picture: Picture, ink: Ink, digit: float) -> tuple[str, ...]:
    """``texts``; of a straight stroke alone what its lean says: a slash, a one, or both where that tells nothing."""
    if len(ink.lines) > 1 or any(len(text) > 1 for text in texts):
        return texts
    x0, y0, x1, y1 = ink.lines[0]
    lean, width = _stroke(picture[y0:y1, x0:x1] < INK)
    if y1 - y0 < 0.7 * digit or width > STRAIGHT * (y1 - y0):
        return texts
    if lean >= SLANTING:
        return ("/",)
    return texts if lean <= UPRIGHT else tuple(dict.fromkeys((*texts, "1", "/")))


def _stroke(dark: Any) -> tuple[float, float]:
    """By how much ink leans to the right, sideways for each step up; and how far it lies from a line that does."""
    ys, xs = np.nonzero(dark)
    spread = float(np.var(ys)) if ys.size > 2 else 0.0
    if not spread:
        return 0.0, float("inf")
    lean = -float(np.cov(ys, xs)[0, 1]) / spread
    return lean, float(np.std(xs + lean * ys))
