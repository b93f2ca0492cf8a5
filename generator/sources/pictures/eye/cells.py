"""The cells of a table read, each from its own box and figures twice: in two sizes, with more and less paper around.

Of two readings in which the model errs, it seldom errs alike. A stroke alone is read by its shape as well: the model
takes a slash for a one, and a dash for nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np

from .ground import INK, Picture
from .ink import Ink, digit_height, ink_of
from .models import fitted
from .reading import Eyes
from .rules import Cell, Ruled
from .words import UNITS, is_figure, is_whole

FIRST, SECOND = (32, 20, 96), (26, 16, 64)
"""Pixels that a digit is high, paper left and right of the line, least width of it all."""
HAN = 1.3
"""Han characters are so many times as high as digits."""
SHORT = 2
"""Text of so few characters stands where figures do: it is read twice as well."""
SLANT = 0.18
"""A stroke that leans by more, sideways for its height, is a slash; a one leans less."""
SLASH_AND_ONE = frozenset("/1")


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
class _Line:
    """A line of a cell: where it comes from, its picture, how high digits are in it."""

    cell: int
    piece: Picture
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
    pictures = [page[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]
    inks = [ink_of(picture, digit) for picture in pictures]
    lines = [line for i, ink in enumerate(inks) for line in _lines_of(i, pictures[i], ink, digit)]
    readings = _readings(lines, eyes)
    return [_told(cell, inks[i], pictures[i], readings.get(i, []), digit) for i, cell in enumerate(table.cells)]


def _readings(lines: list[_Line], eyes: Eyes) -> dict[int, list[Reading]]:
    """The readings of each cell, in one or in two ways."""
    count = Counter(line.cell for line in lines)
    found: dict[int, list[Reading]] = {}
    for line, words in zip(lines, eyes.read([_fitted(line, FIRST) for line in lines]), strict=True):
        (reading,) = found.setdefault(line.cell, [Reading("", 1.0, 0)])
        found[line.cell] = [Reading(reading.text + words.text, min(reading.sure, words.sure), reading.lines + 1)]
    again = [line for line in lines if count[line.cell] == 1 and _is_short(found[line.cell][0].text)]
    for line, words in zip(again, eyes.read([_fitted(line, SECOND) for line in again]), strict=True):
        found[line.cell].append(Reading(words.text, words.sure, 1))
    return found


def _inside(box: tuple[int, int, int, int], inset: int) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return x0 + inset, y0 + inset, max(x0 + inset, x1 - inset), max(y0 + inset, y1 - inset)


def _lines_of(cell: int, picture: Picture, ink: Ink, digit: float) -> list[_Line]:
    done = []
    for x0, y0, x1, y1 in ink.lines:
        # Flat strokes keep their place in a line as high as a digit, that they do not grow into something else.
        middle, high = (y0 + y1) / 2, max(y1 - y0, digit)
        top, bottom = max(0, round(middle - high / 2)), round(middle + high / 2)
        done.append(_Line(cell, picture[top:bottom, x0:x1], 1 / max(digit, (y1 - y0) / HAN)))
    return done


def _fitted(line: _Line, way: tuple[int, int, int]) -> Picture:
    high, side, least = way
    return fitted(line.piece, high * line.scale, side, least)


def _is_short(text: str) -> bool:
    return len(text) <= SHORT or is_figure(text) or all(char in UNITS or char.isdigit() for char in text)


def _told(cell: Cell, ink: Ink, picture: Picture, readings: list[Reading], digit: float) -> Told:
    if not readings:
        return Told(cell, ("",), 1.0, empty=True) if ink.empty and cell.sure else Told(cell, (), 0.0)
    texts, sure = (("-",), 1.0) if ink.flat and not _is_wide(ink, digit) else _agreed(readings)
    texts = _by_shape(texts, picture, ink)
    last = ink.lines[-1][2] - ink.lines[-1][0]
    lead = max(box[3] - box[1] for box in ink.lines)
    return Told(cell, texts, round(sure, 3) if cell.sure else 0.0, last=last, lead=lead)


def _agreed(readings: list[Reading]) -> tuple[tuple[str, ...], float]:
    """The different texts among ``readings``, and how sure the least sure of them is."""
    texts = tuple(dict.fromkeys(one.text for one in readings if one.text))
    if _is_doubtful(texts, readings[0].lines) or not all(one.text for one in readings):
        return texts, 0.0
    return texts, min(one.sure for one in readings)


def _is_wide(ink: Ink, digit: float) -> bool:
    """Is a flat stroke longer than any dash?"""
    x0, _, x1, _ = ink.lines[0]
    return x1 - x0 > 3.2 * digit


def _is_doubtful(texts: tuple[str, ...], lines: int) -> bool:
    """A figure on several lines, or one that nobody writes?"""
    return any(is_figure(text) and (lines > 1 or not is_whole(text)) for text in texts)


def _by_shape(texts: tuple[str, ...], picture: Picture, ink: Ink) -> tuple[str, ...]:
    """``texts``, and what the lean of a single stroke says where they are a slash or a one."""
    if not texts or not SLASH_AND_ONE.issuperset(texts):
        return texts
    x0, y0, x1, y1 = ink.lines[0]
    said = "/" if _lean(picture[y0:y1, x0:x1] < INK) > SLANT else "1"
    return tuple(dict.fromkeys((*texts, said)))


def _lean(dark: Any) -> float:
    """By how much a stroke leans to the right, sideways for each step up."""
    ys, xs = np.nonzero(dark)
    spread = float(np.var(ys))
    return -float(np.cov(ys, xs)[0, 1]) / spread if spread > 0 and ys.size > 2 else 0.0
